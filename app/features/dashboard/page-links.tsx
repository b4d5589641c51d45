import { Pagination } from '#app/ui/pagination.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** The way to the next page of a list whose end nobody counts, and back. */
export function PageLinks({
  page,
  hasMore,
  href,
}: {
  page: number;
  hasMore: boolean;
  href: (page: number) => string;
}) {
  const { t } = useTranslation('common');
  return (
    <Pagination
      label={t('pagination.label')}
      page={page}
      pageCount={hasMore ? page + 1 : page}
      href={href}
      texts={{
        previous: t('pagination.previous'),
        next: t('pagination.next'),
        position: t('pagination.positionOpen', { page }),
      }}
    />
  );
}
