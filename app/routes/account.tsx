import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { changePassword } from '#app/features/account/change-password.server.ts';
import { NoticesPanel } from '#app/features/account/notices-panel.tsx';
import { PasswordForm } from '#app/features/account/password-form.tsx';
import { saveNotices } from '#app/features/account/save-notices.server.ts';
import { SessionList } from '#app/features/account/session-list.tsx';
import { TwoStepPanel } from '#app/features/account/two-step-panel.tsx';
import { requireUser } from '#app/features/auth/require-staff.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readForm } from '#app/read-form.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { user, salons } = await requireUser(context, request);
  const { sessions } = await context.api.auth.sessions();
  const factor = await context.api.auth.secondFactor();
  const { memberships } = await context.api.auth.notices();
  const t = textsOf(context.locale, 'account');
  // Who works nowhere has no clock of a salon.
  const formats = formatsOf(context.locale, salons[0]?.timeZone ?? 'UTC');
  const today = formats.localDate(context.now);
  return {
    title: `${t('title')} · Ledig`,
    about: `${user.name}, ${user.email}`,
    twoStep:
      factor.state === 'on'
        ? [
            t('twoStep.isOn', { when: formats.soon(factor.since, today) }),
            t('twoStep.codesLeft', { count: factor.codesLeft }),
          ]
        : [t('twoStep.isOff')],
    places: memberships.map(({ membershipId, organisation, salon, wants }) => ({
      membershipId,
      label: salon ?? t('notices.everywhere', { organisation }),
      wants,
    })),
    sessions: sessions.map(({ sessionId, browser, isThis, createdAt, lastSeenAt }) => ({
      sessionId,
      browser,
      isThis,
      since: t('sessions.since', { when: formats.soon(createdAt, today) }),
      lastSeen: t('sessions.lastSeen', { when: formats.soon(lastSeenAt, today) }),
    })),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  await requireUser(context, request);
  const form = await readForm(request);
  if (form.get('act') === 'notices') return saveNotices(context, form);
  if (form.get('act') !== 'logOutEverywhere') return changePassword(context, form);
  await context.api.auth.logoutEverywhere();
  context.sessionCookie.clear();
  return redirect('/login');
}

export const meta = pageMeta;

export default function Account() {
  const { t } = useTranslation('account');
  const { about, twoStep, places, sessions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PublicShell>
      <BackLink to="/dashboard">{t('back')}</BackLink>
      <PageTitle lead={about}>{t('title')}</PageTitle>
      <div className="grid gap-6">
        <PasswordForm answer={answer && 'errors' in answer ? answer : undefined} />
        <TwoStepPanel facts={twoStep} />
        <NoticesPanel places={places} isSaved={answer !== undefined && 'areNoticesSaved' in answer} />
        <SessionList sessions={sessions} />
      </div>
    </PublicShell>
  );
}
