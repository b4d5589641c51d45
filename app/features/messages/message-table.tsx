import { useTranslation } from '#app/use-translation.ts';
import { ContactLines } from '#app/features/dashboard/contact-lines.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { Table, type Column } from '#app/ui/table.tsx';
import type { MessageWords } from './message-words.server.ts';

export function MessageTable({
  messages,
  resendPath,
}: {
  messages: MessageWords[];
  resendPath: (id: string) => string;
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
      cell: ({ template, channel }) => (
        <span className="grid gap-0.5">
          <span>{t(`templates.${template}`)}</span>
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
          <StateBadge state={`message.${status}`}>
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
          <LinkButton look={isTroubled ? 'secondary' : 'plain'} size="small" to={resendPath(id)}>
            {t('resend.label')}
            <span className="sr-only">: {name}</span>
          </LinkButton>
        ) : null,
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={messages} rowKey={({ id }) => id} />;
}
