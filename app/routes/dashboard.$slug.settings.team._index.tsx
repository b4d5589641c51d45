import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import { changeInvitation } from '#app/features/team/change-invitation.server.ts';
import { InvitationTable } from '#app/features/team/invitation-table.tsx';
import { teamPath } from '#app/features/team/open-member.server.ts';
import { RightsTable } from '#app/features/team/rights-table.tsx';
import { TeamTable } from '#app/features/team/team-table.tsx';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const about = { salonId: page.salonId };
  const [{ members }, { invitations, rolesToGive }] = await Promise.all([
    page.api.team.list(about),
    page.api.team.invitations(about),
  ]);
  const t = textsOf(page.locale, 'team');
  return {
    title: page.titled(t('title')),
    ownId: page.user.id,
    path: teamPath(page),
    members,
    mayInvite: rolesToGive.here.length > 0,
    invitations: invitations.map((invitation) => ({
      ...invitation,
      stands: t(`invitations.${invitation.state}`, {
        when: page.formats.soon(invitation.expiresAt, page.today),
        name: invitation.invitedBy,
      }),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  return answerAct(page, { request: args.request, form, to: teamPath(page) }, () =>
    changeInvitation(page, form),
  );
}

export const meta = pageMeta;

export default function Team() {
  const { t } = useTranslation('team');
  const { members, invitations, mayInvite, ownId, path } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  return (
    <>
      <DashboardTitle
        lead={t('lead')}
        actions={mayInvite ? <LinkButton to={`${path}/invite`}>{t('invite.link')}</LinkButton> : null}
      >
        {t('title')}
      </DashboardTitle>
      <div className="grid gap-6">
        <RefusalNotice refusal={refusal} />
        <TeamTable members={members} ownId={ownId} path={path} />
        {invitations.length > 0 ? (
          <section aria-labelledby="invited" className="grid gap-3">
            <h2 id="invited" className="text-xl">
              {t('invitations.title')}
            </h2>
            <InvitationTable invitations={invitations} />
          </section>
        ) : null}
        <section aria-labelledby="rights" className="grid gap-3">
          <h2 id="rights" className="text-xl">
            {t('rights.title')}
          </h2>
          <p className="max-w-prose text-ink-soft">{t('rights.lead')}</p>
          <RightsTable />
        </section>
      </div>
    </>
  );
}
