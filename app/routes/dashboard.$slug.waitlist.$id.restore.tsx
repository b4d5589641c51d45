import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { redirectSaying } from '#app/features/dashboard/flash.server.ts';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { entryIdSchema } from '#server/platform/ids.schema.ts';

/** Takes the removal of an entry back; there is no page of it. */
export async function loader(args: LoaderFunctionArgs) {
  const { base } = await openSalon(args);
  return redirect(`${base}/waitlist`);
}

export async function action(args: ActionFunctionArgs) {
  const { api, base, salonId, locale } = await openSalon(args);
  const entryId = entryIdSchema.safeParse(args.params.id);
  if (!entryId.success) throw pageNotFound();
  // Restored already, or never removed: it is in the lists either way.
  await api.waitlist.restore({ salonId, entryId: entryId.data });
  const { customer } = await api.waitlist.get({ salonId, entryId: entryId.data });
  const text = textsOf(locale, 'waitlist')('acts.remove.undone', { name: customer.name });
  return redirectSaying(`${base}/waitlist/${entryId.data}`, { text, links: [] }, args.request);
}
