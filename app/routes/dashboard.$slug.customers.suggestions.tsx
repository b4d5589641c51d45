import type { LoaderFunctionArgs } from '@remix-run/node';
import { openSalon, requireRight } from '#app/features/dashboard/open-salon.server.ts';
import { readSearchText } from '#app/features/find/find-search.ts';
import { mostSuggested, type KnownCustomer } from '#app/features/who/known-customer.ts';
import { readablePhone } from '#app/ui/phone.server.ts';

/** Among them are walk-ins of the same name, whom nobody can reach. */
const mostLookedAt = 50;

/** The customers whom somebody may mean who types that, for a form that asks who comes: the first by name. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'seeCustomers');
  const { api, salonId, url } = page;
  const search = readSearchText(url.searchParams);
  const { customers } = search
    ? await api.customer.list({ salonId, search, pageSize: mostLookedAt })
    : { customers: [] };
  const suggested = customers
    .filter((customer) => !url.searchParams.has('reachable') || (customer.phone ?? customer.email) !== null)
    .slice(0, mostSuggested)
    .map(({ id, name, phone, email }): KnownCustomer => ({
      id,
      name,
      phone: phone ? readablePhone(phone) : '',
      email: email ?? '',
    }));
  return Response.json(suggested, { headers: { 'Cache-Control': 'no-store' } });
}
