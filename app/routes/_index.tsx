import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { pageHead } from '#app/page-head.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { Ring } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { fallbackLocale } from '#server/texts/catalogue.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const t = textsOf(context.locale, 'booking');
  const salons = await context.api.salon.list();
  return {
    head: pageHead(context, {
      title: t('salons.metaTitle'),
      description: t('salons.metaDescription'),
      path: '/',
      ownLocale: fallbackLocale,
    }),
    salons: salons.map(({ slug, name, street, city }) => ({ slug, name, street, city })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => data?.head ?? [];

export default function Salons() {
  const { t } = useTranslation('booking');
  const { salons } = useLoaderData<typeof loader>();
  return (
    <PublicShell>
      <PageTitle lead={t('salons.lead')}>{t('salons.title')}</PageTitle>
      {salons.length === 0 ? <EmptyState title={t('salons.empty')} /> : null}
      <ul className="grid gap-4">
        {salons.map((salon) => (
          <li key={salon.slug}>
            <Link
              to={`/s/${salon.slug}`}
              className="transition-calm group flex items-center gap-5 rounded-lg border border-line bg-surface p-5 shadow-card hover:border-accent hover:shadow-lift sm:p-7"
            >
              <Ring shape="open" className="size-9 text-accent" />
              <span className="grid min-w-0 grow gap-0.5">
                <span className="font-display text-xl">{salon.name}</span>
                <span className="text-ink-soft">{[salon.street, salon.city].filter(Boolean).join(', ')}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PublicShell>
  );
}
