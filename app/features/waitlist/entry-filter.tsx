import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { entrySorts } from '#server/modules/waitlist/waitlist.schema.ts';
import { isFiltered, listQuery, type ListSearch } from './list-search.ts';

export interface Choosable {
  id: string;
  name: string;
}

/** A plain GET form: the address keeps what was asked, so that it can be shared, and the way back leads to it. */
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
    <Form
      method="get"
      action={path}
      role="search"
      className="grid items-end gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-[minmax(12rem,2fr)_repeat(4,minmax(8.5rem,1fr))_auto]"
    >
      {search.group === 'active' ? null : <input type="hidden" name="state" value={search.group} />}
      <TextField
        id="q"
        name="q"
        type="search"
        label={t('dashboard:filter.search')}
        placeholder={t('dashboard:filter.searchHint')}
        defaultValue={search.search}
        maxLength={100}
      />
      <SelectField
        id="service"
        name="service"
        label={t('dashboard:filter.service')}
        defaultValue={search.serviceId}
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
      >
        <option value="">{t('dashboard:filter.anyEmployee')}</option>
        {employees.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField id="date" name="date" type="date" label={t('dateHint')} defaultValue={search.date} />
      <SelectField id="sort" name="sort" label={t('sort')} defaultValue={search.sort}>
        {entrySorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </SelectField>
      <div className="flex gap-2">
        <Button type="submit" look="secondary">
          {t('dashboard:filter.show')}
        </Button>
        {isFiltered(search) ? (
          <LinkButton
            look="plain"
            to={`${path}${listQuery({ ...search, serviceId: '', employeeId: '', date: '', search: '', page: 1 })}`}
          >
            {t('dashboard:filter.clear')}
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}
