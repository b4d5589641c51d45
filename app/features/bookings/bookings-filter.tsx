import { FilterForm } from '#app/features/dashboard/filter-form.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
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
    <FilterForm
      path={path}
      isUsed={Boolean(search.employeeId || search.status)}
      clearHref={search.search || search.employeeId || search.status ? path : null}
      search={
        <>
          <TextField
            id="date"
            name="date"
            type="date"
            label={t('filter.date')}
            defaultValue={search.date}
            title={t('bookings.dateHint')}
            className="grow basis-48"
          />
          <TextField
            id="q"
            name="q"
            type="search"
            label={t('filter.search')}
            placeholder={t('filter.searchHint')}
            defaultValue={search.search}
            maxLength={100}
            className="grow basis-60"
          />
        </>
      }
    >
      <SelectField
        id="with"
        name="with"
        label={t('filter.employee')}
        defaultValue={search.employeeId}
        className="grow basis-40"
      >
        <option value="">{t('filter.anyEmployee')}</option>
        {employees.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        id="state"
        name="state"
        label={t('filter.state')}
        defaultValue={search.status}
        className="grow basis-40"
      >
        <option value="">{t('filter.allStates')}</option>
        {statusesShown.map((status) => (
          <option key={status} value={status}>
            {t(`states.booking.${status}`)}
          </option>
        ))}
      </SelectField>
    </FilterForm>
  );
}
