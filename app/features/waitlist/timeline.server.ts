import { toldHistory } from '#app/features/entry/told-history.ts';
import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { signed } from './entry-words.server.ts';

type LifecycleEvent = EntryDetails['events'][number];

/** One thing that happened, as it is told. */
export interface TimelineItem {
  sequence: number;
  reason: LifecycleEvent['reason'] | 'booking_cancelled';
  what: string;
  detail: string | null;
  by: string | null;
  at: string;
  instant: string;
  status: LifecycleEvent['toStatus'];
  isNewStatus: boolean;
}

/** An entry's history as a story, the newest first: what happened, to which offer, by whom, when, and how its booking ended. */
export function timelineOf(entry: EntryDetails, page: StaffPage): TimelineItem[] {
  const t = textsOf(page.locale, 'waitlist');
  const lived = toldHistory(entry.events)
    .map((event): TimelineItem => ({
      sequence: event.sequence,
      reason: event.reason,
      what: t(`events.${event.reason}`),
      detail: detailOf(event, entry, page),
      by: byWhom(event, page),
      at: moment(event.occurredAt, page),
      instant: event.occurredAt,
      status: event.toStatus,
      isNewStatus: event.fromStatus !== event.toStatus,
    }))
    .reverse();
  const cancelledAt = entry.booking?.cancelledAt;
  if (!cancelledAt) return lived;
  const cancelled: TimelineItem = {
    sequence: entry.events.length + 1,
    reason: 'booking_cancelled',
    what: t('bookingCancelled'),
    detail: null,
    by: t(entry.booking?.cancelledByCustomer ? 'actors.customer' : 'actors.userUnknown'),
    at: moment(cancelledAt, page),
    instant: cancelledAt,
    status: entry.status,
    isNewStatus: false,
  };
  return [cancelled, ...lived];
}

function detailOf(
  event: LifecycleEvent,
  entry: EntryDetails,
  { formats, locale, today }: StaffPage,
): string | null {
  const t = textsOf(locale, 'waitlist');
  if (event.reason === 'priority_override_set' && typeof event.metadata.score === 'number') {
    return t('entry.scoreNow', { count: event.metadata.score, points: signed(event.metadata.score) });
  }
  const offer = entry.offers.find(({ id }) => id === event.metadata.offerId);
  // Only where it begins: the events that follow are about the same offer.
  const begins = event.fromStatus !== 'notified' && event.toStatus === 'notified';
  const isBookedDirectly = event.reason === 'converted_by_staff' && offer?.createdAt === event.occurredAt;
  if (!offer || !(begins || isBookedDirectly)) return null;
  return t('eventOffer', { when: formats.dateAndTime(offer.slotStart, today), employee: offer.employeeName });
}

function byWhom({ actorType, actorName, reason }: LifecycleEvent, { locale }: StaffPage): string | null {
  const t = textsOf(locale, 'waitlist');
  if (actorType === 'user')
    return actorName ? t('actors.user', { name: actorName }) : t('actors.userUnknown');
  // "Accepted the offer, by the customer" says nothing; that the customer's link did it goes without saying.
  if (actorType === 'customer' && reason !== 'preferences_changed' && reason !== 'paused') return null;
  return t(`actors.${actorType}`);
}
