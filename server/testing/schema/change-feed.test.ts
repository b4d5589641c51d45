import { beforeEach, expect, test, vi } from 'vitest';
import { testDeps } from '../deps.ts';
import { makeBooking, makeCustomer, makeEmployee, makeSalon, makeService } from '../factories.ts';
import { makeEntry, makeOpening, moveEntry } from '../waitlist-factories.ts';

const deps = await testDeps();
const { db } = deps;
const { pool } = deps.database;
beforeEach(() => deps.reset());

interface Change {
  what: string;
  row_id: string;
  salon_id: string;
}

async function feed(): Promise<Change[]> {
  const { rows } = await pool.query<Change>(
    `SELECT table_name || ' ' || event_type AS what, row_id, salon_id FROM change_events ORDER BY id`,
  );
  return rows;
}

async function world() {
  const salon = await makeSalon(db);
  const service = await makeService(db, salon);
  const employee = await makeEmployee(db, salon, { services: [service] });
  await db.changeEvent.deleteMany();
  return { salon, service, employee };
}

test('what happens to bookings, openings and entries stands in the feed, by ids alone', async () => {
  const { salon, service, employee } = await world();
  const booking = await makeBooking(db, {
    salon,
    employee,
    services: [service],
    startsAt: '2026-06-03T10:00+02:00',
  });
  const opening = await makeOpening(db, { employee, startsAt: '2026-06-04T10:00+02:00' });
  const entry = await makeEntry(db, { salon, service });
  await moveEntry(db, entry, {
    reason: 'left_by_customer',
    now: deps.clock.now(),
    set: { status: 'cancelled' },
  });

  const salon_id = salon.id;
  expect(await feed()).toEqual([
    { what: 'bookings INSERT', row_id: booking.id, salon_id },
    { what: 'openings INSERT', row_id: opening.id, salon_id },
    { what: 'waitlist_entries INSERT', row_id: entry.id, salon_id },
    { what: 'waitlist_entries UPDATE', row_id: entry.id, salon_id },
  ]);
});

test('an entry that staff remove from their lists is gone for those who watch', async () => {
  const { salon, service } = await world();
  const entry = await makeEntry(db, { salon, service });
  await moveEntry(db, entry, {
    reason: 'left_by_customer',
    now: deps.clock.now(),
    set: { status: 'cancelled' },
  });
  await db.waitlistEntry.updateMany({ data: { removedAt: deps.clock.now() } });

  expect((await feed()).map(({ what }) => what).at(-1)).toBe('waitlist_entries DELETE');
});

test('a deleted row is in the feed as well', async () => {
  const { employee } = await world();
  await makeOpening(db, { employee, startsAt: '2026-06-04T10:00+02:00' });
  await db.opening.deleteMany();

  expect((await feed()).map(({ what }) => what)).toEqual(['openings INSERT', 'openings DELETE']);
});

test('who works when stands there too, under the salon that it is about, and what became of a message', async () => {
  const { salon, employee } = await world();
  const timeOff = await db.timeOff.create({
    data: {
      employeeId: employee.id,
      startsAt: new Date('2026-06-20T10:00Z'),
      endsAt: new Date('2026-06-21T10:00Z'),
      createdAt: deps.clock.now(),
    },
  });
  await db.timeOff.deleteMany();
  await db.workingHours.deleteMany({ where: { weekday: { not: 1 } } });
  await db.employee.update({ where: { id: employee.id }, data: { title: 'Lærling' } });
  const customer = await makeCustomer(db, salon);
  const message = await db.message.create({
    data: {
      salonId: salon.id,
      customerId: customer.id,
      channel: 'sms',
      template: 'booking_confirmed',
      locale: 'nb',
      recipient: '+4790011222',
      linkVersion: 1,
      status: 'queued',
      idempotencyKey: 'once',
      createdAt: deps.clock.now(),
    },
  });
  await db.message.update({ where: { id: message.id }, data: { status: 'sent' } });
  await db.message.update({ where: { id: message.id }, data: { attempts: 2 } });

  const seen = await feed();
  const told = ['time_off INSERT', 'time_off DELETE', 'employees UPDATE', 'messages UPDATE'];
  expect(seen.filter(({ what }) => what !== 'working_hours DELETE').map(({ what }) => what)).toEqual(told);
  expect(seen.filter(({ what }) => what === 'working_hours DELETE')).toHaveLength(5);
  expect(seen[0]).toMatchObject({ row_id: timeOff.id });
  expect(new Set(seen.map(({ salon_id }) => salon_id))).toEqual(new Set([salon.id]));
});

test('what was rolled back never stood there', async () => {
  const { salon, service } = await world();
  await db
    .$transaction(async (tx) => {
      await makeEntry(tx, { salon, service });
      throw new Error('no');
    })
    .catch(() => undefined);

  expect(await feed()).toEqual([]);
});

test('a reader who goes by transactions misses none that commits late', async () => {
  const { salon, service } = await world();
  const visible = async () => {
    const { rows } = await pool.query<{ row_id: string }>(
      'SELECT row_id FROM change_events WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY id',
    );
    return rows.map(({ row_id }) => row_id);
  };

  const slow = await pool.connect();
  await slow.query('BEGIN');
  await slow.query(
    `INSERT INTO change_events (table_name, event_type, row_id, salon_id) VALUES ('bookings', 'INSERT', $1, $1)`,
    [salon.id],
  );
  const quick = await makeEntry(db, { salon, service });
  // The later change has committed, but the earlier one has not: a reader who took it now would go past the other for ever.
  expect(await visible()).toEqual([]);
  await slow.query('COMMIT');
  slow.release();
  // What runs in other databases of the server holds the reader back as well, for as long as it runs.
  await vi.waitFor(async () => expect(await visible()).toEqual([salon.id, quick.id]), 15_000);
});
