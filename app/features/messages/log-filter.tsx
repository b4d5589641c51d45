import { useTranslation } from '#app/use-translation.ts';
import { FilterForm } from '#app/features/dashboard/filter-form.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { channels, templates } from '#server/modules/notifications/notifications.schema.ts';
import { logQuery, type LogSearch } from './log-search.ts';

export function LogFilter({ path, search }: { path: string; search: LogSearch }) {
  const { t } = useTranslation(['log', 'inbox', 'dashboard']);
  const isUsed = Boolean(search.channel || search.template);
  return (
    <FilterForm
      path={path}
      isUsed={isUsed}
      clearHref={
        isUsed || search.search
          ? `${path}${logQuery({ ...search, channel: '', template: '', search: '', before: '' })}`
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
      {search.group === 'all' ? null : <input type="hidden" name="state" value={search.group} />}
      <SelectField
        id="what"
        name="what"
        label={t('what')}
        defaultValue={search.template}
        className="grow basis-52"
      >
        <option value="">{t('anyWhat')}</option>
        {templates.map((template) => (
          <option key={template} value={template}>
            {t(`templates.${template}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        id="by"
        name="by"
        label={t('channel')}
        defaultValue={search.channel}
        className="grow basis-52"
      >
        <option value="">{t('anyChannel')}</option>
        {channels.map((channel) => (
          <option key={channel} value={channel}>
            {t(`inbox:channels.${channel}`)}
          </option>
        ))}
      </SelectField>
    </FilterForm>
  );
}
