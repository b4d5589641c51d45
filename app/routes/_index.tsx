import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageHead } from '#app/page-head.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { SalonCard } from '#app/features/booking/salon-card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
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
    salons: salons.map(({ slug, name, street, city, logoUrl, pictureUrl }) => ({
      slug,
      name,
      place: [street, city].filter(Boolean).join(', '),
      logoUrl,
      pictureUrl,
    })),
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
      <ul className="grid gap-5 sm:grid-cols-2">
        {salons.map((salon) => (
          <SalonCard key={salon.slug} salon={salon} />
        ))}
      </ul>
    </PublicShell>
  );
}
