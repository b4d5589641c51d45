import { Form } from '@remix-run/react';
import { ContactLines } from '#app/features/dashboard/contact-lines.tsx';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { PickView } from './merge-view.server.ts';

/** Which other customer is the same person. */
export function PickCustomer({ here, pick }: { here: string; pick: PickView }) {
  const { t } = useTranslation(['customers', 'dashboard']);
  const { search, likely, found } = pick;
  return (
    <div className="grid max-w-2xl gap-5">
      {likely.length > 0 ? (
        <Panel title={t('merge.likely')}>
          <Others others={likely} here={here} />
        </Panel>
      ) : null}
      <Panel title={t('merge.search')}>
        <Form method="get" role="search" key={search} className="flex flex-wrap items-end gap-3">
          <TextField
            id="q"
            name="q"
            type="search"
            label={t('dashboard:filter.search')}
            placeholder={t('dashboard:filter.searchHint')}
            defaultValue={search}
            maxLength={100}
            className="grow basis-60"
          />
          <Button type="submit" look="secondary">
            {t('dashboard:filter.show')}
          </Button>
        </Form>
        {search && found.length === 0 ? <p className="text-ink-soft">{t('merge.none')}</p> : null}
        {found.length > 0 ? <Others others={found} here={here} /> : null}
      </Panel>
    </div>
  );
}

function Others({ others, here }: { others: PickView['found']; here: string }) {
  const { t } = useTranslation('customers');
  return (
    <ul className="grid">
      {others.map(({ id, name, lines }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0"
        >
          <span className="grid min-w-0 gap-0.5">
            <span className="font-semibold">{name}</span>
            <ContactLines lines={lines} />
          </span>
          <LinkButton
            look="secondary"
            size="small"
            to={`${here}?with=${id}`}
            aria-label={t('merge.compareWith', { name })}
          >
            {t('merge.compare')}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
