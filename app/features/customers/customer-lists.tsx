import { Panel } from '#app/features/dashboard/panel.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { BookingLine, CustomerPageView, EntryLine } from './customer-view.server.ts';

export function BookingsPanel({
  title,
  empty,
  bookings,
  more,
}: {
  title: string;
  empty: string;
  bookings: BookingLine[];
  /** Said below when not all are shown. */
  more?: string;
}) {
  return (
    <Panel title={title}>
      {bookings.length === 0 ? (
        <p className="text-ink-soft">{empty}</p>
      ) : (
        <ul className="grid">
          {bookings.map((booking) => (
            <BookingItem key={booking.id} booking={booking} />
          ))}
        </ul>
      )}
      {more ? <p className="text-sm text-ink-soft">{more}</p> : null}
    </Panel>
  );
}

function BookingItem({ booking }: { booking: BookingLine }) {
  const { t } = useTranslation('dashboard');
  return (
    <li className={row}>
      <span className="grid min-w-0 gap-0.5">
        <span className="font-semibold first-letter:uppercase">
          {booking.day ? (
            <TextLink roomy to={booking.day} className="md:min-h-0">
              {booking.when}
            </TextLink>
          ) : (
            booking.when
          )}
        </span>
        <span>{booking.what}</span>
        <span className="text-sm text-ink-soft">
          {[booking.salon, booking.price].filter(Boolean).join(' · ')}
        </span>
        {booking.notes ? <span className="text-sm text-ink-soft wrap-anywhere">{booking.notes}</span> : null}
      </span>
      <span className="shrink-0">
        <StateBadge state={`booking.${booking.status}`}>{t(`states.booking.${booking.status}`)}</StateBadge>
      </span>
    </li>
  );
}

export function EntriesPanel({ entries }: { entries: EntryLine[] }) {
  const { t } = useTranslation('customers');
  return (
    <Panel title={t('page.waitlist')}>
      {entries.length === 0 ? (
        <p className="text-ink-soft">{t('page.waitlistEmpty')}</p>
      ) : (
        <ul className="grid">
          {entries.map((entry) => (
            <EntryItem key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function EntryItem({ entry }: { entry: EntryLine }) {
  const { t } = useTranslation('dashboard');
  return (
    <li className={row}>
      <span className="grid min-w-0 gap-0.5">
        <span className="font-semibold">
          {entry.href ? (
            <TextLink roomy to={entry.href} className="md:min-h-0">
              {entry.service}
            </TextLink>
          ) : (
            entry.service
          )}
        </span>
        {entry.windows.map((window) => (
          <span key={window} className="inline-block first-letter:uppercase">
            {window}
          </span>
        ))}
        <span className="text-sm text-ink-soft">
          {[entry.salon, entry.since].filter(Boolean).join(' · ')}
        </span>
        {entry.offers.length > 0 ? (
          <ul className="mt-1.5 grid gap-1 border-l-2 border-line pl-3 text-sm">
            {entry.offers.map(({ id, line }) => (
              <li key={id}>{line}</li>
            ))}
          </ul>
        ) : null}
      </span>
      <span className="shrink-0">
        <StateBadge state={`entry.${entry.status}`}>{t(`states.entry.${entry.status}`)}</StateBadge>
      </span>
    </li>
  );
}

export function MessagesPanel({ messages, base }: Pick<CustomerPageView, 'messages'> & { base: string }) {
  const { t } = useTranslation(['customers', 'log', 'inbox']);
  return (
    <Panel title={t('page.messages')}>
      {messages.length === 0 ? (
        <p className="text-ink-soft">{t('page.messagesEmpty')}</p>
      ) : (
        <ul className="grid">
          {messages.map(({ id, template, channel, when, status }) => (
            <li key={id} className={row}>
              <span className="grid gap-0.5">
                <TextLink roomy="flat" to={`${base}/messages/${id}`}>
                  {t(`log:templates.${template}`)}
                </TextLink>
                <span className="text-sm text-ink-soft">
                  {t(`inbox:channels.${channel}`)} · {when}
                </span>
              </span>
              <span className="shrink-0">
                <StateBadge state={`message.${status}`}>{t(`inbox:statuses.${status}`)}</StateBadge>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const row =
  'flex items-start justify-between gap-x-4 gap-y-1.5 border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0 max-sm:flex-col';
