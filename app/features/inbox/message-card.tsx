import { useTranslation } from '#app/use-translation.ts';
import type { ShownMessage } from '#server/modules/notifications/notifications.schema.ts';
import { Badge } from '#app/ui/badge.tsx';
import type { Tone } from '#app/ui/notice.tsx';
import { MailView } from './mail-view.tsx';
import { SmsBubble } from './sms-bubble.tsx';

/** A message with the words of when it was written. */
export type InboxMessage = ShownMessage & { writtenAt: string };

const tones: Record<ShownMessage['status'], Tone> = {
  queued: 'calm',
  sending: 'calm',
  sent: 'good',
  delivered: 'good',
  undelivered: 'bad',
  failed: 'bad',
  blocked: 'bad',
  unknown: 'warn',
  cancelled: 'quiet',
};

/** One message: to whom, when and in which state, then the message itself as its recipient sees it. */
export function MessageCard({ message }: { message: InboxMessage }) {
  const { t } = useTranslation('inbox');
  const { id, channel, recipient, status, writtenAt } = message;
  return (
    <article aria-labelledby={id} className="grid gap-3">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} className="font-sans text-base font-semibold tracking-normal">
          {t('heading', { channel: t(`channels.${channel}`), recipient })}
        </h2>
        <p className="tabular text-sm text-ink-soft">{writtenAt}</p>
        <Badge tone={tones[status]}>{t(`statuses.${status}`)}</Badge>
        {channel === 'sms' && message.segments > 1 ? (
          <Badge tone="warn">{t('segments', { count: message.segments })}</Badge>
        ) : null}
      </header>
      {message.channel === 'sms' ? (
        <SmsBubble lang={message.locale} text={message.text} />
      ) : (
        <MailView lang={message.locale} {...message} />
      )}
    </article>
  );
}
