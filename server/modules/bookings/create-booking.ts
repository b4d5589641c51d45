import type { z } from 'zod';
import {
  findAlternatives,
  findExactSlot,
  type ExactSlot,
  type TimeRequest,
} from '#server/modules/calendar/find-slots.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { channels, type Channel } from '#server/modules/notifications/notifications.schema.ts';
import { queueMessages } from '#server/modules/notifications/queue-messages.ts';
import {
  countryOfSalon,
  normaliseContact,
  type NormalContact,
} from '#server/modules/salon/customers/contact.rules.ts';
import { createCustomer, findCustomer } from '#server/modules/salon/customers/find-or-create-customer.ts';
import type { Db } from '#server/platform/db.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type BookingId, type OrganisationId } from '#server/platform/ids.schema.ts';
import {
  recallAnswer,
  rememberAnswer,
  repeatableRequest,
  type RepeatableRequest,
} from '#server/platform/repeated-request.ts';
import type { Tx } from '#server/platform/tx.ts';
import { getCustomerBooking, findOverlappingBooking } from './bookings.queries.ts';
import { lightestDay, placeInRow } from './bookings.rules.ts';
import type { createBookingInput, CreateBookingOutcome } from './bookings.schema.ts';
import { insertBooking } from './insert-booking.ts';
import { takenWhenOverlapping } from './taken-when-overlapping.ts';

type Input = z.output<typeof createBookingInput>;

interface Customer {
  organisationId: OrganisationId;
  contact: NormalContact;
}

type Placed =
  | { outcome: 'booked'; bookingId: BookingId }
  | { outcome: 'taken' | 'own_overlap' | 'employee_mismatch' | 'key_reused' };

/**
 * A customer books a free time on the public page. With an `idempotencyKey` a repeat is answered with the booking that was made.
 * @throws AppError `not_found` for a salon, service or employee that is unknown or closed
 */
export async function createBooking(
  deps: Pick<Deps, 'db' | 'inTransaction' | 'clock' | 'links' | 'env'>,
  input: Input,
): Promise<CreateBookingOutcome> {
  const salon = await deps.db.salon.findFirst({
    where: { id: input.salonId, archivedAt: null },
    select: { organisationId: true, phone: true },
  });
  if (!salon) throw notFound('salon');
  const normalised = normaliseContact(input.contact, countryOfSalon(salon));
  if (!normalised.ok) return { ok: false, reason: 'invalid', fields: normalised.fields };
  const customer = {
    organisationId: idOf<OrganisationId>(salon.organisationId),
    contact: normalised.contact,
  };

  const now = deps.clock.now();
  const request: TimeRequest = { ...input, startsAt: new Date(input.startsAt), audience: 'public', now };
  // Whoever comes too late learns it here, without waiting for a lock.
  const looked = await findExactSlot(deps.db, request);
  const { idempotencyKey: key, ...asked } = input;
  const repeatable = key
    ? repeatableRequest(deps.env.cronKey, { scope: 'booking.create', key, request: asked })
    : null;
  const placed =
    looked.outcome === 'free'
      ? await takenWhenOverlapping(() =>
          deps.inTransaction((tx) => place(tx, request, looked, input, { ...customer, repeatable })),
        )
      : // After the look: whoever saw the booking of the first request sees its key as well.
        ((await placedBefore(deps.db, repeatable)) ?? looked);
  if (placed.outcome === 'taken' || placed.outcome === 'own_overlap') {
    const alternatives = await findAlternatives(deps.db, request, {
      apart: placed.outcome === 'own_overlap',
    });
    return { ok: false, reason: 'taken', alternatives };
  }
  if (placed.outcome !== 'booked') return { ok: false, reason: placed.outcome };
  const booking = await getCustomerBooking(deps.db, placed.bookingId, now);
  return {
    ok: true,
    booking,
    token: deps.links.signLink('booking', { id: booking.id, version: 1 }),
    confirmedBy: await confirmedBy(deps.db, booking.id, customer.contact),
  };
}

/** By messages_booking_id_idx. */
async function confirmedBy(
  db: Db,
  bookingId: BookingId,
  { phone, email }: NormalContact,
): Promise<Channel[]> {
  const given = [phone, email].filter((address) => address !== null);
  const messages = await db.message.findMany({
    where: { bookingId, template: 'booking_confirmed', recipient: { in: given } },
    select: { channel: true },
  });
  return channels.filter((channel) => messages.some((message) => message.channel === channel));
}

async function place(
  tx: Tx,
  request: TimeRequest,
  looked: Extract<ExactSlot, { outcome: 'free' }>,
  input: Input,
  { repeatable, ...customer }: Customer & { repeatable: RepeatableRequest | null },
): Promise<Placed> {
  const known = await findCustomer(tx, customer);
  // Under the lock on the contact, where the repeat has waited for the first.
  const before = await placedBefore(tx.db, repeatable);
  if (before) return before;
  // Those who seemed free, and only they: who is locked now can't be booked meanwhile, who is not could be.
  await lockCalendars(tx, looked.calendarIds);
  const slot = await findExactSlot(tx.db, { ...request, now: tx.now });
  if (slot.outcome !== 'free') return slot;
  const { facts, day } = slot;

  const locked = slot.employeeIds.filter((id) => looked.employeeIds.includes(id));
  const employeeId = lightestDay(facts.employees, locked, day);
  const calendarId = employeeId && facts.calendarOf.get(employeeId);
  if (!calendarId) return { outcome: 'taken' };
  const endsAt = new Date(request.startsAt.getTime() + facts.block.durationMinutes * 60_000);
  const own =
    known && (await findOverlappingBooking(tx.db, { customerId: known, startsAt: request.startsAt, endsAt }));
  if (own) {
    // Whoever types somebody's address is told no more than that the time is taken; whose address it is gets the link to what is in the way.
    const occasion = `asked-${tx.now.toISOString()}`;
    await queueMessages(tx, [{ template: 'booking_confirmed', bookingId: own, occasion }]);
    return { outcome: 'own_overlap' };
  }

  const customerId = known ?? (await createCustomer(tx, { ...customer, locale: input.locale }));
  const bookingId = await insertBooking(tx, {
    salonId: input.salonId,
    customerId,
    items: placeInRow(facts.services, request.startsAt, { employeeId, calendarId }),
    currency: facts.currency,
    source: 'public',
    locale: input.locale,
    notes: input.notes,
  });
  await queueMessages(tx, [{ template: 'booking_confirmed', bookingId }]);
  await recordAudit(tx, {
    actor: { type: 'customer', id: customerId },
    action: 'booking.created',
    subjectType: 'booking',
    subjectId: bookingId,
    salonId: input.salonId,
  });
  if (repeatable) await rememberAnswer(tx, repeatable, bookingId);
  return { outcome: 'booked', bookingId };
}

/** What has become of this very request, if it came before. */
async function placedBefore(db: Db, repeatable: RepeatableRequest | null): Promise<Placed | null> {
  const answer = repeatable && (await recallAnswer(db, repeatable));
  if (!answer) return null;
  return answer.same
    ? { outcome: 'booked', bookingId: idOf<BookingId>(answer.subjectId) }
    : { outcome: 'key_reused' };
}
