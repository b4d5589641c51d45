import type { LoaderFunctionArgs } from '@remix-run/node';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';

/** Any address of the dashboard that is no page: the 404 page, for who is logged in. */
export async function loader(args: LoaderFunctionArgs) {
  await openSalon(args);
  throw pageNotFound();
}

/** With a component it is a page, whose error boundary answers; without one it would be a bare response. */
export default function NoSuchPage() {
  return null;
}
