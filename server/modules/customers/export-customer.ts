import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { OrganisationId } from '#server/platform/ids.schema.ts';
import type { Db } from '#server/platform/db.ts';
import { idOf, type CustomerId, type MessageId } from '#server/platform/ids.schema.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { bookingStatusSchema } from '../bookings/bookings.schema.ts';
import type { FactsDeps } from '../notifications/message-facts.queries.ts';
import { readWords } from '../notifications/message-words.ts';
import { channelSchema } from '../notifications/notifications.schema.ts';
import { entryParts, presentFacts } from '../waitlist/present-entry.ts';
import { requireCustomer } from '../salon/customers/require-customer.ts';
import type { CustomerExport, exportCustomerInput } from './customers.schema.ts';
import { readConsents, readNotes } from './get-customer.ts';

/**
 * Everything that the organisation knows of a person, for that person: names in place of ids, instants in ISO. That it was handed out is
 * written down.
 * @throws AppError `not_found`
 */
export async function exportCustomer(
  deps: Pick<Deps, 'inTransaction' | 'links' | 'env'>,
  {
    salonId,
    organisationId,
    customerId,
    actor,
  }: z.output<typeof exportCustomerInput> & { organisationId: OrganisationId; actor: Actor },
): Promise<CustomerExport> {
  return deps.inTransaction(async (tx) => {
    const customer = await requireCustomer(tx.db, organisationId, customerId);
    const notes = await readNotes(tx.db, customerId);
    await recordAudit(tx, {
      actor,
      action: 'customer.exported',
      subjectType: 'customer',
      subjectId: customerId,
      salonId,
      organisationId,
    });
    return {
      exportedAt: tx.now.toISOString(),
      customer: {
        name: customer.name,
        email: customer.email,
        phone: customer.phone,
        emailVerifiedAt: iso(customer.emailVerifiedAt),
        phoneVerifiedAt: iso(customer.phoneVerifiedAt),
        language: localeOf(customer.locale),
        knownSince: customer.createdAt.toISOString(),
      },
      consents: await readConsents(tx.db, customerId),
      notes: notes.map(({ text, author, createdAt, edited }) => ({ text, author, createdAt, edited })),
      bookings: await exportBookings(tx.db, customerId),
      waitlist: await exportEntries(tx.db, customerId),
      messages: await exportMessages({ ...deps, db: tx.db }, customerId),
    };
  });
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}

const named = { select: { name: true } };

async function exportBookings(db: Db, customerId: CustomerId): Promise<CustomerExport['bookings']> {
  const bookings = await db.booking.findMany({
    where: { customerId },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    include: {
      salon: named,
      items: { orderBy: { position: 'asc' }, select: { service: named, employee: named } },
    },
  });
  return bookings.map((booking) => ({
    salon: booking.salon.name,
    startsAt: booking.startsAt.toISOString(),
    endsAt: booking.endsAt.toISOString(),
    status: bookingStatusSchema.parse(booking.status),
    services: booking.items.map(({ service }) => service.name),
    employees: [...new Set(booking.items.map(({ employee }) => employee.name))],
    price: inWholeUnits(booking.priceMinor, booking.currency),
    currency: booking.currency,
    notes: booking.notes,
    bookedAt: booking.createdAt.toISOString(),
    cancelledAt: iso(booking.cancelledAt),
  }));
}

function inWholeUnits(minor: number, currency: string): number {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return minor / 10 ** digits;
}

async function exportEntries(db: Db, customerId: CustomerId): Promise<CustomerExport['waitlist']> {
  const entries = await db.waitlistEntry.findMany({
    where: { customerId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: {
      ...entryParts,
      salon: named,
      events: { orderBy: { sequence: 'asc' } },
      offers: { orderBy: { createdAt: 'asc' }, include: { employee: named } },
    },
  });
  return entries.map((entry) => {
    const { service, employees, status, windows, createdAt } = presentFacts(entry);
    return {
      salon: entry.salon.name,
      service: service.name,
      employees: employees.map(({ name }) => name),
      status,
      given: { name: entry.customerName, email: entry.customerEmail, phone: entry.customerPhone },
      notes: entry.notes,
      priorityReason: entry.priorityOverrideReason,
      joinedAt: createdAt,
      windows,
      history: entry.events.map(({ occurredAt, toStatus, reason }) => ({
        at: occurredAt.toISOString(),
        status: toStatus,
        reason,
      })),
      offers: entry.offers.map((offer) => ({
        startsAt: offer.slotStart.toISOString(),
        employee: offer.employee.name,
        status: offer.status,
        offeredAt: offer.createdAt.toISOString(),
        answeredAt: iso(offer.respondedAt),
      })),
    };
  });
}

async function exportMessages(deps: FactsDeps, customerId: CustomerId): Promise<CustomerExport['messages']> {
  const messages = await deps.db.message.findMany({
    where: { customerId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { salon: named },
  });
  const ids = messages.map(({ id }) => idOf<MessageId>(id));
  const words = await readWords(deps, ids);
  return messages.map((message) => ({
    salon: message.salon?.name ?? '',
    channel: channelSchema.parse(message.channel),
    kind: message.template,
    to: message.recipient,
    status: message.status,
    writtenAt: message.createdAt.toISOString(),
    sentAt: iso(message.sentAt),
    says: words.get(idOf<MessageId>(message.id)) ?? null,
  }));
}
