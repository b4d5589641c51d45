import { notFound } from '#server/platform/errors.ts';
import type { MembershipId, OrganisationId, SalonId, UserId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { roleSchema } from './auth.schema.ts';
import type { Scoped } from './team.rules.ts';

/** Whose team, and who asks for it. */
export interface TeamPlace {
  organisationId: OrganisationId;
  salonId: SalonId;
  userId: UserId;
}

interface LockedTeam {
  member: Scoped & { userId: string };
  /** The memberships of who asks. */
  own: Scoped[];
  /** Owners besides the member, whose accounts are open. */
  otherOwners: Scoped[];
}

/**
 * One change of an organisation's team at a time: two owners who remove each other at once must not both find the other one still there.
 * What who asks may do is read again behind the lock, since it may just have been taken from them.
 * @throws AppError `not_found`, also for a member of another salon
 */
export async function lockTeam(
  tx: Tx,
  { organisationId, salonId, userId, membershipId }: TeamPlace & { membershipId: MembershipId },
): Promise<LockedTeam> {
  await tx.db.$queryRaw`SELECT FROM organisations WHERE id = ${organisationId}::uuid FOR NO KEY UPDATE`;
  const rows = await tx.db.membership.findMany({
    where: { organisationId },
    select: { id: true, userId: true, salonId: true, role: true, user: { select: { disabledAt: true } } },
  });
  const team = rows.map((row) => ({ ...row, role: roleSchema.parse(row.role) }));
  const member = team.find(({ id }) => id === membershipId);
  if (!member || (member.salonId !== null && member.salonId !== salonId)) throw notFound('membership');
  return {
    member,
    own: team.filter((each) => each.userId === userId),
    otherOwners: team.filter(
      (each) => each.userId !== member.userId && each.role === 'owner' && !each.user.disabledAt,
    ),
  };
}
