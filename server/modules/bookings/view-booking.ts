import type { Deps } from '#server/platform/deps.ts';
import { findLinkedBooking, getCustomerBooking } from './bookings.queries.ts';
import type { CustomerBooking } from './bookings.schema.ts';

/** What a customer's link shows. It only reads. */
export async function viewBooking(
  deps: Pick<Deps, 'db' | 'links' | 'clock'>,
  { token }: { token: string },
): Promise<{ ok: true; booking: CustomerBooking } | { ok: false; reason: 'unknown' }> {
  const linked = await findLinkedBooking(deps, token);
  if (!linked) return { ok: false, reason: 'unknown' };
  return { ok: true, booking: await getCustomerBooking(deps.db, linked.id, deps.clock.now()) };
}
