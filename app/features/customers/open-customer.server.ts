import { redirect } from '@remix-run/node';
import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import type { CustomerDetails, CustomerView } from '#server/modules/customers/customers.schema.ts';
import { customerIdSchema, type CustomerId } from '#server/platform/ids.ts';

type Seen = Exclude<CustomerView, { state: 'merged' }>;

/** The customer that an address names. Who was merged leads to who they are now; another organisation's is the 404 page. */
export async function seeCustomer(
  { api, salonId, base }: StaffPage,
  id: string | undefined,
): Promise<{ customerId: CustomerId; customer: Seen }> {
  const customerId = customerIdSchema.safeParse(id);
  if (!customerId.success) throw pageNotFound();
  const customer = await api.customer.get({ salonId, customerId: customerId.data });
  if (customer.state === 'merged') throw redirect(`${base}/customers/${customer.into}`);
  return { customerId: customerId.data, customer };
}

/** For the pages on which something is done with a customer: with who was erased nothing is. */
export async function openCustomer(page: StaffPage, id: string | undefined): Promise<CustomerDetails> {
  const { customer } = await seeCustomer(page, id);
  if (customer.state === 'erased') throw redirect(customerPath(page, id ?? ''));
  return customer;
}

export function customerPath({ base }: Pick<StaffPage, 'base'>, id: string): string {
  return `${base}/customers/${id}`;
}
