import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, type ActAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct, valuesOf } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { MessageFields } from '#app/features/settings/message-fields.tsx';
import { MessagePreview } from '#app/features/settings/message-preview.tsx';
import {
  languageName,
  placeholderWords,
  previewWords,
  readParts,
  textErrors,
  textKeyOf,
  type PreviewWords,
} from '#app/features/settings/message-words.server.ts';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { invalidValues } from '#app/features/settings/settings-errors.server.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { useLivePreview } from '#app/features/settings/use-live-preview.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { setTextInput, textPartsSchema } from '#server/modules/notifications/salon-texts.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, base, locale, salon } = page;
  const key = textKeyOf(page, args.params);
  const text = await api.messageText.get(key);
  const { message } = await api.messageText.preview({ ...key, parts: text.parts });
  const t = textsOf(locale, 'settings');
  const heading = textsOf(locale, 'log')(`templates.${key.template}`);
  const back = `${base}/settings/messages`;
  return {
    title: page.titled(heading),
    heading,
    lead: `${t(`messages.channels.${key.channel}`)}, ${languageName(key.locale)}`,
    back,
    previewAddress: `${back}/${key.template}/${key.channel}/${key.locale}/preview`,
    channel: key.channel,
    language: key.locale,
    salonName: salon.name,
    parts: text.parts,
    isOwn: text.isOwn,
    version: text.version,
    placeholders: placeholderWords(page, text),
    asItStands: { message, errors: [] } satisfies PreviewWords,
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, base, locale } = page;
  const key = textKeyOf(page, args.params);
  if (form.has('preview')) {
    const preview = await previewWords(page, key, form);
    if (preview) return data({ ...noAnswer, values: valuesOf(form), errors: preview.errors, preview });
  }
  const to = `${base}/settings/messages`;
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const t = textsOf(locale, 'settings');
    if (form.has('reset')) {
      await api.messageText.reset(key);
      return done(t('messages.resetDone'));
    }
    const input = setTextInput.safeParse({
      ...key,
      parts: readParts(form),
      version: textField(form, 'version'),
    });
    if (!input.success) return invalidValues(locale, input.error, textPartsSchema.shape);
    const answer = await api.messageText.set(input.data);
    return answer.ok
      ? done(t('messages.saved'))
      : { kind: 'invalid', errors: textErrors(page, answer.problems) };
  });
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function MessageText() {
  const { t } = useTranslation('settings');
  const page = useLoaderData<typeof loader>();
  const { heading, lead, back, channel, language, salonName, isOwn, parts, placeholders, version } = page;
  const answer: ActAnswer & { preview?: PreviewWords } = useActionData<typeof action>() ?? noAnswer;
  const live = useLivePreview(page.previewAddress);
  return (
    <>
      <BackLink to={back}>{t('messages.title')}</BackLink>
      <DashboardTitle lead={lead}>{heading}</DashboardTitle>
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <div onInput={live.onInput}>
          <EditForm
            answer={answer}
            version={version}
            submit={t('save')}
            otherActs={
              <>
                <Button type="submit" name="preview" value="on" look="secondary">
                  {t('messages.preview')}
                </Button>
                {isOwn ? (
                  <Button type="submit" name="reset" value="on" look="plain">
                    {t('messages.reset')}
                  </Button>
                ) : null}
              </>
            }
          >
            <MessageFields {...{ answer, channel, language, parts, placeholders }} />
          </EditForm>
        </div>
        <MessagePreview
          preview={live.preview ?? answer.preview ?? page.asItStands}
          language={language}
          salonName={salonName}
        />
      </div>
    </>
  );
}
