import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AcceptForm } from '#app/features/team/accept-form.tsx';
import { answerInvitation } from '#app/features/team/answer-invitation.server.ts';
import { invitationWords } from '#app/features/team/invitation-words.server.ts';
import { SignUpForm } from '#app/features/team/sign-up-form.tsx';
import { linkPageMeta, readAgainWhenRefused } from '#app/link-page.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { EndedLink } from '#app/ui/ended-link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const view = await context.api.invitation.byToken({ token: params.token ?? '' });
  const title = textsOf(context.locale, 'invitation')('title');
  const ended = { over: view.outcome === 'over' ? view.why : null, words: null, title };
  if (view.outcome !== 'open') return data(ended, view.outcome === 'over' ? 410 : 404);
  return data({ ...ended, words: invitationWords(context.locale, view) });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await readForm(request);
  return answerInvitation(context, { token: params.token ?? '', form, request });
}

export const meta = linkPageMeta;
export const shouldRevalidate = readAgainWhenRefused;

export default function Invitation() {
  const { t } = useTranslation('invitation');
  const { over, words } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!words) {
    return (
      <EndedLink title={over ? t(`over.${over}.title`) : t('unknownTitle')} to="/login" label={t('toLogIn')}>
        {over ? t(`over.${over}.text`) : t('unknownText')}
      </EndedLink>
    );
  }
  const { heading, role, does, email, account } = words;
  return (
    <PublicShell>
      <PageTitle
        lead={
          <>
            <strong className="font-semibold text-ink">{role}</strong>
            <span className="block">{does}</span>
          </>
        }
      >
        {heading}
      </PageTitle>
      <div className="grid max-w-2xl gap-5">
        {answer?.problem ? (
          <Notice tone="warn" live="assertive">
            {answer.problem}
          </Notice>
        ) : null}
        {account === 'none' ? (
          <SignUpForm email={email} answer={answer} />
        ) : (
          <AcceptForm email={email} account={account} />
        )}
      </div>
    </PublicShell>
  );
}
