import { beforeAll, describe, expect, test } from 'vitest';
import { bookingStatusSchema } from '#server/modules/bookings/bookings.schema.ts';
import { offerStatuses } from '#server/modules/offers/offers.schema.ts';
import { openingStatuses } from '#server/modules/openings/openings.schema.ts';
import { testDatabase } from '../database.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '../factories.ts';
import { makeEntry, makeOffer, makeOpening } from '../waitlist-factories.ts';

const database = await testDatabase();
const bookingStatuses = bookingStatusSchema.options;

beforeAll(async () => {
  const { prisma } = database;
  const salon = await makeSalon(prisma);
  const service = await makeService(prisma, salon);
  const employee = await makeEmployee(prisma, salon, { services: [service] });
  await makeBooking(prisma, { salon, employee, services: [service], startsAt: '2026-06-02T10:00+02:00' });
  const entry = await makeEntry(prisma, { salon, service });
  const opening = await makeOpening(prisma, { employee, startsAt: '2026-06-03T10:00+02:00' });
  await makeOffer(prisma, { opening, entry });
});

/** The columns that go with a status, as its CHECKs want them. */
const columns: Record<string, (status: string) => string> = {
  bookings: (status) => `
    cancelled_at = ${status === 'cancelled' ? 'now()' : 'NULL'},
    payment_deadline = ${status === 'pending_payment' ? 'now()' : 'NULL'}`,
  openings: (status) => `closed_at = ${status === 'open' ? 'NULL' : 'now()'}, needs_match = false`,
  waitlist_offers: (status) => `
    closed_at = ${status === 'pending' ? 'NULL' : 'now()'},
    responded_at = ${['accepted', 'declined'].includes(status) ? 'now()' : 'NULL'},
    booking_id = ${status === 'accepted' ? '(SELECT id FROM bookings)' : 'NULL'}`,
};

/** Tries each pair of states on the one row of a table, and undoes it. */
async function transitions(table: string, statuses: readonly string[]): Promise<string[]> {
  const client = await database.pool.connect();
  const passed: string[] = [];
  const set = (status: string) => `UPDATE ${table} SET status = '${status}', ${columns[table]?.(status)}`;
  try {
    for (const from of statuses) {
      for (const to of statuses.filter((status) => status !== from)) {
        await client.query('BEGIN; SET LOCAL session_replication_role = replica');
        await client.query(set(from));
        await client.query('SET LOCAL session_replication_role = origin');
        const refusal = await client.query(set(to)).then(
          () => null,
          (error: { constraint?: string }) => error,
        );
        await client.query('ROLLBACK');
        if (refusal === null) passed.push(`${from} -> ${to}`);
        else expect(refusal.constraint).toBe(`${table}_transition`);
      }
    }
    return passed;
  } finally {
    client.release();
  }
}

describe('the database lets through every transition that there is, and no other:', () => {
  test('of a booking', async () => {
    expect(await transitions('bookings', bookingStatuses)).toEqual([
      'pending_payment -> confirmed',
      'pending_payment -> cancelled',
      'confirmed -> completed',
      'confirmed -> no_show',
      'confirmed -> cancelled',
      // Staff put right what they had settled wrongly.
      'completed -> confirmed',
      'completed -> no_show',
      'no_show -> confirmed',
      'no_show -> completed',
    ]);
  });

  test('of an opening', async () => {
    expect(await transitions('openings', openingStatuses)).toEqual([
      'open -> filled',
      'open -> exhausted',
      'open -> withdrawn',
      'open -> lapsed',
    ]);
  });

  test('of an offer', async () => {
    expect(await transitions('waitlist_offers', offerStatuses)).toEqual([
      'pending -> accepted',
      'pending -> declined',
      'pending -> expired',
      'pending -> cancelled',
      'pending -> notification_failed',
    ]);
  });
});
