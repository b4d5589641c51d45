import type { ActionFunctionArgs } from '@remix-run/node';
import { openCustomer } from '#app/features/customers/open-customer.server.ts';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';

/** All that is known of a customer, as a file. By a form alone: that it was handed out is written down. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const { id } = await openCustomer(page, args);
  const document = await page.api.customer.export({ salonId: page.salonId, customerId: id });
  return new Response(JSON.stringify(document, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      // Nothing personal: names of files end up in many places.
      'Content-Disposition': `attachment; filename="${page.salon.slug}-customer-${id.slice(0, 8)}-${page.today}.json"`,
      'Cache-Control': 'no-store',
    },
  });
}

export function loader(): never {
  throw pageNotFound();
}
