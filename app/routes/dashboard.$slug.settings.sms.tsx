import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, errorAt, noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { QuotaBar } from '#app/features/settings/quota-bar.tsx';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { invalidValues } from '#app/features/settings/settings-errors.server.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { readQuotaForm, savedWords, smsQuotaView } from '#app/features/settings/sms-quota-view.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Fieldset } from '#app/ui/choice.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { setQuotaInput, smsQuotaValuesSchema } from '#server/modules/notifications/sms-quota.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  return {
    title: page.titled(textsOf(page.locale, 'settings')('sms.title')),
    ...smsQuotaView(await page.api.message.usage({ salonId: page.salonId }), page),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale, url } = page;
  return answerAct(page, { request: args.request, form, to: url.pathname }, async (): Promise<ActOutcome> => {
    const input = setQuotaInput.safeParse({
      salonId,
      version: textField(form, 'version'),
      values: readQuotaForm(form),
    });
    if (!input.success) {
      const { included, hardCap } = smsQuotaValuesSchema.shape;
      return invalidValues(locale, input.error, { included, hardCap: hardCap.unwrap() });
    }
    await api.message.setQuota(input.data);
    const { current } = await api.message.usage({ salonId });
    return done(savedWords(input.data.values, current, page));
  });
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function SmsQuota() {
  const { t } = useTranslation('settings');
  const { version, values, month, used, notes, bar, previous } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const field = (id: 'included' | 'hardCap') => ({
    id,
    name: id,
    label: t(`sms.${id}`),
    hint: t(`sms.${id}Hint`),
    defaultValue: answer.values[id] ?? values[id],
    error: errorAt(answer, id),
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    maxLength: 12,
    className: 'max-w-md',
  });
  return (
    <>
      <DashboardTitle lead={t('sms.lead')}>{t('sms.title')}</DashboardTitle>
      <div className="grid gap-5">
        <div className="max-w-2xl">
          <Panel title={month}>
            <div className="grid gap-2">
              <p className="tabular text-lg font-semibold">{used}</p>
              {bar ? <QuotaBar {...bar} /> : null}
              {notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </div>
          </Panel>
        </div>
        <EditForm key={version} answer={answer} version={version} submit={t('save')}>
          <Fieldset id="quota" legend={t('sms.set')} prominent>
            <TextField {...field('included')} />
            <TextField {...field('hardCap')} />
            <p className="text-sm text-ink-soft">{t('sms.effect')}</p>
          </Fieldset>
        </EditForm>
        {previous.length > 0 ? (
          <section aria-labelledby="previous" className="grid gap-3">
            <h2 id="previous" className="text-xl">
              {t('sms.previous')}
            </h2>
            <Table
              caption={t('sms.previous')}
              rows={previous}
              rowKey={(row) => row.month}
              columns={[
                { key: 'month', header: t('sms.month'), isRowHeader: true, cell: (row) => row.month },
                { key: 'used', header: t('sms.parts'), cell: (row) => row.used },
                { key: 'included', header: t('sms.included'), cell: (row) => row.included },
                { key: 'overage', header: t('sms.over'), cell: (row) => row.overage },
                { key: 'hardCap', header: t('sms.hardCap'), cell: (row) => row.hardCap },
                { key: 'blocked', header: t('sms.keptBack'), cell: (row) => row.blocked },
              ]}
            />
          </section>
        ) : null}
      </div>
    </>
  );
}
