import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { StateTabs } from '#app/features/dashboard/state-tabs.tsx';
import { LogFilter } from '#app/features/messages/log-filter.tsx';
import { logGroups, logInput, logQuery, readLogSearch } from '#app/features/messages/log-search.ts';
import { MessageTable } from '#app/features/messages/message-table.tsx';
import { messageWords } from '#app/features/messages/message-words.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, base, url } = page;
  const search = readLogSearch(url.searchParams);
  const { messages, next } = await api.message.list({ salonId, ...logInput(search) });
  return {
    title: page.titled(textsOf(page.locale, 'log')('title')),
    here: `${base}/messages`,
    search,
    next,
    messages: messages.map((message) => messageWords(message, page)),
  };
}

export const meta = pageMeta;

export default function Messages() {
  const { t } = useTranslation(['log', 'inbox']);
  const { here, search, next, messages } = useLoaderData<typeof loader>();
  const href = (change: Partial<typeof search>) => `${here}${logQuery({ ...search, before: '', ...change })}`;
  const back = logQuery(search);
  return (
    <>
      <DashboardTitle lead={t('lead')}>{t('title')}</DashboardTitle>
      <div className="grid gap-5">
        <StateTabs
          label={t('state')}
          tabs={logGroups.map((group) => ({
            key: group,
            href: href({ group }),
            label: t(`groups.${group}`),
            isCurrent: group === search.group,
          }))}
        />
        <LogFilter key={back} path={here} search={search} />
        {messages.length > 0 ? (
          <MessageTable
            messages={messages}
            pathOf={(id, act) =>
              `${here}/${id}${act ? `/${act}` : ''}?${new URLSearchParams({ back: `${here}${back}` })}`
            }
          />
        ) : (
          <Nothing search={search} />
        )}
        <nav aria-label={t('inbox:pages')} className="flex flex-wrap justify-between gap-3">
          {search.before ? (
            <LinkButton look="secondary" to={href({})}>
              {t('inbox:newest')}
            </LinkButton>
          ) : null}
          {next ? (
            <LinkButton look="secondary" to={href({ before: next })} className="ml-auto">
              {t('inbox:older')}
            </LinkButton>
          ) : null}
        </nav>
      </div>
    </>
  );
}

function Nothing({ search }: { search: ReturnType<typeof readLogSearch> }) {
  const { t } = useTranslation('log');
  if (search.channel || search.template || search.search || search.before)
    return <EmptyState title={t('emptyFiltered')} />;
  if (search.group === 'troubled')
    return <EmptyState title={t('emptyTroubled')}>{t('emptyTroubledText')}</EmptyState>;
  return search.group === 'all' ? (
    <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
  ) : (
    <EmptyState title={t('emptyFiltered')} />
  );
}
