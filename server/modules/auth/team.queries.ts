import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import type { MembershipId, OrganisationId, SalonId, UserId } from '#server/platform/ids.schema.ts';
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

/** A membership of an organisation, and whose it is. */
export interface TeamRow extends Scoped {
  id: string;
  userId: string;
  user: { email: string; disabledAt: Date | null };
}

/**
 * One change of an organisation's team at a time: two owners who remove each other at once must not both find the other one still there.
 * What who asks may do is read again behind the lock, since it may just have been taken from them.
 */
export async function lockOrganisationTeam(tx: Tx, organisationId: OrganisationId): Promise<TeamRow[]> {
  await tx.db.$queryRaw`SELECT FROM organisations WHERE id = ${organisationId}::uuid FOR NO KEY UPDATE`;
  return readOrganisationTeam(tx.db, organisationId);
}

/** The same as it stands now, which may have changed before it is acted on. */
export async function readOrganisationTeam(db: Db, organisationId: OrganisationId): Promise<TeamRow[]> {
  const rows = await db.membership.findMany({
    where: { organisationId },
    select: {
      id: true,
      userId: true,
      salonId: true,
      role: true,
      user: { select: { email: true, disabledAt: true } },
    },
  });
  return rows.map((row) => ({ ...row, role: roleSchema.parse(row.role) }));
}

/**
 * The same, to change one of its members.
 * @throws AppError `not_found`, also for a member of another salon
 */
export async function lockTeam(
  tx: Tx,
  { organisationId, salonId, userId, membershipId }: TeamPlace & { membershipId: MembershipId },
): Promise<LockedTeam> {
  const team = await lockOrganisationTeam(tx, organisationId);
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
