import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { MembershipId } from '#server/platform/ids.schema.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Role } from './auth.rules.ts';
import { lockTeam, type TeamPlace } from './team.queries.ts';
import { isLastOwner, roleOver, rolesToGive } from './team.rules.ts';
import type { ChangeTeamOutcome } from './team.schema.ts';

interface Member extends TeamPlace {
  membershipId: MembershipId;
}

/** Gives a member of the team another role. The one that they have already changes nothing. */
export async function setRole(
  deps: Deps,
  { role, expectedRole, ...place }: Member & { role: Role; expectedRole: Role },
): Promise<ChangeTeamOutcome> {
  return deps.inTransaction(async (tx) => {
    const { member, own, otherOwners } = await lockTeam(tx, place);
    const allowed = rolesToGive(roleOver(own, member.salonId), member.role);
    if (!allowed.includes(role)) return { ok: false, reason: 'above_you' };
    if (member.role === role) return { ok: true };
    if (member.role !== expectedRole) return { ok: false, reason: 'changed' };
    if (isLastOwner(member, otherOwners)) return { ok: false, reason: 'last_owner' };

    await tx.db.membership.update({
      where: { id: place.membershipId },
      data: { role },
      select: { id: true },
    });
    await recordAudit(tx, {
      ...auditOf(place),
      action: 'team.role_changed',
      data: { userId: member.userId, from: member.role, to: role, inAllSalons: member.salonId === null },
    });
    return { ok: true };
  });
}

/** Takes somebody off the team. Their account stays: they may work elsewhere, and what they did names them. */
export async function removeMember(deps: Deps, place: Member): Promise<ChangeTeamOutcome> {
  return deps.inTransaction(async (tx) => {
    const { member, own, otherOwners } = await lockTeam(tx, place);
    const allowed = rolesToGive(roleOver(own, member.salonId), member.role);
    if (allowed.length === 0) return { ok: false, reason: 'above_you' };
    if (isLastOwner(member, otherOwners)) return { ok: false, reason: 'last_owner' };

    await tx.db.membership.delete({ where: { id: place.membershipId }, select: { id: true } });
    await recordAudit(tx, {
      ...auditOf(place),
      action: 'team.member_removed',
      data: { userId: member.userId, role: member.role, inAllSalons: member.salonId === null },
    });
    return { ok: true };
  });
}

function auditOf({ organisationId, salonId, userId, membershipId }: Member) {
  const actor: Actor = { type: 'user', id: userId };
  return { actor, organisationId, salonId, subjectType: 'membership', subjectId: membershipId };
}
