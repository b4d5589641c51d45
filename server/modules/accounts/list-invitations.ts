import type { Deps } from '#server/platform/deps.ts';
import { idOf, type InvitationId } from '#server/platform/ids.schema.ts';
import { roleSchema } from '../auth/auth.schema.ts';
import { readOrganisationTeam, type TeamPlace } from '../auth/team.queries.ts';
import type { InvitationList, OpenInvitationState } from './accounts.schema.ts';
import { endOf, mayGive } from './invitations.rules.ts';
import { roles } from '../auth/auth.rules.ts';

/** Who was asked to join a salon's team, or that of all salons, and has not answered yet. */
export async function listInvitations(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { organisationId, salonId, userId }: TeamPlace,
): Promise<InvitationList> {
  const team = await readOrganisationTeam(db, organisationId);
  const rows = await db.invitation.findMany({
    where: {
      organisationId,
      OR: [{ salonId: null }, { salonId }],
      acceptedAt: null,
      takenBackAt: null,
    },
    include: {
      inviter: { select: { name: true } },
      salon: { select: { archivedAt: true } },
    },
    orderBy: [{ email: 'asc' }, { id: 'asc' }],
  });
  const invitations = rows.map((row) => {
    const place = { role: roleSchema.parse(row.role), salonId: row.salonId };
    const state: OpenInvitationState = endOf(row, clock.now())
      ? 'expired'
      : mayGive(team, row.invitedBy, place)
        ? 'open'
        : 'unsupported';
    return {
      invitationId: idOf<InvitationId>(row.id),
      email: row.email,
      role: place.role,
      inAllSalons: row.salonId === null,
      invitedBy: row.inviter.name,
      expiresAt: row.expiresAt.toISOString(),
      state,
      mayChange: mayGive(team, userId, place),
    };
  });
  const rolesIn = (scope: string | null) =>
    roles.filter((role) => mayGive(team, userId, { role, salonId: scope }));
  return { invitations, rolesToGive: { here: rolesIn(salonId), everywhere: rolesIn(null) } };
}
