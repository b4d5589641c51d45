import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import { versionOf } from '#server/platform/version.ts';
import { getOwnPolicy } from './own-policy.ts';
import {
  policyValuesSchema,
  type explainPolicyOutput,
  type getPolicyInput,
  type Policy,
  type PolicyLayer,
} from './policy.schema.ts';
import { resolvePolicy } from './resolve-policy.ts';

/**
 * What a scope sets, and what stands above each number.
 * @throws AppError `not_found` when the service is not the salon's
 */
export async function explainPolicy(
  db: Db,
  { salonId, serviceId }: z.output<typeof getPolicyInput>,
): Promise<z.output<typeof explainPolicyOutput>> {
  if (serviceId && (await db.service.count({ where: { id: serviceId, salonId } })) === 0)
    throw notFound('service');
  const own = await getOwnPolicy(db, { salonId, serviceId });
  const ofSalon = serviceId ? await getOwnPolicy(db, { salonId }) : null;
  const above = serviceId ? await resolvePolicy(db, salonId) : await resolvePolicy(db, null);
  const keys = Object.keys(policyValuesSchema.shape) as (keyof Policy)[];
  const aboveFrom = Object.fromEntries(
    keys.map((key): [keyof Policy, PolicyLayer] => [
      key,
      (ofSalon?.[key] ?? null) === null ? 'global' : 'salon',
    ]),
  ) as Record<keyof Policy, PolicyLayer>;
  return { own, version: versionOf(own), above, aboveFrom };
}
