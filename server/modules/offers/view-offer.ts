import type { Deps } from '#server/platform/deps.ts';
import { hashToken } from '#server/platform/crypto.ts';
import {
  idOf,
  type BookingId,
  type CustomerId,
  type EmployeeId,
  type OfferId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import { getCustomerBooking } from '../bookings/bookings.queries.ts';
import { usableChannels } from '../notifications/queue-messages.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { entryStatusSchema } from '../waitlist/waitlist.schema.ts';
import { costOfMissing } from './cost-of-missing.ts';
import { maskContact, stateOfOffer } from './offers.rules.ts';
import type { OfferByTokenOutcome } from './offers.schema.ts';

/** The offer that a link is for, also when a newer link was sent; null for any other text. */
async function findOffer({ db, links }: Pick<Deps, 'db' | 'links'>, token: string) {
  const claims = links.readLink('offer', token);
  if (!claims) return null;
  const offer = await db.offer.findUnique({
    where: { id: claims.id },
    include: {
      salon: true,
      service: { select: { name: true } },
      employee: { select: { name: true } },
      opening: { select: { status: true } },
      booking: { select: { id: true, linkVersion: true, status: true } },
      entry: {
        include: {
          movesBooking: { select: { startsAt: true, status: true } },
          continuedBy: { select: { id: true, linkVersion: true, status: true, employeeId: true } },
        },
      },
    },
  });
  if (!offer || claims.version > offer.linkVersion) return null;
  const current = [offer.tokenHash, offer.previousTokenHash].includes(hashToken(token));
  return { offer, current };
}

/** An offer as its customer sees it. It only reads: no link scanner, preview or reload changes anything. */
export async function viewOffer(deps: Deps, token: string): Promise<OfferByTokenOutcome> {
  const found = await findOffer(deps, token);
  if (!found) return { ok: false, reason: 'unknown' };
  const { offer, current } = found;
  const { salon, entry, booking } = offer;
  const now = deps.clock.now();
  const state = stateOfOffer(offer, offer.opening.status, offer.tokenExpiresAt > now);
  const replaced = state === 'open' && !current;
  // An accept that was undone left the wish to another entry.
  const wish = entry.continuedBy ?? entry;
  const undoable =
    state === 'accepted' &&
    booking &&
    current &&
    (await getCustomerBooking(deps.db, idOf<BookingId>(booking.id), now));
  const moves = entry.movesBooking?.status === 'confirmed' ? entry.movesBooking : null;

  return {
    ok: true,
    offer: {
      state: replaced ? 'replaced' : state,
      customerName: entry.customerName,
      locale: localeOf(entry.locale),
      serviceName: offer.service.name,
      employeeId: idOf<EmployeeId>(offer.employeeId),
      employeeName: offer.employee.name,
      slotStart: offer.slotStart.toISOString(),
      slotEnd: offer.slotEnd.toISOString(),
      priceMinor: offer.priceMinor,
      currency: offer.currency,
      expiresAt: offer.tokenExpiresAt.toISOString(),
      createdAt: offer.createdAt.toISOString(),
      now: now.toISOString(),
      salon: {
        id: idOf<SalonId>(salon.id),
        slug: salon.slug,
        name: salon.name,
        timeZone: salon.timeZone,
        street: salon.street,
        postalCode: salon.postalCode,
        city: salon.city,
        phone: salon.phone,
        accentColour: salon.accentColour,
        logoUrl: salon.logoUrl,
      },
      serviceId: idOf<ServiceId>(offer.serviceId),
      wishedEmployeeId: wish.employeeId === null ? null : idOf<EmployeeId>(wish.employeeId),
      entryStatus: entryStatusSchema.parse(wish.status),
      entryToken: deps.links.signLink('entry', { id: wish.id, version: wish.linkVersion }),
      bookingToken:
        booking && deps.links.signLink('booking', { id: booking.id, version: booking.linkVersion }),
      bookingCancelled: booking?.status === 'cancelled',
      undoableUntil: undoable ? undoable.undoableUntil : null,
      undone: state === 'undone' ? { waitsAgain: entry.continuedBy !== null } : null,
      moves: moves && { startsAt: moves.startsAt.toISOString() },
      cost: state === 'open' && !replaced ? await costOfMissing(deps.db, idOf<OfferId>(offer.id)) : null,
      sentTo: replaced ? await maskedContacts(deps, idOf<CustomerId>(entry.customerId)) : [],
    },
  };
}

/** Where messages to a customer go, masked. */
export async function maskedContacts({ db }: Pick<Deps, 'db'>, customerId: CustomerId): Promise<string[]> {
  const customer = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { email: true, phone: true },
  });
  const channels = await usableChannels(db, customerId);
  return [
    ...(channels.includes('sms') && customer.phone ? [maskContact(customer.phone)] : []),
    ...(channels.includes('email') && customer.email ? [maskContact(customer.email)] : []),
  ];
}

/** The booking that came of the offer that a link is for. */
export async function acceptedBookingOf(
  deps: Pick<Deps, 'db' | 'links'>,
  token: string,
): Promise<{ ok: true; bookingId: BookingId } | { ok: false; reason: 'unknown' | 'not_accepted' }> {
  const found = await findOffer(deps, token);
  if (!found?.current) return { ok: false, reason: 'unknown' };
  const { booking } = found.offer;
  return booking
    ? { ok: true, bookingId: idOf<BookingId>(booking.id) }
    : { ok: false, reason: 'not_accepted' };
}

/** The live offer that a link, an old one too, is for: what "send it again" needs. */
export async function liveOfferOf(
  deps: Pick<Deps, 'db' | 'links' | 'clock'>,
  token: string,
): Promise<{ offerId: OfferId; customerId: CustomerId } | 'unknown' | 'closed'> {
  const found = await findOffer(deps, token);
  if (!found) return 'unknown';
  const { offer } = found;
  if (offer.status !== 'pending' || offer.tokenExpiresAt <= deps.clock.now()) return 'closed';
  return { offerId: idOf<OfferId>(offer.id), customerId: idOf<CustomerId>(offer.entry.customerId) };
}
