import { useTranslation } from '#app/use-translation.ts';
import { FilterForm } from '#app/features/dashboard/filter-form.tsx';
import { StateTabs } from '#app/features/dashboard/state-tabs.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import type { ReportView } from './report-view.server.ts';

/** Which days, and with whom. */
export function PeriodForm({
  action,
  search,
  presets,
  employees,
}: { action: string } & Pick<ReportView, 'search' | 'presets' | 'employees'>) {
  const { t } = useTranslation('reports');
  return (
    <div className="grid gap-4">
      <StateTabs
        label={t('period.label')}
        tabs={presets.map(({ key, ...preset }) => ({ key, label: t(`period.${key}`), ...preset }))}
      />
      {/* The fields follow the address, also when a preset is chosen. */}
      <FilterForm
        key={`${search.from} ${search.until} ${search.employeeId}`}
        path={action}
        isUsed={Boolean(search.employeeId)}
        clearHref={search.employeeId ? action : null}
        search={
          <>
            <TextField
              id="from"
              name="from"
              type="date"
              label={t('period.from')}
              defaultValue={search.from}
              className="grow basis-52 sm:max-w-52"
            />
            <TextField
              id="until"
              name="until"
              type="date"
              label={t('period.until')}
              defaultValue={search.until}
              className="grow basis-52 sm:max-w-52"
            />
          </>
        }
      >
        <SelectField
          id="with"
          name="with"
          label={t('period.employee')}
          defaultValue={search.employeeId}
          className="grow basis-40 sm:max-w-60"
        >
          <option value="">{t('period.everybody')}</option>
          {employees.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      </FilterForm>
      {search.employeeId ? <p className="text-sm text-ink-soft">{t('period.wholeSalon')}</p> : null}
    </div>
  );
}
