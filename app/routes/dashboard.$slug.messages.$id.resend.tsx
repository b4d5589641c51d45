import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, refused } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { backToMessages, openMessage } from '#app/features/messages/open-message.server.ts';
import { messageWords } from '#app/features/messages/message-words.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const message = await openMessage(page, args.params.id);
  const { name, channel, status, canResend } = messageWords(message, page);
  const t = textsOf(page.locale, 'log');
  const heading = t('resend.title', { name });
  return {
    heading,
    title: page.titled(heading),
    back: backToMessages(page),
    does: [
      t('resend.does', { name, channel: t(`resend.byChannel.${channel}`) }),
      ...(status === 'unknown' ? [t('resend.doesUnknown', { name })] : []),
    ],
    submit: t('resend.submit'),
    impossible: !canResend
      ? t('resend.refusals.on_its_way', { name })
      : message.makesSense
        ? null
        : t('resend.refusals.pointless'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [message, form] = await Promise.all([openMessage(page, args.params.id), readForm(args.request)]);
  const { name } = messageWords(message, page);
  const t = textsOf(page.locale, 'log');
  return answerAct(page, { request: args.request, form, to: backToMessages(page) }, async () => {
    const outcome = await page.api.message.resend({ salonId: page.salonId, messageId: message.id });
    return outcome.ok
      ? done(t(`resend.done.${outcome.way}`, { name }))
      : refused(t(`resend.refusals.${outcome.reason}`, { name }));
  });
}

export const meta = pageMeta;

export default function Resend() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return <ActPage {...view} answer={answer} />;
}
