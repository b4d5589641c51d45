import { readablePhone } from '#app/ui/phone.server.ts';
import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { ListedMessage } from '#server/modules/notifications/notifications.schema.ts';
import { troubledStatuses } from './log-search.ts';

/** What sending itself calls them; all else is a provider's code. */
const ownTroubles = [
  'no_answer',
  'interrupted',
  'gone',
  'not_composed',
  'unknown_recipient',
  'quota',
  'quiet_hours',
] as const;

/** What a message of the log says of itself, in finished words, and where it leads. */
export function messageWords(message: ListedMessage, page: StaffPage) {
  const { base, formats, today } = page;
  const t = textsOf(page.locale, 'log');
  const { id, channel, template, recipient, status, lastError, entryId, bookingStartsAt } = message;
  const booking = bookingStartsAt && {
    to: `${base}/bookings?date=${formats.localDate(bookingStartsAt)}`,
    label: t('seeBooking', { when: formats.dateAndTime(bookingStartsAt, today) }),
  };
  return {
    id,
    channel,
    template,
    recipient: readablePhone(recipient),
    status,
    trouble:
      lastError &&
      t(`troubles.${ownTroubles.find((own) => own === lastError) ?? 'other'}`, { code: lastError }),
    /** Whether staff may have reason to send it again. */
    isTroubled: troubledStatuses.includes(status),
    name: message.customerName ?? t('unnamed'),
    when: moment(message.sentAt ?? message.createdAt, page),
    about: entryId ? { to: `${base}/waitlist/${entryId}`, label: t('seeEntry') } : booking || null,
    // What is on its way needs no second one.
    canResend: status !== 'queued' && status !== 'sending',
  };
}
export type MessageWords = ReturnType<typeof messageWords>;
