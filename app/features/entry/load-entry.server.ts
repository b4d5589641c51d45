import type { AppLoadContext } from '@remix-run/node';
import { bookingHref } from '#app/features/booking/booking-search.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import type { Formats } from '#app/ui/formats.ts';
import type { CustomerEntry, LifecycleReason } from '#server/modules/waitlist/waitlist.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { describeWindow } from './describe-window.server.ts';
import type { EntryView } from './entry-view.ts';
import { toldHistory } from './told-history.ts';

/** What of the history is the salon's own business. */
const hiddenReasons = ['priority_override_set', 'priority_override_cleared'] as const;
type HiddenReason = (typeof hiddenReasons)[number];
const isShown = (reason: LifecycleReason): reason is Exclude<LifecycleReason, HiddenReason> =>
  !hiddenReasons.some((hidden) => hidden === reason);

/** The page of a link; null when no entry has it. It only reads. */
export async function loadEntry(context: AppLoadContext, token: string): Promise<EntryView | null> {
  const found = await context.api.waitlist.byToken({ token });
  if (!found.ok) return null;
  const { entry } = found;
  const { locale } = context;
  const { salon, can } = entry;
  const formats = formatsOf(locale, salon.timeZone);
  const t = textsOf(locale, 'entry');
  const isFinal = !can.leave;
  return {
    title: t('metaTitle', { salon: salon.name }),
    accentColour: salon.accentColour,
    shell: shellOf(salon),
    above: t('above', { service: entry.service.name }),
    badge: `entry.${entry.status}`,
    ...standing(entry, locale, formats, formats.localDate(context.now)),
    wish: wishFacts(entry, locale, formats),
    consequences: isFinal ? [] : consequences(entry, locale, formats),
    history: toldHistory(entry.events)
      .flatMap(({ occurredAt, reason }, index) =>
        isShown(reason)
          ? [{ key: index, when: shortly(formats, occurredAt), text: t(`history.${reason}`) }]
          : [],
      )
      .reverse(),
    can,
    answerFirst: entry.status === 'notified',
    lastDate: lastDate(entry),
  };
}

const shortly = (formats: Formats, instant: string) =>
  `${formats.shortDay(formats.localDate(instant))} ${formats.time(instant)}`;

/** Where they stand, in words, and the way on. */
function standing(
  entry: CustomerEntry,
  locale: Locale,
  formats: Formats,
  today: string,
): Pick<EntryView, 'headline' | 'explanation' | 'way'> {
  const t = textsOf(locale, 'entry');
  const { offer, booking, consequences: costs } = entry;
  const again = {
    label: t('status.joinAgain'),
    href: bookingHref(entry.salon.slug, { serviceIds: [entry.service.id] }, '/waitlist'),
  };
  switch (entry.status) {
    case 'notified':
      return {
        headline: t('status.notified'),
        explanation: offer
          ? t('status.notifiedText', {
              when: formats.dateAndTime(offer.slotStart, today),
              employee: offer.employeeName,
              until: formats.time(offer.expiresAt),
            })
          : '',
        way: offer && { label: t('status.answer'), href: `/o/${offer.token}` },
      };
    case 'cooldown':
      return { ...resting(entry, locale, formats, today), way: null };
    case 'booked': {
      if (entry.continuedBy) {
        return {
          headline: t('status.undone'),
          explanation: t('status.undoneText'),
          way: { label: t('status.seeContinued'), href: `/w/${entry.continuedBy.token}` },
        };
      }
      const when = booking ? formats.dateAndTime(booking.startsAt, today) : '';
      return {
        headline: booking?.cancelled ? t('status.bookedCancelled') : t('status.booked'),
        explanation: booking?.cancelled
          ? t('status.bookedCancelledText', { when })
          : t('status.bookedText', { when }),
        // A cancelled booking leads nowhere: the way on is back onto the list.
        way: booking?.cancelled
          ? again
          : booking && { label: t('status.seeBooking'), href: `/b/${booking.token}` },
      };
    }
    case 'expired':
      return {
        headline: t('status.expired'),
        // Of a wish that a missed offer has ended, days may well be left.
        explanation: entry.events.some(({ reason }) => reason === 'offer_timed_out_final')
          ? t('status.expiredMissedText')
          : t('status.expiredText'),
        way: again,
      };
    case 'cancelled':
      return { headline: t('status.cancelled'), explanation: t('status.cancelledText'), way: again };
    case 'waiting':
      return {
        headline: t('status.waiting'),
        explanation: t('status.waitingText', { claim: formats.span(costs.claimExpiryMinutes) }),
        way: null,
      };
  }
}

function resting(
  { cooldownReason, cooldownUntil }: CustomerEntry,
  locale: Locale,
  formats: Formats,
  today: string,
): Pick<EntryView, 'headline' | 'explanation'> {
  const t = textsOf(locale, 'entry');
  if (cooldownReason === 'unreachable') {
    return { headline: t('status.unreachable'), explanation: t('status.unreachableText') };
  }
  if (!cooldownUntil) return { headline: t('status.pausedOpen'), explanation: t('status.pausedText') };
  if (cooldownReason === 'paused') {
    const until = formats.relativeDay(formats.localDate(cooldownUntil), today);
    return { headline: t('status.paused', { until }), explanation: t('status.pausedText') };
  }
  const until = formats.soon(cooldownUntil, today);
  return { headline: t('status.resting', { until }), explanation: t('status.restingText') };
}

function wishFacts(entry: CustomerEntry, locale: Locale, formats: Formats): EntryView['wish'] {
  const t = textsOf(locale, 'entry');
  const { service, employees, windows, leadTimeMinutes, moves, salon } = entry;
  return [
    {
      term: t('wish.service'),
      value: `${service.name} · ${formats.duration(service.durationMinutes)} · ${formats.price(service.priceMinor, salon.currency)}`,
    },
    {
      term: t('wish.employees'),
      value:
        employees.length > 0
          ? formats.list(
              employees.map(({ name }) => name),
              'disjunction',
            )
          : t('wish.anyone'),
    },
    { term: t('wish.windows'), value: windows.map((window) => describeWindow(locale, formats, window)) },
    ...(leadTimeMinutes > 0
      ? [
          {
            term: t('wish.leadTime'),
            value: t('wish.leadTimeValue', { time: formats.span(leadTimeMinutes) }),
          },
        ]
      : []),
    ...(moves
      ? [
          {
            term: t('wish.moves'),
            value: t('wish.movesValue', { when: formats.dateAndTime(moves.startsAt) }),
          },
        ]
      : []),
    { term: t('wish.since'), value: formats.day(formats.localDate(entry.createdAt)) },
  ];
}

/** What a missed offer costs, before they miss one. */
function consequences({ consequences: costs }: CustomerEntry, locale: Locale, formats: Formats): string[] {
  const t = textsOf(locale, 'entry');
  const ends = costs.timeoutOutcome === 'expired';
  return [
    t('consequences.pause', { pause: formats.span(costs.cooldownMinutes) }),
    ends ? t('consequences.timeoutEnds') : t('consequences.timeoutPause'),
    t('consequences.long', {
      threshold: t('consequences.nth', { count: costs.declineThreshold, ordinal: true }),
      long: formats.span(costs.longCooldownMinutes),
    }),
    ...(costs.misses > 0 ? [t('consequences.misses', { count: costs.misses })] : []),
  ];
}

/** A pause that outlasts the last window would be leaving. */
function lastDate({ windows }: CustomerEntry): string {
  return windows.map(({ dateUntil }) => dateUntil).reduce((a, b) => (a > b ? a : b), '');
}
