import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FilterForm } from '#app/features/dashboard/filter-form.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { auditQuery, readAuditSearch } from '#app/features/settings/audit-search.ts';
import { auditWords } from '#app/features/settings/audit-words.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { auditKindSchema } from '#server/modules/audit/audit.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const search = readAuditSearch(page.url.searchParams);
  const { events, next, people } = await page.api.audit.list({ salonId: page.salonId, ...search });
  return {
    title: page.titled(textsOf(page.locale, 'settings')('audit.title')),
    here: `${page.base}/settings/audit`,
    search,
    next,
    people,
    events: events.map((event) => auditWords(event, page)),
  };
}

export const meta = pageMeta;

export default function AuditTrail() {
  const { t } = useTranslation(['settings', 'inbox']);
  const { here, search, next, people, events } = useLoaderData<typeof loader>();
  const { kind, by, before } = search;
  return (
    <>
      <DashboardTitle lead={t('audit.lead')}>{t('audit.title')}</DashboardTitle>
      <div className="grid gap-5">
        <FilterForm
          key={auditQuery(search)}
          path={here}
          isUsed={Boolean(by)}
          clearHref={kind || by ? here : null}
          search={
            <SelectField
              id="kind"
              name="kind"
              label={t('audit.kind')}
              defaultValue={kind ?? ''}
              className="grow basis-52"
            >
              <option value="">{t('audit.anyKind')}</option>
              {auditKindSchema.options.map((key) => (
                <option key={key} value={key}>
                  {t(`audit.kinds.${key}`)}
                </option>
              ))}
            </SelectField>
          }
        >
          <SelectField
            id="by"
            name="by"
            label={t('audit.person')}
            defaultValue={by ?? ''}
            className="grow basis-52"
          >
            <option value="">{t('audit.anybody')}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="customer">{t('audit.customers')}</option>
            <option value="job">{t('audit.system')}</option>
          </SelectField>
        </FilterForm>
        {events.length > 0 ? (
          <Table
            caption={t('audit.title')}
            rows={events}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'what',
                header: t('audit.what'),
                isRowHeader: true,
                isBare: true,
                cell: ({ what, detail }) => (
                  <>
                    {what}
                    {detail ? <span className="block font-normal text-ink-soft">{detail}</span> : null}
                  </>
                ),
              },
              {
                key: 'about',
                header: t('audit.about'),
                cell: ({ about, href }) =>
                  href ? (
                    <TextLink roomy="flat" to={href}>
                      {about}
                    </TextLink>
                  ) : (
                    about
                  ),
              },
              { key: 'who', header: t('audit.person'), cell: ({ who }) => who },
              {
                key: 'when',
                header: t('audit.when'),
                className: '@4xl:whitespace-nowrap',
                cell: ({ when }) => when,
              },
            ]}
          />
        ) : (
          <EmptyState title={t('audit.empty')} />
        )}
        <nav aria-label={t('inbox:pages')} className="flex flex-wrap justify-between gap-3">
          {before ? (
            <LinkButton look="secondary" to={`${here}${auditQuery({ kind, by })}`}>
              {t('inbox:newest')}
            </LinkButton>
          ) : null}
          {next ? (
            <LinkButton
              look="secondary"
              to={`${here}${auditQuery({ kind, by, before: next })}`}
              className="ml-auto"
            >
              {t('inbox:older')}
            </LinkButton>
          ) : null}
        </nav>
      </div>
    </>
  );
}
