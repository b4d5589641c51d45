import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { bookingStatusSchema } from '#server/modules/bookings/bookings.schema.ts';
import type { BookingsSearch } from './bookings-search.ts';

// Nothing is paid online yet.
const statusesShown = bookingStatusSchema.exclude(['pending_payment']).options;

export function BookingsFilter({
  path,
  search,
  employees,
}: {
  path: string;
  search: BookingsSearch;
  employees: { id: string; name: string }[];
}) {
  const { t } = useTranslation('dashboard');
  return (
    <Form
      method="get"
      action={path}
      role="search"
      className="grid items-end gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-[minmax(10rem,1fr)_minmax(12rem,2fr)_repeat(2,minmax(8.5rem,1fr))_auto]"
    >
      <TextField
        id="date"
        name="date"
        type="date"
        label={t('filter.date')}
        defaultValue={search.date}
        title={t('bookings.dateHint')}
      />
      <TextField
        id="q"
        name="q"
        type="search"
        label={t('filter.search')}
        placeholder={t('filter.searchHint')}
        defaultValue={search.search}
        maxLength={100}
      />
      <SelectField id="with" name="with" label={t('filter.employee')} defaultValue={search.employeeId}>
        <option value="">{t('filter.anyEmployee')}</option>
        {employees.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField id="state" name="state" label={t('filter.state')} defaultValue={search.status}>
        <option value="">{t('filter.allStates')}</option>
        {statusesShown.map((status) => (
          <option key={status} value={status}>
            {t(`states.booking.${status}`)}
          </option>
        ))}
      </SelectField>
      <div className="flex gap-2">
        <Button type="submit" look="secondary">
          {t('filter.show')}
        </Button>
        {search.search || search.employeeId || search.status ? (
          <LinkButton look="plain" to={path}>
            {t('filter.clear')}
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}
