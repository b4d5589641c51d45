import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { firstSettingsTab } from '#app/features/settings/tabs.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { base, salon } = await openSalon(args);
  return redirect(`${base}/settings/${firstSettingsTab(salon.role)}`);
}
