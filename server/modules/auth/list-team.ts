import type { Db } from '#server/platform/db.ts';
import { idOf, type MembershipId, type UserId } from '#server/platform/ids.schema.ts';
import { roles } from './auth.rules.ts';
import { roleSchema } from './auth.schema.ts';
import type { TeamPlace } from './team.queries.ts';
import { roleOver, rolesToGive } from './team.rules.ts';
import type { TeamMember } from './team.schema.ts';

/** Who works in a salon: its own staff, and those of the whole organisation; the highest role first, then by name. */
export async function listTeam(
  db: Db,
  { organisationId, salonId, userId }: TeamPlace,
): Promise<TeamMember[]> {
  const rows = await db.membership.findMany({
    where: { organisationId, OR: [{ salonId: null }, { salonId }] },
    select: {
      id: true,
      userId: true,
      salonId: true,
      role: true,
      user: {
        select: {
          name: true,
          email: true,
          disabledAt: true,
          secondFactor: { select: { confirmedAt: true } },
        },
      },
    },
    orderBy: [{ user: { name: 'asc' } }, { id: 'asc' }],
  });
  const members = rows.map((row) => ({ ...row, role: roleSchema.parse(row.role) }));
  const own = members.filter((member) => member.userId === userId);
  return members
    .toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
    .map((member) => ({
      membershipId: idOf<MembershipId>(member.id),
      userId: idOf<UserId>(member.userId),
      name: member.user.name,
      email: member.user.email,
      role: member.role,
      inAllSalons: member.salonId === null,
      hasSecondFactor: Boolean(member.user.secondFactor?.confirmedAt),
      isDisabled: member.user.disabledAt !== null,
      rolesToGive: rolesToGive(roleOver(own, member.salonId), member.role),
    }));
}
