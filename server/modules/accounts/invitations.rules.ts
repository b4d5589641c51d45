import type { Role } from '../auth/auth.rules.ts';
import type { TeamRow } from '../auth/team.queries.ts';
import { roleOver, rolesToGive } from '../auth/team.rules.ts';
import type { InvitationEnd } from './accounts.schema.ts';

/** So long a link works. */
export const invitationLifetimeMs = 7 * 24 * 3_600_000;

/** What somebody is invited to. Without a salon: all of them. */
export interface InvitedPlace {
  role: Role;
  salonId: string | null;
}

/** Whether somebody may let others have that role there: of invitations, who stands for one as well as who changes it. */
export function mayGive(team: readonly TeamRow[], userId: string, { role, salonId }: InvitedPlace): boolean {
  const own = team.filter((member) => member.userId === userId && !member.user.disabledAt);
  return rolesToGive(roleOver(own, salonId), null).includes(role);
}

/** Whether an address is in the team of that place already. */
export function isMember(
  team: readonly TeamRow[],
  email: string,
  { salonId }: Pick<InvitedPlace, 'salonId'>,
): boolean {
  return team.some(
    (member) => member.user.email === email && (member.salonId === null || member.salonId === salonId),
  );
}

/** Why it can't be accepted, apart from what its team says; null when it can. */
export function endOf(
  invitation: {
    acceptedAt: Date | null;
    takenBackAt: Date | null;
    expiresAt: Date;
    salon: { archivedAt: Date | null } | null;
  },
  now: Date,
): InvitationEnd | null {
  if (invitation.acceptedAt) return 'accepted';
  if (invitation.takenBackAt || invitation.salon?.archivedAt) return 'void';
  return invitation.expiresAt <= now ? 'expired' : null;
}
