import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { FoundPanels } from '#app/features/find/found-panels.tsx';
import { foundGroups } from '#app/features/find/find-view.server.ts';
import { findPath, readSearchText } from '#app/features/find/find-search.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { longestSearch } from '#server/modules/search/search.schema.ts';

/** Of each kind; the lists have the rest. */
const shownOnPage = 25;

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const text = readSearchText(page.url.searchParams);
  const found = text && (await page.api.salon.search({ salonId: page.salonId, text, limit: shownOnPage }));
  return {
    title: page.titled(textsOf(page.locale, 'find')('title')),
    base: page.base,
    typed: page.url.searchParams.get('q') ?? '',
    text,
    groups: text && found ? foundGroups(found, text, page) : [],
  };
}

export const meta = pageMeta;

export default function Find() {
  const { t } = useTranslation('find');
  const { base, typed, text, groups } = useLoaderData<typeof loader>();
  return (
    <>
      <DashboardTitle>{t('title')}</DashboardTitle>
      <div className="grid gap-5">
        <Form
          key={typed}
          method="get"
          action={findPath(base)}
          role="search"
          className="flex flex-wrap items-end gap-3"
        >
          <TextField
            id="q"
            name="q"
            type="search"
            label={t('label')}
            defaultValue={typed}
            maxLength={longestSearch}
            className="grow basis-64"
          />
          <Button type="submit">{t('title')}</Button>
        </Form>
        {text === null ? (
          <p className="text-ink-soft">{t('hint')}</p>
        ) : groups.length > 0 ? (
          <FoundPanels groups={groups} />
        ) : (
          <EmptyState title={t('none', { text })}>{t('noneText')}</EmptyState>
        )}
      </div>
    </>
  );
}
