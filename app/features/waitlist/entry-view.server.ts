import { readablePhone } from '#app/ui/phone.server.ts';
import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { messageStatusSchema } from '#server/modules/notifications/notifications.schema.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { entryWords, signed } from './entry-words.server.ts';
import { timelineOf } from './timeline.server.ts';

/** All that the page of one entry shows, in finished words. */
export function entryView(entry: EntryDetails, page: StaffPage, currency: string) {
  const { formats, locale, today } = page;
  const t = textsOf(locale, 'waitlist');
  return {
    ...entryWords(entry, page),
    email: entry.customer.email,
    phone: entry.customer.phone && readablePhone(entry.customer.phone),
    stateLine: stateLine(entry, page),
    serviceFacts: t('entry.serviceFacts', {
      duration: formats.duration(entry.service.durationMinutes),
      price: formats.price(entry.service.priceMinor, currency),
    }),
    employeeNames:
      entry.employees.length > 0
        ? formats.list(
            entry.employees.map(({ name }) => name),
            'disjunction',
          )
        : t('anyone'),
    lead:
      entry.leadTimeMinutes > 0
        ? t('entry.leadBefore', { time: formats.duration(entry.leadTimeMinutes) })
        : t('entry.leadAny'),
    misses: entry.declineCount,
    scoreNow: t('entry.scoreNow', { count: entry.score, points: signed(entry.score) }),
    scoreParts: entry.scoreParts.map(({ part, points }) => ({
      part: partWords(part, page),
      points: signed(points),
    })),
    override:
      entry.overrideScore === null
        ? null
        : t('entry.scoreOverridden', {
            score: signed(entry.overrideScore),
            own: signed(ownScore(entry)),
            reason: entry.overrideReason ?? '',
          }),
    offers: entry.offers.map((offer) => ({
      id: offer.id,
      openingId: offer.openingId,
      status: offer.status,
      when: t('entry.offerWhen', {
        when: formats.dateAndTime(offer.slotStart, today),
        employee: offer.employeeName,
      }),
      lines: offerLines(offer, entry, page),
      messages: offer.messages.map(({ channel, template, status }) => ({
        channel,
        what: templateWords(template, page),
        status,
        statusWords: messageStatusWords(status, page),
      })),
    })),
    /** The local date of the time that came of it, for the way to the bookings. */
    bookingDay: entry.booking && formats.localDate(entry.booking.startsAt),
    timeline: timelineOf(entry, page),
  };
}
export type EntryView = ReturnType<typeof entryView>;

/** The points of the wish itself, whatever staff set. */
export function ownScore(entry: EntryDetails): number {
  return entry.scoreParts.reduce((sum, { points }) => sum + points, 0);
}

/** The offer that waits for an answer, or has just run out. */
export function pendingOffer(entry: EntryDetails): EntryDetails['offers'][number] | undefined {
  return entry.offers.find(({ status }) => status === 'pending');
}

/** Whether the entry's offer can't be answered any more, though nobody has tidied it away yet. */
export function isStale(entry: EntryDetails, now: Date): boolean {
  const offer = pendingOffer(entry);
  return !offer || Date.parse(offer.tokenExpiresAt) <= now.getTime();
}

function stateLine(entry: EntryDetails, { formats, locale, today, now }: StaffPage): string {
  const t = textsOf(locale, 'waitlist');
  if (entry.status === 'notified') {
    const offer = pendingOffer(entry);
    if (!offer) return '';
    const when = formats.dateAndTime(offer.slotStart, today);
    const until = formats.time(offer.tokenExpiresAt);
    return isStale(entry, now)
      ? t('state.notifiedStale', { when, until })
      : t('state.notified', { when, until });
  }
  if (entry.booking?.cancelledAt) {
    return t('state.bookedCancelled', { when: formats.dateAndTime(entry.booking.startsAt, today) });
  }
  if (entry.status !== 'cooldown') return t(`state.${entry.status}`);
  const reason = entry.cooldownReason ?? 'paused';
  if (entry.cooldownUntil) {
    return t(`state.cooldown.${reason}`, { until: formats.dateAndTime(entry.cooldownUntil, today) });
  }
  return reason === 'unreachable' ? t('state.cooldown.unreachableOpen') : t('state.cooldown.pausedOpen');
}

function offerLines(offer: EntryDetails['offers'][number], entry: EntryDetails, page: StaffPage): string[] {
  const t = textsOf(page.locale, 'waitlist');
  const { createdAt, reminderSentAt, respondedAt } = offer;
  const byStaff = entry.events.some(
    ({ reason, metadata }) => reason === 'converted_by_staff' && metadata.offerId === offer.id,
  );
  const answer = byStaff ? 'entry.offerBookedByStaff' : 'entry.offerAnswered';
  return [
    // Whom staff booked directly was sent none.
    respondedAt === createdAt ? null : t('entry.offerMade', { at: moment(createdAt, page) }),
    reminderSentAt ? t('entry.offerReminded', { at: moment(reminderSentAt, page) }) : null,
    respondedAt ? t(answer, { at: moment(respondedAt, page) }) : expiryLine(offer, page),
  ].filter((line) => line !== null);
}

function expiryLine(offer: EntryDetails['offers'][number], page: StaffPage): string | null {
  const t = textsOf(page.locale, 'waitlist');
  if (offer.status === 'pending') {
    return t('entry.offerUntil', { until: moment(offer.tokenExpiresAt, page) });
  }
  if (offer.status !== 'expired') return null;
  return t('entry.offerRanOut', { at: moment(offer.tokenExpiresAt, page) });
}

// What comes from the database as free text is told by its own name when the catalogue has no words for it yet.
function partWords(part: string, { locale }: StaffPage): string {
  const t = textsOf(locale, 'waitlist');
  switch (part) {
    case 'specific_time':
    case 'flexible_up_to_2_hours':
    case 'flexible_up_to_12_hours':
    case 'flexible_beyond_12_hours':
      return t(`entry.parts.${part}`);
    default:
      return t('entry.partOther');
  }
}

function templateWords(template: string, { locale }: StaffPage): string {
  const t = textsOf(locale, 'waitlist');
  switch (template) {
    case 'offer':
    case 'offer_reminder':
    case 'offer_withdrawn':
      return t(`templates.${template}`);
    default:
      return template;
  }
}

function messageStatusWords(status: string, { locale }: StaffPage): string {
  const parsed = messageStatusSchema.safeParse(status);
  return textsOf(locale, 'inbox')(`statuses.${parsed.data ?? 'unknown'}`);
}
