import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InboxFilter } from '#app/features/inbox/inbox-filter.tsx';
import { inboxAddress, readInboxSearch } from '#app/features/inbox/inbox-search.ts';
import { MessageCard } from '#app/features/inbox/message-card.tsx';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useFresh } from '#app/ui/use-fresh.ts';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = readInboxSearch(new URL(request.url).searchParams);
  const { messages, next } = await context.api.message.inbox(search);
  return {
    title: textsOf(context.locale, 'inbox')('title'),
    search,
    older: next ? inboxAddress({ ...search, before: next }) : null,
    newest: search.before ? inboxAddress({ ...search, before: undefined }) : null,
    messages: messages.map((message) => {
      const formats = formatsOf(context.locale, message.timeZone);
      const today = formats.localDate(context.now);
      return { ...message, writtenAt: formats.dateAndTime(message.createdAt, today) };
    }),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'robots', content: 'noindex' },
];

/** Its links are everybody's. */
export const headers: HeadersFunction = () => ({
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
});

export default function Inbox() {
  const { t } = useTranslation('inbox');
  const { search, messages, older, newest } = useLoaderData<typeof loader>();
  const isFiltered = Boolean(search.channel ?? search.recipient);
  useFresh(newest ? null : 3_000);
  return (
    <PublicShell>
      <PageTitle lead={t('intro')}>{t('title')}</PageTitle>
      <InboxFilter key={inboxAddress(search)} {...search} />
      {messages.length === 0 ? (
        <EmptyState title={t(isFiltered ? 'emptyFiltered' : 'empty')}>
          {isFiltered ? null : t('emptyText')}
        </EmptyState>
      ) : null}
      <ol className="grid gap-10">
        {messages.map((message) => (
          <li key={message.id}>
            <MessageCard message={message} />
          </li>
        ))}
      </ol>
      {older || newest ? (
        <nav aria-label={t('pages')} className="mt-10 flex flex-wrap gap-3">
          {newest ? (
            <LinkButton look="secondary" to={newest}>
              {t('newest')}
            </LinkButton>
          ) : null}
          {older ? (
            <LinkButton look="secondary" to={older}>
              {t('older')}
            </LinkButton>
          ) : null}
        </nav>
      ) : null}
    </PublicShell>
  );
}
