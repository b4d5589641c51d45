import { FilterForm } from '#app/features/dashboard/filter-form.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { customerSorts } from '#server/modules/customers/customers.schema.ts';
import { customersQuery, type CustomersSearch } from './customers-search.ts';

export function CustomersFilter({ path, search }: { path: string; search: CustomersSearch }) {
  const { t } = useTranslation(['customers', 'dashboard']);
  return (
    <FilterForm
      path={path}
      isUsed={search.sort !== 'name'}
      clearHref={search.search ? `${path}${customersQuery({ ...search, search: '', page: 1 })}` : null}
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
      <SelectField
        id="sort"
        name="sort"
        label={t('sort')}
        defaultValue={search.sort}
        className="grow basis-52"
      >
        {customerSorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </SelectField>
    </FilterForm>
  );
}
