import type { AppLoadContext } from '@remix-run/node';
import { anyone, bookingHref } from '#app/features/booking/booking-search.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import type { OfferView as Offer } from '#server/modules/offers/offers.schema.ts';
import { undoable } from './undoable.ts';
import type { EndedOffer, OfferView, OpenOffer } from './offer-view.ts';

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
    page: state === 'open' ? openOffer(offer) : endedOffer(state, offer),
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

  function endedOffer(
    ended: Exclude<EndedOffer['state'], 'left' | 'undoneOff' | 'cancelledSince'>,
    {
      expiresAt,
      undoableUntil,
      sentTo,
      entryToken,
      bookingToken,
      bookingCancelled,
      entryStatus,
      undone,
      now,
      serviceId,
      wishedEmployeeId,
      slotStart,
    }: Offer,
  ): EndedOffer {
    const hasLeft = ended === 'declined' && entryStatus === 'cancelled';
    const undoneOff = undone !== null && !undone.waitsAgain;
    const again = { serviceIds: [serviceId], day: formats.localDate(slotStart) };
    const cancelledSince = ended === 'accepted' && bookingCancelled;
    return {
      state: hasLeft ? 'left' : undoneOff ? 'undoneOff' : cancelledSince ? 'cancelledSince' : ended,
      until: formats.time(expiresAt),
      undo: undoable(formats, undoableUntil, now),
      sentTo: sentTo.length > 0 ? formats.list(sentTo) : null,
      entryHref: `/w/${entryToken}`,
      joinHref:
        hasLeft || undoneOff || cancelledSince
          ? bookingHref(salon.slug, { ...again, with: wishedEmployeeId }, '/waitlist')
          : null,
      bookingHref: ended === 'accepted' && !cancelledSince && bookingToken ? `/b/${bookingToken}` : null,
      timesHref: bookingHref(salon.slug, { ...again, with: wishedEmployeeId ?? anyone }),
    };
  }
}
