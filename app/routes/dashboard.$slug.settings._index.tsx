import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { hasRight } from '#server/modules/auth/rights.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { base, salon } = await openSalon(args);
  if (!hasRight(salon.role, 'seeSalon')) throw new Response(null, { status: 403 });
  return redirect(`${base}/settings/services`);
}
