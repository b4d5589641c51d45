import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import { idOf, type CustomerId, type OrganisationId } from '#server/platform/ids.schema.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { channels, type Channel } from '../notifications/notifications.schema.ts';
import { requireCustomer } from '../salon/customers/require-customer.ts';
import type { ComparedCustomer, compareCustomersOutput } from './customers.schema.ts';
import { findObstacles } from './merge-obstacles.ts';

/**
 * Two customers side by side, and what stands against merging them. It only reads.
 * @throws AppError `not_found`
 */
export async function compareCustomers(
  db: Db,
  {
    organisationId,
    customerId,
    otherId,
    now,
  }: { organisationId: OrganisationId; customerId: CustomerId; otherId: CustomerId; now: Date },
): Promise<z.input<typeof compareCustomersOutput>> {
  const [kept, other, obstacles] = await Promise.all([
    describe(db, organisationId, customerId),
    describe(db, organisationId, otherId),
    findObstacles(db, { kept: customerId, other: otherId, now }),
  ]);
  return { kept, other, obstacles };
}

async function describe(
  db: Db,
  organisationId: OrganisationId,
  customerId: CustomerId,
): Promise<ComparedCustomer> {
  const customer = await requireCustomer(db, organisationId, customerId);
  const mine = { where: { customerId } };
  const [bookings, entries, messages, notes, optedOut] = await Promise.all([
    db.booking.count(mine),
    db.waitlistEntry.count(mine),
    db.message.count(mine),
    db.customerNote.count(mine),
    findOptOuts(db, [customerId]),
  ]);
  const { name, email, phone } = customer;
  return {
    id: idOf<CustomerId>(customer.id),
    name,
    email,
    phone,
    locale: localeOf(customer.locale),
    isEmailVerified: customer.emailVerifiedAt !== null,
    isPhoneVerified: customer.phoneVerifiedAt !== null,
    createdAt: customer.createdAt.toISOString(),
    bookings,
    entries,
    messages,
    notes,
    optedOut,
  };
}

/** The channels of which any of these wants no messages: each one's newest consent counts. */
export async function findOptOuts(db: Db, customerIds: readonly CustomerId[]): Promise<Channel[]> {
  const newest = await db.consent.findMany({
    where: { customerId: { in: [...customerIds] } },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    distinct: ['customerId', 'channel'],
    select: { channel: true, granted: true },
  });
  return channels.filter((channel) => newest.some((each) => each.channel === channel && !each.granted));
}
