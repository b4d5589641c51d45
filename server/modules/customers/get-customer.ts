import type { z } from 'zod';
import type { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type BookingId,
  type CustomerId,
  type MessageId,
  type OfferId,
  type OrganisationId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import { versionOf } from '#server/platform/version.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { bookingStatusSchema } from '../bookings/bookings.schema.ts';
import { readMessages } from '../notifications/list-messages.ts';
import { channelSchema } from '../notifications/notifications.schema.ts';
import { usableChannels } from '../notifications/queue-messages.ts';
import { entryParts, presentFacts } from '../waitlist/present-entry.ts';
import { getEntryOutput } from '../waitlist/waitlist.schema.ts';
import { detailsOf, mayBeSame, namesOfUsers } from './customers.queries.ts';
import type {
  BookingOfCustomer,
  CustomerDetails,
  EntryOfCustomer,
  getCustomerOutput,
} from './customers.schema.ts';

interface Asked {
  organisationId: OrganisationId;
  customerId: CustomerId;
  /** Whose bookings, entries and messages the asker may see. */
  salonIds: readonly SalonId[];
  now: Date;
}

/** So many of each are shown; the lists of bookings, entries and messages have the rest. */
const shown = { past: 20, entries: 20, messages: 10, consents: 50, history: 20 };

/**
 * Everything that staff can know of a customer. Who was merged says into whom; who was erased says that.
 * @throws AppError `not_found`, also for another organisation's customer
 */
export async function getCustomer(db: Db, asked: Asked): Promise<z.input<typeof getCustomerOutput>> {
  const { organisationId, customerId } = asked;
  const customer = await db.customer.findFirst({ where: { id: customerId, organisationId } });
  if (!customer) throw notFound('customer');
  if (customer.erasedAt) return { state: 'erased', erasedAt: customer.erasedAt.toISOString() };
  if (customer.mergedIntoId) return { state: 'merged', into: idOf<CustomerId>(customer.mergedIntoId) };
  const [reachableBy, bookings, entries, messages, notes, consents, duplicates, history] = await Promise.all([
    usableChannels(db, customerId),
    readBookings(db, asked),
    readEntries(db, asked),
    readLastMessages(db, asked),
    readNotes(db, customerId),
    readConsents(db, customerId, shown.consents),
    findDuplicates(db, customerId),
    readHistory(db, customerId),
  ]);
  return {
    state: 'live',
    id: customerId,
    name: customer.name,
    email: customer.email,
    phone: customer.phone,
    locale: localeOf(customer.locale),
    version: versionOf(detailsOf(customer)),
    emailVerifiedAt: customer.emailVerifiedAt?.toISOString() ?? null,
    phoneVerifiedAt: customer.phoneVerifiedAt?.toISOString() ?? null,
    createdAt: customer.createdAt.toISOString(),
    reachableBy,
    ...bookings,
    entries,
    messages,
    notes,
    consents,
    duplicates,
    history,
  };
}

const bookingParts = {
  salon: { select: { name: true, timeZone: true } },
  items: {
    orderBy: { position: 'asc' },
    select: { service: { select: { name: true } }, employee: { select: { name: true } } },
  },
} satisfies Prisma.BookingInclude;

/** Still to come, or under way. Index bookings_coming. */
export async function readComing(
  db: Db,
  {
    customerId,
    salonIds,
    now,
  }: Omit<Asked, 'organisationId' | 'salonIds'> & { salonIds?: readonly SalonId[] },
): Promise<BookingOfCustomer[]> {
  const coming = await db.booking.findMany({
    where: {
      customerId,
      ...(salonIds && { salonId: { in: [...salonIds] } }),
      status: { in: ['pending_payment', 'confirmed'] },
      endsAt: { gt: now },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    include: bookingParts,
  });
  return coming.map(presentBooking);
}

async function readBookings(
  db: Db,
  asked: Asked,
): Promise<Pick<CustomerDetails, 'upcoming' | 'past' | 'hasMorePast'>> {
  const upcoming = await readComing(db, asked);
  const past = await db.booking.findMany({
    where: {
      customerId: asked.customerId,
      salonId: { in: [...asked.salonIds] },
      id: { notIn: upcoming.map(({ id }) => id) },
    },
    orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
    take: shown.past + 1,
    include: bookingParts,
  });
  return {
    upcoming,
    past: past.slice(0, shown.past).map(presentBooking),
    hasMorePast: past.length > shown.past,
  };
}

function presentBooking(
  booking: Prisma.BookingGetPayload<{ include: typeof bookingParts }>,
): BookingOfCustomer {
  return {
    id: idOf<BookingId>(booking.id),
    salonId: idOf<SalonId>(booking.salonId),
    salonName: booking.salon.name,
    timeZone: booking.salon.timeZone,
    status: bookingStatusSchema.parse(booking.status),
    startsAt: booking.startsAt.toISOString(),
    endsAt: booking.endsAt.toISOString(),
    services: booking.items.map(({ service }) => service.name),
    employees: [...new Set(booking.items.map(({ employee }) => employee.name))],
    priceMinor: booking.priceMinor,
    currency: booking.currency,
    notes: booking.notes,
  };
}

const offerStatusSchema = getEntryOutput.shape.offers.element.shape.status;

async function readEntries(db: Db, { customerId, salonIds }: Asked): Promise<EntryOfCustomer[]> {
  const entries = await db.waitlistEntry.findMany({
    where: { customerId, salonId: { in: [...salonIds] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: shown.entries,
    include: {
      ...entryParts,
      salon: { select: { name: true, timeZone: true } },
      offers: { orderBy: { createdAt: 'desc' }, include: { employee: { select: { name: true } } } },
    },
  });
  return entries.map((entry) => ({
    ...presentFacts(entry),
    salonId: idOf<SalonId>(entry.salonId),
    salonName: entry.salon.name,
    timeZone: entry.salon.timeZone,
    isRemoved: entry.removedAt !== null,
    offers: entry.offers.map((offer) => ({
      id: idOf<OfferId>(offer.id),
      employeeName: offer.employee.name,
      slotStart: offer.slotStart.toISOString(),
      status: offerStatusSchema.parse(offer.status),
      createdAt: offer.createdAt.toISOString(),
      tokenExpiresAt: offer.tokenExpiresAt.toISOString(),
      respondedAt: offer.respondedAt?.toISOString() ?? null,
    })),
  }));
}

async function readLastMessages(db: Db, { customerId, salonIds }: Asked) {
  const last = await db.message.findMany({
    where: { customerId, salonId: { in: [...salonIds] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: shown.messages,
    select: { id: true },
  });
  return readMessages(
    db,
    last.map(({ id }) => idOf<MessageId>(id)),
  );
}

export async function readNotes(db: Db, customerId: CustomerId): Promise<CustomerDetails['notes']> {
  const notes = await db.customerNote.findMany({
    where: { customerId },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  const nameOf = await namesOfUsers(
    db,
    notes.flatMap(({ authorId, editedById }) => [authorId, editedById]),
  );
  return notes.map(({ id, text, authorId, createdAt, editedAt, editedById }) => ({
    id,
    text,
    version: versionOf(text),
    author: nameOf(authorId),
    createdAt: createdAt.toISOString(),
    edited: editedAt && { by: nameOf(editedById), at: editedAt.toISOString() },
  }));
}

export async function readConsents(
  db: Db,
  customerId: CustomerId,
  limit?: number,
): Promise<CustomerDetails['consents']> {
  const consents = await db.consent.findMany({
    where: { customerId },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    ...(limit !== undefined && { take: limit }),
  });
  const nameOf = await namesOfUsers(
    db,
    consents.map(({ recordedById }) => recordedById),
  );
  return consents.map(({ channel, granted, wordingVersion, source, recordedById, occurredAt }) => ({
    channel: channelSchema.parse(channel),
    granted,
    wordingVersion,
    source,
    recordedBy: nameOf(recordedById),
    occurredAt: occurredAt.toISOString(),
  }));
}

async function findDuplicates(db: Db, customerId: CustomerId): Promise<CustomerDetails['duplicates']> {
  const rows = await db.$queryRaw<
    (Omit<CustomerDetails['duplicates'][number], 'same'> & {
      phoneToo: boolean;
      emailToo: boolean;
      nameToo: boolean;
    })[]
  >`
    SELECT
      d.id, d.name, d.email, d.phone,
      coalesce(d.phone = c.phone, false) AS "phoneToo",
      coalesce(d.email_key = c.email_key, false) AS "emailToo",
      lower(d.name) = lower(c.name) AS "nameToo"
    FROM customers c
    JOIN customers d ON ${mayBeSame}
    WHERE c.id = ${customerId}::uuid
    ORDER BY lower(d.name), d.id
    LIMIT 10`;
  return rows.map(({ phoneToo, emailToo, nameToo, ...row }) => ({
    ...row,
    same: [
      ...(phoneToo ? (['phone'] as const) : []),
      ...(emailToo ? (['email'] as const) : []),
      ...(nameToo ? (['name'] as const) : []),
    ],
  }));
}

/** What staff did with this customer, and with those who were merged into them. Index audit_events (subject_type, subject_id). */
async function readHistory(db: Db, customerId: CustomerId): Promise<CustomerDetails['history']> {
  const merged = await db.customer.findMany({ where: { mergedIntoId: customerId }, select: { id: true } });
  const events = await db.auditEvent.findMany({
    where: { subjectType: 'customer', subjectId: { in: [customerId, ...merged.map(({ id }) => id)] } },
    orderBy: { id: 'desc' },
    take: shown.history,
    select: { action: true, actorType: true, actorId: true, occurredAt: true },
  });
  const nameOf = await namesOfUsers(
    db,
    events.map(({ actorType, actorId }) => (actorType === 'user' ? actorId : null)),
  );
  return events.map(({ action, actorId, occurredAt }) => ({
    action,
    by: nameOf(actorId),
    at: occurredAt.toISOString(),
  }));
}
