import { Form } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** What is archived, each with the way back. */
export function ArchivedList({
  of,
  archived,
}: {
  of: 'employees' | 'services';
  archived: readonly { id: string; name: string; since: string }[];
}) {
  const { t } = useTranslation('settings');
  if (archived.length === 0) return null;
  return (
    <section className="mt-10 grid gap-3" aria-labelledby="archived">
      <h2 id="archived" className="font-display text-xl">
        {t(`archived.${of}`)}
      </h2>
      <p className="text-ink-soft">{t(`archived.${of}Text`)}</p>
      <Table
        caption={t(`archived.${of}`)}
        rows={archived}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t(`${of}.name`),
            isRowHeader: true,
            isBare: true,
            cell: ({ name }) => name,
          },
          { key: 'since', header: t('archived.since'), cell: ({ since }) => since },
          {
            key: 'restore',
            header: t('archived.restore'),
            cell: ({ id, name }) => (
              <Form method="post">
                <Button
                  type="submit"
                  name="restore"
                  value={id}
                  look="plain"
                  size="small"
                  aria-label={t('archived.restoreOf', { name })}
                >
                  {t('archived.restore')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </section>
  );
}
