import { useTranslation } from '#app/use-translation.ts';
import { ContactLines } from '#app/features/dashboard/contact-lines.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { Table, type Column } from '#app/ui/table.tsx';
import type { MessageWords } from './message-words.server.ts';

export function MessageTable({
  messages,
  pathOf,
}: {
  messages: MessageWords[];
  /** Of a message's page, and of what is done there. */
  pathOf: (id: string, act?: 'resend') => string;
}) {
  const { t } = useTranslation(['log', 'inbox']);
  const columns: Column<MessageWords>[] = [
    {
      key: 'to',
      header: t('to'),
      isRowHeader: true,
      isBare: true,
      cell: ({ name, recipient }) => (
        <span className="grid gap-0.5">
          <span>{name}</span>
          <ContactLines lines={[recipient]} />
        </span>
      ),
    },
    {
      key: 'what',
      header: t('what'),
      isBare: true,
      cell: ({ id, name, template, channel }) => (
        <span className="grid justify-items-end gap-0.5 @4xl:justify-items-start">
          <TextLink roomy="flat" to={pathOf(id)}>
            {t(`templates.${template}`)}
            <span className="sr-only">: {name}</span>
          </TextLink>
          <span className="text-ink-soft">{t(`inbox:channels.${channel}`)}</span>
        </span>
      ),
    },
    { key: 'when', header: t('when'), cell: ({ when }) => <span className="tabular">{when}</span> },
    {
      key: 'state',
      header: t('state'),
      cell: ({ status, trouble }) => (
        <span className="grid justify-items-end gap-1 @4xl:justify-items-start">
          <StateBadge long state={`message.${status}`}>
            <span className="inline-block first-letter:uppercase">{t(`inbox:statuses.${status}`)}</span>
          </StateBadge>
          {trouble ? <span className="max-w-56 text-ink-soft wrap-anywhere">{trouble}</span> : null}
        </span>
      ),
    },
    {
      key: 'about',
      header: t('about'),
      cell: ({ about }) =>
        about ? (
          <TextLink roomy="flat" to={about.to}>
            {about.label}
          </TextLink>
        ) : null,
    },
    {
      key: 'acts',
      header: <span className="sr-only">{t('actsColumn')}</span>,
      isBare: true,
      cell: ({ id, name, canResend, isTroubled }) =>
        canResend ? (
          <LinkButton look={isTroubled ? 'secondary' : 'plain'} size="small" to={pathOf(id, 'resend')}>
            {t('resend.label')}
            <span className="sr-only">: {name}</span>
          </LinkButton>
        ) : null,
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={messages} rowKey={({ id }) => id} />;
}
