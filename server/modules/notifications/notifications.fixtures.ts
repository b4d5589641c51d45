import { hashToken } from '#server/platform/crypto.ts';
import type { OfferId } from '#server/platform/ids.schema.ts';
import type { TestDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
} from '#server/testing/factories.ts';
import type { CustomerFields } from '#server/testing/factories.ts';
import { makeEntry, makeOffer, makeOpening } from '#server/testing/waitlist-factories.ts';
import type { MessageProvider, OutgoingMessage } from './message-provider.ts';

// What the tests of this module share.

/** A provider that keeps what it was given, or fails as it is told to. */
export interface FakeProvider extends MessageProvider {
  sent: OutgoingMessage[];
  /** Called before each message is taken; what it throws is the provider's answer. */
  onSend: (message: OutgoingMessage) => unknown;
}

export function fakeProvider(name: string): FakeProvider {
  const provider: FakeProvider = {
    name,
    sent: [],
    onSend: () => undefined,
    async send(message) {
      await provider.onSend(message);
      provider.sent.push(message);
      return { providerId: `${name}-${provider.sent.length}` };
    },
  };
  return provider;
}

/** The jobs of a queue that wait, by what they carry. */
export async function jobsIn({ database }: Pick<TestDeps, 'database'>, queue: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ data: unknown }>(
    "SELECT data FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry') ORDER BY data::text",
    [queue],
  );
  return rows.map(({ data }) => data);
}

/** A customer with a pending offer of ten to eleven the next day, made at the start of the test's clock. */
export async function makeOfferedCustomer({ db }: Pick<TestDeps, 'db'>, fields: CustomerFields = {}) {
  const salon = await makeSalon(db);
  const service = await makeService(db, salon, { name: 'Dameklipp' });
  const employee = await makeEmployee(db, salon, { name: 'Ingrid Solberg', services: [service] });
  const customer = await makeCustomer(db, salon, fields);
  const entry = await makeEntry(db, { salon, service, customer });
  const opening = await makeOpening(db, { employee, startsAt: '2026-06-02T10:00+02:00' });
  const offer = await makeOffer(db, { opening, entry });
  return {
    salon,
    service,
    employee,
    customer,
    entryId: entry.id,
    openingId: opening.id,
    offerId: offer.id,
    offer,
  };
}

/** What a reminder does to an offer: a new link, while the old one stays good. */
export async function raiseLink(
  { db, links }: Pick<TestDeps, 'db' | 'links'>,
  offerId: OfferId,
): Promise<void> {
  const { linkVersion, tokenHash } = await db.offer.findUniqueOrThrow({ where: { id: offerId } });
  const version = linkVersion + 1;
  await db.offer.update({
    where: { id: offerId },
    data: {
      linkVersion: version,
      tokenHash: hashToken(links.signLink('offer', { id: offerId, version })),
      previousTokenHash: tokenHash,
    },
  });
}

/** A confirmed booking of a customer of its own. */
export async function makeBookedCustomer({ db }: Pick<TestDeps, 'db'>) {
  const salon = await makeSalon(db);
  const service = await makeService(db, salon, { name: 'Dameklipp' });
  const employee = await makeEmployee(db, salon, { name: 'Ingrid Solberg', services: [service] });
  const booking = await makeBooking(db, {
    salon,
    employee,
    services: [service],
    startsAt: '2026-06-02T10:00+02:00',
  });
  return { salon, service, employee, booking };
}
