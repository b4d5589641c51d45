import { beforeAll, describe, expect, test } from 'vitest';
import { findSlots } from '#server/modules/calendar/find-slots.ts';
import { idOf, type SalonId, type ServiceId } from '#server/platform/ids.schema.ts';
import { testDatabase } from '#server/testing/database.ts';
import { checkInvariants, checkSettled } from '#server/testing/invariants.ts';
import { seed } from './seed.ts';

const database = await testDatabase();
const { prisma, pool } = database;

async function seedAt(now: Date): Promise<void> {
  await database.empty();
  await seed(database.url, now);
}

describe.each([
  ['on a Wednesday afternoon', new Date('2026-06-03T14:20:00+02:00')],
  ['on a Saturday, hours before the clocks change', new Date('2026-10-24T23:30:00+02:00')],
  ['before Christmas', new Date('2026-12-22T07:15:00+01:00')],
])('seeded %s', (_when, now) => {
  beforeAll(() => seedAt(now), 60_000);

  test('every rule holds and nothing is overdue', async () => {
    await expect(checkInvariants(pool)).resolves.toBeUndefined();
    await expect(checkSettled(pool, now)).resolves.toBeUndefined();
    expect(await prisma.message.count({ where: { status: { in: ['queued', 'sending'] } } })).toBe(0);
  });

  test('there is something of everything', async () => {
    const entries = await prisma.waitlistEntry.groupBy({ by: ['status'], orderBy: { status: 'asc' } });
    const bookings = await prisma.booking.groupBy({ by: ['status'], orderBy: { status: 'asc' } });
    const openings = await prisma.opening.groupBy({ by: ['status'], orderBy: { status: 'asc' } });

    expect(entries.map(({ status }) => status).join(' ')).toBe(
      'booked cancelled cooldown expired notified waiting',
    );
    expect(bookings.map(({ status }) => status).join(' ')).toBe('cancelled completed confirmed no_show');
    expect(openings.map(({ status }) => status).join(' ')).toBe('exhausted filled open withdrawn');
    // Those whose stories are told; the weeks before that have more.
    const lately = new Date(now.getTime() - 9 * 24 * 60 * 60_000);
    expect(await prisma.waitlistEntry.count({ where: { createdAt: { gt: lately } } })).toBe(30);
    expect(await prisma.opening.count({ where: { createdAt: { lt: lately } } })).toBeGreaterThan(50);
  });

  test('the trail is in the order in which it happened', async () => {
    const trail = await prisma.auditEvent.findMany({ orderBy: { id: 'asc' }, select: { occurredAt: true } });
    const times = trail.map(({ occurredAt }) => occurredAt.getTime());
    expect(times.length).toBeGreaterThan(10);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('nobody can be reached by accident', async () => {
    const messages = await prisma.message.findMany({ select: { recipient: true } });
    const customers = await prisma.customer.findMany({ select: { phone: true, email: true } });
    const contacts = [
      ...messages.map(({ recipient }) => recipient),
      ...customers.flatMap(({ phone, email }) => [phone, email]),
    ];

    const reachable = contacts.filter(
      (contact) => contact && !/^\+4749\d{6}$|@example\.(com|org|net)$/.test(contact),
    );
    expect(reachable).toEqual([]);
  });
});

describe('on an ordinary Wednesday', () => {
  const now = new Date('2026-06-03T14:20:00+02:00');
  beforeAll(() => seedAt(now), 60_000);

  test('the coming Saturday is full, and another day is not', async () => {
    const salons = await prisma.salon.findMany({ include: { services: true } });
    const freeOn = async (from: string) => {
      const requests = salons.flatMap(({ id, services }) =>
        services.map((service) => ({
          salonId: idOf<SalonId>(id),
          serviceIds: [idOf<ServiceId>(service.id)],
        })),
      );
      const found = await Promise.all(
        requests.map((request) => findSlots(prisma, { ...request, from, days: 1, now, audience: 'public' })),
      );
      return found.flatMap(({ days }) => days.flatMap(({ slots }) => slots)).length;
    };

    expect(await freeOn('2026-06-06')).toBe(0);
    expect(await freeOn('2026-06-10')).toBeGreaterThan(20);
  });

  test('the same moment gives the same people, times and histories', { timeout: 60_000 }, async () => {
    const look = async () => {
      const { rows } = await pool.query<{ line: string }>(`
        SELECT concat_ws(' ', b.status, b.starts_at, b.created_at, k.name, k.phone, k.email) AS line
        FROM bookings b JOIN customers k ON k.id = b.customer_id
        UNION ALL
        SELECT concat_ws(' ', e.status, e.customer_name, v.reason, v.occurred_at)
        FROM waitlist_lifecycle_events v JOIN waitlist_entries e ON e.id = v.waitlist_entry_id
        ORDER BY line`);
      return rows.map(({ line }) => line);
    };
    const first = await look();
    await seedAt(now);

    expect(first.length).toBeGreaterThan(500);
    expect(await look()).toEqual(first);
  });
});
