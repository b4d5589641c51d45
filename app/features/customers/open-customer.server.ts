import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { redirectSaying } from '#app/features/dashboard/flash.server.ts';
import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { CustomerDetails, CustomerView } from '#server/modules/customers/customers.schema.ts';
import { customerIdSchema, type CustomerId } from '#server/platform/ids.schema.ts';

type Seen = Exclude<CustomerView, { state: 'merged' }>;
type Asked = Pick<LoaderFunctionArgs, 'params' | 'request'>;

interface Options {
  /** A form that means the person, whichever of the two it was opened for, is sent on to the same page of who was kept. */
  keepsForm?: boolean;
}

/** The customer that an address names. Who was merged leads to who they are now, which says so; another organisation's is the 404 page. */
export async function seeCustomer(
  page: StaffPage,
  { params, request }: Asked,
  { keepsForm = false }: Options = {},
): Promise<{ customerId: CustomerId; customer: Seen }> {
  const { api, salonId, url } = page;
  const customerId = customerIdSchema.safeParse(params.id);
  if (!customerId.success) throw pageNotFound();
  const customer = await api.customer.get({ salonId, customerId: customerId.data });
  if (customer.state !== 'merged') return { customerId: customerId.data, customer };
  const to = customerPath(page, customer.into);
  const isForm = request.method === 'POST';
  if (isForm && keepsForm) {
    const here = customerPath(page, customerId.data);
    // 307: the same form, with all that was typed in it.
    throw redirect(`${to}${url.pathname.slice(here.length)}${url.search}`, 307);
  }
  const t = textsOf(page.locale, 'customers');
  const text = t(isForm ? 'merged.notDone' : 'merged.seen');
  throw await redirectSaying(to, { text, links: [] }, request);
}

/** For the pages on which something is done with a customer: with who was erased nothing is. */
export async function openCustomer(
  page: StaffPage,
  asked: Asked,
  options?: Options,
): Promise<CustomerDetails> {
  const { customerId, customer } = await seeCustomer(page, asked, options);
  if (customer.state === 'erased') throw redirect(customerPath(page, customerId));
  return customer;
}

export function customerPath({ base }: Pick<StaffPage, 'base'>, id: string): string {
  return `${base}/customers/${id}`;
}
