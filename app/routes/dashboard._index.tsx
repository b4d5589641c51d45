import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { requireUser } from '#app/features/auth/require-staff.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { textsOf } from '#app/texts.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { Ring } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** Who has one salon goes right to it; `?all` shows the list all the same. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { salons } = await requireUser(context, request);
  const [only] = salons;
  const wantsAll = new URL(request.url).searchParams.has('all');
  if (only && salons.length === 1 && !wantsAll) throw redirect(`/dashboard/${only.slug}`);
  return {
    title: textsOf(context.locale, 'dashboard')('salons.title'),
    salons: salons.map(({ slug, name, role }) => ({ slug, name, role })),
  };
}

export const meta = pageMeta;

export default function Salons() {
  const { t } = useTranslation('dashboard');
  const { salons } = useLoaderData<typeof loader>();
  return (
    <PublicShell>
      <PageTitle>{t('salons.title')}</PageTitle>
      {salons.length === 0 ? (
        <EmptyState title={t('salons.empty')}>{t('salons.emptyText')}</EmptyState>
      ) : null}
      <ul className="grid gap-4">
        {salons.map(({ slug, name, role }) => (
          <li key={slug}>
            <Link
              to={`/dashboard/${slug}`}
              className="transition-calm flex items-center gap-5 rounded-lg border border-line bg-surface p-5 shadow-card hover:border-accent hover:shadow-lift sm:p-7"
            >
              <Ring shape="open" className="size-9 text-accent" />
              <span className="grid min-w-0 gap-0.5">
                <span className="font-display text-xl">{name}</span>
                <span className="text-ink-soft">{t(`salons.roles.${role}`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PublicShell>
  );
}
