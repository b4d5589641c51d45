import { FilterForm } from '#app/features/dashboard/filter-form.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { entrySorts } from '#server/modules/waitlist/waitlist.schema.ts';
import { isFiltered, listQuery, type ListSearch } from './list-search.ts';

export interface Choosable {
  id: string;
  name: string;
}

/** Who of a state is shown, and in which order. */
export function EntryFilter({
  path,
  search,
  serviceGroups,
  employees,
}: {
  path: string;
  search: ListSearch;
  serviceGroups: { category: string; services: Choosable[] }[];
  employees: Choosable[];
}) {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  return (
    <FilterForm
      path={path}
      isUsed={Boolean(search.serviceId || search.employeeId || search.date) || search.sort !== 'rank'}
      clearHref={
        isFiltered(search)
          ? `${path}${listQuery({ ...search, serviceId: '', employeeId: '', date: '', search: '', page: 1 })}`
          : null
      }
      search={
        <TextField
          id="q"
          name="q"
          type="search"
          label={t('dashboard:filter.search')}
          placeholder={t('dashboard:filter.searchHint')}
          defaultValue={search.search}
          maxLength={100}
          className="grow basis-80"
        />
      }
    >
      {search.group === 'active' ? null : <input type="hidden" name="state" value={search.group} />}
      <SelectField
        id="service"
        name="service"
        label={t('dashboard:filter.service')}
        defaultValue={search.serviceId}
        className="grow basis-52"
      >
        <option value="">{t('dashboard:filter.anyService')}</option>
        {serviceGroups.map(({ category, services }) => (
          <optgroup key={category} label={category}>
            {services.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <SelectField
        id="with"
        name="with"
        label={t('dashboard:filter.employee')}
        defaultValue={search.employeeId}
        className="grow basis-52"
      >
        <option value="">{t('dashboard:filter.anyEmployee')}</option>
        {employees.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        id="date"
        name="date"
        type="date"
        label={t('dateHint')}
        defaultValue={search.date}
        className="grow basis-52"
      />
      <SelectField
        id="sort"
        name="sort"
        label={t('sort')}
        defaultValue={search.sort}
        className="grow basis-52"
      >
        {entrySorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </SelectField>
    </FilterForm>
  );
}
