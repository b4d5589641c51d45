import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, Outlet, useLoaderData, useMatches, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { LogOutButton } from '#app/features/auth/log-out-button.tsx';
import { readFlash } from '#app/features/dashboard/flash.server.ts';
import { FlashNotice } from '#app/features/dashboard/flash-notice.tsx';
import { LiveMark } from '#app/features/dashboard/live-mark.tsx';
import type { PageHandle } from '#app/features/dashboard/page-handle.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { salonPages } from '#app/features/dashboard/salon-pages.ts';
import { workerNote } from '#app/features/dashboard/worker-note.server.ts';
import { useLive } from '#app/features/dashboard/use-live.ts';
import { QuickWays } from '#app/features/find/quick-ways.tsx';
import { DashboardShell } from '#app/ui/dashboard-shell.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { ProblemMessage } from '#app/ui/problem-page.tsx';
import { PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { Role } from '#server/modules/auth/auth.rules.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { salon, user, base } = page;
  const [{ message, headers }, silence] = await Promise.all([readFlash(args.request), workerNote(page)]);
  return data(
    {
      salon: { id: salon.id, slug: salon.slug, name: salon.name },
      accentColour: salon.accentColour,
      role: salon.role,
      user: user.name,
      base,
      silence,
      message,
    },
    { headers },
  );
}

export default function SalonDashboard() {
  const { message, ...frame } = useLoaderData<typeof loader>();
  const pageFloats = useMatches().some(({ handle }) => (handle as PageHandle | undefined)?.floatsNotices);
  return (
    <Frame {...frame}>
      <FlashNotice message={message} pageFloats={pageFloats} />
      <Outlet />
    </Frame>
  );
}

/** A page that could not be made, in the salon's frame; without a salon (it is another's) there is no frame but a way to their own. */
export function ErrorBoundary() {
  const { t } = useTranslation('dashboard');
  const frame = useRouteLoaderData<typeof loader>('routes/dashboard.$slug');
  if (!frame) {
    return (
      <PublicShell>
        <ProblemMessage wayOn={{ to: '/dashboard?all', label: t('nav.salons') }} />
      </PublicShell>
    );
  }
  return (
    <Frame {...frame}>
      <ProblemMessage wayOn={{ to: frame.base, label: t('nav.today') }} />
    </Frame>
  );
}

function Frame({
  salon,
  user,
  base,
  role,
  silence,
  children,
}: {
  salon: { id: string; slug: string; name: string };
  user: string;
  base: string;
  role: Role;
  /** Why nothing is sent or offered just now. */
  silence: string | null;
  children: ReactNode;
}) {
  const { t } = useTranslation('dashboard');
  const live = useLive(salon.id);
  const pages = salonPages(base, role);
  const own = (
    <div className="flex flex-wrap items-center gap-x-4 lg:mb-2 lg:grid lg:justify-items-start">
      <span className="basis-full py-2 text-ink-soft">{user}</span>
      <Link to="/dashboard?all" className={asideLink}>
        {t('nav.salons')}
      </Link>
      <Link to={`/s/${salon.slug}`} className={asideLink}>
        {t('nav.public')}
      </Link>
      <Link to="/account" className={asideLink}>
        {t('nav.account')}
      </Link>
      <LogOutButton />
    </div>
  );
  return (
    <DashboardShell
      salonName={salon.name}
      navLabel={t('nav.label')}
      items={pages.map(({ way, to, end }) => ({ to, end, label: t(`nav.${way}`) }))}
      status={<LiveMark live={live} />}
      search={<QuickWays base={base} pages={pages} />}
      own={own}
    >
      {silence ? (
        <Notice tone="warn" live="polite" title={t('silent.title')} className="mb-5 print:hidden">
          {silence}
        </Notice>
      ) : null}
      {children}
    </DashboardShell>
  );
}

const asideLink =
  'inline-flex min-h-11 items-center rounded-md text-ink-soft underline-offset-4 hover:text-ink hover:underline';
