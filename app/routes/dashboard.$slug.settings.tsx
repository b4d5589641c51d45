import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useLocation } from '@remix-run/react';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { StateTabs } from '#app/features/dashboard/state-tabs.tsx';
import { settingsTabs } from '#app/features/settings/tabs.ts';
import { textsOf } from '#app/texts.server.ts';
import { useTranslation } from '#app/use-translation.ts';

/** Leads to the parts of the settings that are for the role of who looks; each page's procedures ask for themselves. */
export async function loader(args: LoaderFunctionArgs) {
  const { base, locale, salon } = await openSalon(args);
  const t = textsOf(locale, 'settings');
  return {
    tabs: settingsTabs(salon.role).map((key) => ({
      key,
      href: `${base}/settings/${key}`,
      label: t(`tabs.${key}`),
    })),
  };
}

export default function Settings() {
  const { t } = useTranslation('settings');
  const { tabs: shown } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  return (
    <div className="grid gap-6">
      <StateTabs
        label={t('label')}
        tabs={shown.map((tab) => ({ ...tab, isCurrent: `${pathname}/`.startsWith(`${tab.href}/`) }))}
      />
      <div>
        <Outlet />
      </div>
    </div>
  );
}
