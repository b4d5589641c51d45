import { ContactLines } from '#app/features/dashboard/contact-lines.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { Table, type Column } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { CustomerWords } from './customer-words.server.ts';

export function CustomerTable({
  customers,
  base,
  back,
}: {
  customers: CustomerWords[];
  base: string;
  back: string;
}) {
  const { t } = useTranslation('customers');
  const columns: Column<CustomerWords>[] = [
    {
      key: 'customer',
      header: t('columns.customer'),
      isRowHeader: true,
      isBare: true,
      cell: ({ id, name, contact, isPossibleDuplicate }) => (
        <span className="grid justify-items-start gap-0.5">
          <TextLink
            roomy
            to={`${base}/customers/${id}?${new URLSearchParams({ back })}`}
            className="font-semibold @4xl:min-h-0"
          >
            {name}
          </TextLink>
          <ContactLines lines={contact} />
          {isPossibleDuplicate ? (
            <Badge tone="warn" className="mt-1">
              {t('maybeDuplicate')}
            </Badge>
          ) : null}
        </span>
      ),
    },
    { key: 'next', header: t('columns.next'), cell: ({ next }) => <When at={next} none={t('noNext')} /> },
    { key: 'last', header: t('columns.last'), cell: ({ last }) => <When at={last} none={t('noLast')} /> },
    {
      key: 'waits',
      header: t('columns.waits'),
      cell: ({ waits }) =>
        waits > 0 ? (
          <Badge tone="calm" shape="open">
            {t('waits', { count: waits })}
          </Badge>
        ) : (
          <Nothing>{t('noWaits')}</Nothing>
        ),
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={customers} rowKey={({ id }) => id} />;
}

function When({ at, none }: { at: string | null; none: string }) {
  if (at === null) return <Nothing>{none}</Nothing>;
  return <span className="tabular inline-block first-letter:uppercase">{at}</span>;
}

/** A column that is mostly empty is read at a glance; who does not see it hears why. */
function Nothing({ children }: { children: string }) {
  return (
    <span className="text-ink-soft">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{children}</span>
    </span>
  );
}
