import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import type { CustomerId, OrganisationId } from '#server/platform/ids.schema.ts';

/** Neither erased nor merged into another one; the condition of the indexes that lists go by. */
export const isLive = { erasedAt: null, mergedIntoId: null };

/**
 * A customer as they are now.
 * @throws AppError `not_found` for who is unknown, erased, merged or another organisation's
 */
export async function requireCustomer(db: Db, organisationId: OrganisationId, customerId: CustomerId) {
  const customer = await db.customer.findFirst({ where: { id: customerId, organisationId, ...isLive } });
  if (!customer) throw notFound('customer');
  return customer;
}
