import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { customerIdSchema } from '#server/platform/ids.schema.ts';

/** The customer whom an address or a form names; who was erased or merged meanwhile is nobody. */
export async function namedCustomer({ api, salonId }: StaffPage, named: string | null) {
  const customerId = customerIdSchema.safeParse(named);
  if (!customerId.success) return null;
  const customer = await api.customer.get({ salonId, customerId: customerId.data });
  return customer.state === 'live' ? customer : null;
}
