import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { teamPath } from '#app/features/team/open-member.server.ts';
import { TeamTable } from '#app/features/team/team-table.tsx';
import { textsOf } from '#app/texts.server.ts';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { members } = await page.api.team.list({ salonId: page.salonId });
  return {
    title: page.titled(textsOf(page.locale, 'team')('title')),
    ownId: page.user.id,
    path: teamPath(page),
    members,
  };
}

export const meta = pageMeta;

export default function Team() {
  const { t } = useTranslation('team');
  const { members, ownId, path } = useLoaderData<typeof loader>();
  return (
    <>
      <DashboardTitle lead={t('lead')}>{t('title')}</DashboardTitle>
      <TeamTable members={members} ownId={ownId} path={path} />
    </>
  );
}
