import type { TFunction } from 'i18next';
import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { membershipIdSchema } from '#server/platform/ids.schema.ts';
import type { ChangeTeamOutcome, TeamMember } from '#server/modules/auth/team.schema.ts';

/** The member of the team that an address names. Who is not in this salon's team, or not any more, is the 404 page. */
export async function openMember({ api, salonId }: StaffPage, id: string | undefined): Promise<TeamMember> {
  const membershipId = membershipIdSchema.safeParse(id);
  if (!membershipId.success) throw pageNotFound();
  const { members } = await api.team.list({ salonId });
  const member = members.find((each) => each.membershipId === membershipId.data);
  if (!member) throw pageNotFound();
  return member;
}

export function teamPath({ base }: Pick<StaffPage, 'base'>): string {
  return `${base}/settings/team`;
}

export function memberPath(page: Pick<StaffPage, 'base'>, { membershipId }: TeamMember): string {
  return `${teamPath(page)}/${membershipId}`;
}

/** @param said what was done, in words */
export function teamOutcome(outcome: ChangeTeamOutcome, said: string, t: TFunction<'team'>): ActOutcome {
  return outcome.ok ? done(said) : refused(t(`refusals.${outcome.reason}`));
}
