import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, Outlet, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { LogOutButton } from '#app/features/auth/log-out-button.tsx';
import { readFlash } from '#app/features/dashboard/flash.server.ts';
import { FlashNotice } from '#app/features/dashboard/flash-notice.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { DashboardShell } from '#app/ui/dashboard-shell.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const { salon, user, base } = await openSalon(args);
  const { message, headers } = await readFlash(args.request);
  return data(
    {
      salon: { slug: salon.slug, name: salon.name },
      accentColour: salon.accentColour,
      user: user.name,
      base,
      message,
    },
    { headers },
  );
}

// Staff's pages are for nobody else's eyes, search engines included.
export const meta: MetaFunction = () => [{ name: 'robots', content: 'noindex' }];

export default function SalonDashboard() {
  const { t } = useTranslation('dashboard');
  const { salon, user, base, message } = useLoaderData<typeof loader>();
  return (
    <DashboardShell
      salonName={salon.name}
      navLabel={t('nav.label')}
      items={[
        { to: base, label: t('nav.today'), end: true },
        { to: `${base}/waitlist`, label: t('nav.waitlist') },
        { to: `${base}/openings`, label: t('nav.openings') },
        { to: `${base}/bookings`, label: t('nav.bookings') },
      ]}
      aside={
        <div className="flex flex-wrap items-center gap-x-4 lg:mb-2 lg:grid">
          <Link to="/dashboard?all" className={asideLink}>
            {t('nav.salons')}
          </Link>
          <Link to={`/s/${salon.slug}`} className={asideLink}>
            {t('nav.public')}
          </Link>
          <span className="hidden py-2 text-ink-soft lg:block">{user}</span>
          <LogOutButton />
        </div>
      }
    >
      <FlashNotice message={message} />
      <Outlet />
    </DashboardShell>
  );
}

const asideLink =
  'inline-flex min-h-11 items-center rounded-md text-ink-soft underline-offset-4 hover:text-ink hover:underline';
