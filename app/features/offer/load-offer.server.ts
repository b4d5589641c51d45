import type { AppLoadContext } from '@remix-run/node';
import { anyone, bookingHref } from '#app/features/booking/booking-search.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import type { OfferView as Offer } from '#server/modules/offers/offers.schema.ts';
import { undoable } from './undoable.ts';
import { howItEnded } from './how-it-ended.ts';
import type { EndedOffer, OfferView, OpenOffer } from './offer-view.ts';

/** Who is off the list, or has no appointment any more, may want to wait anew. */
const endsOfWish: readonly EndedOffer['state'][] = [
  'left',
  'over',
  'expiredOff',
  'undoneOff',
  'cancelledSince',
];

/** Who sees these may want the time after all. */
const regretted: readonly EndedOffer['state'][] = [
  'expired',
  'expiredOff',
  'declined',
  'left',
  'over',
  'withdrawn',
];

/** The page of a link; null when no offer has it. It only reads. */
export async function loadOffer(context: AppLoadContext, token: string): Promise<OfferView | null> {
  const found = await context.api.offer.byToken({ token });
  if (!found.ok) return null;
  const { offer } = found;
  const { salon, state } = offer;
  const formats = formatsOf(context.locale, salon.timeZone);
  const today = formats.localDate(offer.now);
  const t = textsOf(context.locale, 'offer');
  return {
    title: t('metaTitle', { salon: salon.name }),
    accentColour: salon.accentColour,
    shell: shellOf(salon),
    when: formats.dateAndTime(offer.slotStart, today),
    day: formats.relativeDay(formats.localDate(offer.slotStart), today),
    time: formats.timeRange(offer.slotStart, offer.slotEnd),
    service: offer.serviceName,
    employee: offer.employeeName,
    where: [salon.name, salon.street, salon.city].filter(Boolean).join(', '),
    price: formats.price(offer.priceMinor, offer.currency),
    page: state === 'open' ? openOffer(offer) : await endedOffer(state, offer),
  };

  function openOffer({ customerName, expiresAt, createdAt, now, cost, moves }: Offer): OpenOffer {
    return {
      state: 'open',
      customerName: customerName.trim().split(/\s+/, 1)[0] ?? customerName,
      until: formats.time(expiresAt),
      countdown: { expiresAt, createdAt, now },
      pause: cost ? formats.span(cost.pauseMinutes) : '',
      unanswered: cost?.unanswered ?? 'nothing',
      moves: moves && formats.dateAndTime(moves.startsAt, today),
    };
  }

  /** The step in which that very time is booked, while anybody may book it. */
  async function whileFree({ serviceId, employeeId, slotStart }: Offer): Promise<string | null> {
    const day = formats.localDate(slotStart);
    const asked = { salonId: salon.id, serviceIds: [serviceId], employeeId, from: day, days: 1 };
    // The service or the person may not be there any more.
    const free = await context.api.availability.slots(asked).catch(() => null);
    const isFree = free?.days.some(({ slots }) =>
      slots.some(({ startsAt }) => Date.parse(startsAt) === Date.parse(slotStart)),
    );
    if (!isFree) return null;
    return bookingHref(salon.slug, { serviceIds: [serviceId], with: employeeId, day, time: slotStart });
  }

  async function endedOffer(ended: Exclude<Offer['state'], 'open'>, facts: Offer): Promise<EndedOffer> {
    const { expiresAt, undoableUntil, sentTo, entryToken, bookingToken, now } = facts;
    const { serviceId, wishedEmployeeId, slotStart } = facts;
    const again = { serviceIds: [serviceId], day: formats.localDate(slotStart) };
    const end = howItEnded(ended, facts);
    return {
      state: end,
      until: formats.time(expiresAt),
      undo: undoable(formats, undoableUntil, now),
      sentTo: sentTo.length > 0 ? formats.list(sentTo) : null,
      entryHref: `/w/${entryToken}`,
      joinHref: endsOfWish.includes(end)
        ? bookingHref(salon.slug, { ...again, with: wishedEmployeeId }, '/waitlist')
        : null,
      // A wish that moves an appointment would end with two of them.
      freeHref: regretted.includes(end) && !facts.moves ? await whileFree(facts) : null,
      bookingHref: end === 'accepted' && bookingToken ? `/b/${bookingToken}` : null,
      timesHref: bookingHref(salon.slug, { ...again, with: wishedEmployeeId ?? anyone }),
    };
  }
}
