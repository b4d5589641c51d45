import type { z } from 'zod';
import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type MembershipId, type UserId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { roles, toldByDefault, type Role } from './auth.rules.ts';
import type { listNoticesOutput } from './auth.schema.ts';
import { roleSchema } from './auth.schema.ts';
import { hasRight } from './rights.schema.ts';

/** Who is told of what in which salon: `salon_id` and `user_id`, each pair once. One membership that wants it is enough. */
export const noticeRecipients = recipientsAmong(roles);

/** Those of them who may see how many SMS the salon has used. */
export const quotaRecipients = recipientsAmong(roles.filter((role) => hasRight(role, 'seeSmsQuota')));

function recipientsAmong(told: readonly Role[]): Prisma.Sql {
  return Prisma.sql`
  SELECT DISTINCT s.id AS salon_id, u.id AS user_id
  FROM memberships m
  JOIN users u ON u.id = m.user_id
  JOIN salons s ON s.organisation_id = m.organisation_id AND coalesce(s.id = m.salon_id, true)
  WHERE u.disabled_at IS NULL
    AND s.archived_at IS NULL
    AND m.role = ANY (${told})
    AND coalesce(m.wants_notices, m.role = ANY (${toldByDefault}))`;
}

/** Where somebody works, and whether they are told by e-mail what waits for a person there. */
export async function listNotices(
  db: Db,
  userId: UserId,
): Promise<z.infer<typeof listNoticesOutput>['memberships']> {
  const rows = await db.membership.findMany({
    where: { userId },
    include: { organisation: { select: { name: true } }, salon: { select: { name: true } } },
    orderBy: [{ organisation: { name: 'asc' } }, { salon: { name: 'asc' } }, { id: 'asc' }],
  });
  return rows.map(({ id, organisation, salon, role, wantsNotices }) => ({
    membershipId: idOf<MembershipId>(id),
    organisation: organisation.name,
    salon: salon?.name ?? null,
    wants: wantsNotices ?? toldByDefault.includes(roleSchema.parse(role)),
  }));
}

/** @throws AppError `not_found` when the membership is somebody else's */
export async function setNotices(
  tx: Tx,
  { userId, membershipId, wants }: { userId: UserId; membershipId: MembershipId; wants: boolean },
): Promise<void> {
  const { count } = await tx.db.membership.updateMany({
    where: { id: membershipId, userId },
    data: { wantsNotices: wants },
  });
  if (count === 0) throw notFound('membership');
}
