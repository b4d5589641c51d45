import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import { type SalonId, type ServiceId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion } from '#server/platform/version.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { ownPolicySchema, type OwnPolicy, type setPolicyInput } from './policy.schema.ts';

interface Scope {
  salonId: SalonId;
  serviceId?: ServiceId | undefined;
}

/** What a salon, or one of its services, sets itself; null inherits. */
export async function getOwnPolicy(db: Db, { salonId, serviceId }: Scope): Promise<OwnPolicy> {
  const row = await db.waitlistPolicy.findFirst({ where: { salonId, serviceId: serviceId ?? null } });
  // zod drops the row's keys and keeps the numbers.
  return ownPolicySchema.parse(row ?? nothingSet());
}

/**
 * Replaces what a scope sets. It counts for offers made from then on.
 * @throws AppError `not_found` when the service is not the salon's, `conflict` when somebody else has set it since `version`
 */
export async function setOwnPolicy(
  tx: Tx,
  { salonId, serviceId, version, values, actor }: z.output<typeof setPolicyInput> & { actor: Actor },
): Promise<OwnPolicy> {
  if (serviceId && (await tx.db.service.count({ where: { id: serviceId, salonId } })) === 0)
    throw notFound('service');
  const own = ownPolicySchema.parse({ ...nothingSet(), ...values });
  // Two who save at once come one after the other: the later one's numbers stand, if they have seen the earlier one's.
  await tx.db.$queryRaw`SELECT id FROM salons WHERE id = ${salonId}::uuid FOR NO KEY UPDATE`;
  expectVersion(version, await getOwnPolicy(tx.db, { salonId, serviceId }));
  const scope = { salonId, serviceId: serviceId ?? null };
  await tx.db.waitlistPolicy.deleteMany({ where: scope });
  await tx.db.waitlistPolicy.create({ data: { ...scope, ...own }, select: { id: true } });
  await recordAudit(tx, {
    actor,
    action: 'policy.set',
    subjectType: serviceId ? 'service' : 'salon',
    subjectId: serviceId ?? salonId,
    salonId,
    data: own,
  });
  return own;
}

function nothingSet(): Record<string, null> {
  return Object.fromEntries(Object.keys(ownPolicySchema.shape).map((key) => [key, null]));
}
