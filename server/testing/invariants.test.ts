import { beforeEach, describe, expect, test } from 'vitest';
import { hashToken } from '#server/platform/crypto.ts';
import { minutesAfter, testStart } from './clock.ts';
import { testDeps } from './deps.ts';
import { makeBooking, makeCustomer, makeEmployee, makeSalon, makeService } from './factories.ts';
import { checkInvariants, checkSettled, invariants, settled } from './invariants.ts';
import { makeEntry, makeOffer, makeOpening, moveEntry } from './waitlist-factories.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(async () => {
  await deps.reset();
  await makeWorld();
});

/** One of everything: a booking; an entry that waits; one that was offered an opening; one that accepted another. */
async function makeWorld() {
  const salon = await makeSalon(db);
  const service = await makeService(db, salon);
  const employee = await makeEmployee(db, salon, { services: [service] });
  const booking = { salon, employee, services: [service] };
  await makeBooking(db, { ...booking, startsAt: '2026-06-03T10:00+02:00' });
  await makeEntry(db, { salon, service, employees: [employee] });

  const asked = await makeEntry(db, { salon, service });
  const open = await makeOpening(db, { employee, startsAt: '2026-06-04T10:00+02:00' });
  await makeOffer(db, { opening: open, entry: asked });

  const quick = await makeEntry(db, { salon, service });
  const filled = await makeOpening(db, { employee, startsAt: '2026-06-05T10:00+02:00' });
  const offer = await makeOffer(db, { opening: filled, entry: quick });
  await db.$queryRaw`
    SELECT outcome FROM claim_waitlist_offer_atomic(${hashToken(offer.token)}, 'accept', 'web', ${minutesAfter(testStart, 1)})`;
}

/** Statements that break one rule each. What the database itself would refuse is let through meanwhile. */
const plants: Record<string, string> = {
  'no two items of one calendar overlap, unless staff overbooked it on purpose': `
    INSERT INTO calendar_items (calendar_id, kind, starts_at, ends_at)
    SELECT calendar_id, kind, starts_at + interval '30 minutes', ends_at FROM calendar_items LIMIT 1`,
  'a calendar item takes time': `
    INSERT INTO calendar_items (calendar_id, kind, starts_at, ends_at) SELECT id, 'hold', '2026-07-01', '2026-07-01' FROM calendars`,
  'a booking that is not cancelled takes its time of the calendar, buffers included; a cancelled one takes none': `
    UPDATE booking_items SET buffer_after_minutes = 5`,
  'a booking lasts from its first item to its last': `UPDATE bookings SET ends_at = ends_at + interval '1 minute'`,
  'an opening is open exactly while it has a hold': `DELETE FROM calendar_items WHERE kind = 'hold'`,
  'a hold covers what came free and what each pending offer needs': `
    UPDATE waitlist_offers SET range_end = range_end + interval '5 minutes' WHERE status = 'pending'`,
  'there is one open opening at most for each start of a calendar': `
    UPDATE openings SET status = 'open', starts_at = '2026-06-04T10:00+02:00'`,
  'an opening is filled exactly when one of its offers was accepted': `
    UPDATE openings SET status = 'exhausted' WHERE status = 'filled'`,
  'only an open opening has pending offers, and not more than at once': `UPDATE waitlist_offers SET batch_position = 2`,
  'the offers of an opening are counted': `UPDATE openings SET offers_made = 2`,
  'a slot is offered to one entry at a time for each place of its batch': `
    UPDATE waitlist_offers SET status = 'pending', slot_start = '2026-06-04T10:00+02:00'`,
  'an entry is notified exactly while it has one pending offer, and until that offer runs out': `
    UPDATE waitlist_offers SET token_expires_at = token_expires_at + interval '1 second' WHERE status = 'pending'`,
  'no job asks anybody about time before the change that freed it has settled': `
    UPDATE waitlist_lifecycle_events SET actor_type = 'job';
    UPDATE openings SET settles_at = created_at + interval '1 minute'`,
  'no offer outlives the beginning of its slot': `
    UPDATE waitlist_offers SET token_expires_at = slot_start + interval '1 second' WHERE status = 'accepted'`,
  'no offer is accepted once it has run out': `
    UPDATE waitlist_offers SET responded_at = token_expires_at WHERE status = 'accepted'`,
  'who accepted an offer is booked as it says': `
    UPDATE waitlist_entries SET booking_id = (SELECT id FROM bookings WHERE source = 'public') WHERE status = 'booked'`,
  'the booking of an accept that was undone is cancelled': `
    UPDATE waitlist_offers SET undone_at = responded_at WHERE status = 'accepted'`,
  'nobody is offered the same slot again, unless it was taken back or staff asked again': `
    INSERT INTO waitlist_offers
    SELECT (f).* FROM (
      SELECT jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'status', 'declined', 'token_hash', 'x')) AS f
      FROM waitlist_offers o WHERE status = 'pending'
    ) AS copied`,
  'an offer is of the salon, the employee and the calendar of its opening, and of the salon of its entry': `
    UPDATE waitlist_offers SET salon_id = gen_random_uuid()`,
  'an entry is booked exactly when it has a booking': `UPDATE waitlist_entries SET booking_id = NULL`,
  'the events of an entry are numbered without gaps, each begins where the one before ended, and the last one is its status': `
    DELETE FROM waitlist_lifecycle_events WHERE sequence = 2 AND waitlist_entry_id IN (
      SELECT id FROM waitlist_entries WHERE status = 'booked')`,
  'a wish goes on after an accept that was undone, and only then, with the place that it had': `
    UPDATE waitlist_entries SET continues_entry_id = (SELECT id FROM waitlist_entries WHERE status = 'booked') WHERE status = 'waiting'`,
  'each event is a transition that there is': `
    UPDATE waitlist_lifecycle_events SET reason = 'offer_declined' WHERE reason = 'slot_matched'`,
  'time does not run backwards in the history of an entry': `
    UPDATE waitlist_lifecycle_events SET occurred_at = '2000-01-01' WHERE sequence = 2`,
  'an entry has windows, knows its last date, and names its employee when that is one': `
    UPDATE waitlist_entries SET employee_id = NULL`,
  'a booking, its items, their calendars and services are of one salon, whose organisation knows the customer': `
    UPDATE services SET salon_id = gen_random_uuid()`,
  'an entry wants a service of its salon, whose organisation knows the customer': `
    UPDATE customers SET organisation_id = gen_random_uuid()`,
  'names and contacts are in customers, entries and messages, and nowhere else': `
    UPDATE waitlist_lifecycle_events SET metadata = jsonb_build_object('who', jsonb_build_array((SELECT min(name) FROM customers)))`,
  'an erased customer has left nothing behind, and has nothing to come': `
    UPDATE customers SET erased_at = '2026-07-01', email = NULL, email_key = NULL, phone = NULL`,
  'who was merged into another customer has nothing left of their own, and that one was not merged further': `
    UPDATE customers k SET merged_into_id = (SELECT min(o.id::text)::uuid FROM customers o WHERE o.id <> k.id),
      name = '', email = NULL, email_key = NULL, phone = NULL`,
  'what a salon has used of a month is what its messages have taken of it': `
    INSERT INTO sms_usage (salon_id, month, segments_included, segments_used) SELECT id, '2026-06-01', 100, 1 FROM salons`,
  'only what went out, or may have, takes of the month': `
    INSERT INTO messages (salon_id, channel, template, locale, recipient, status, idempotency_key, created_at, reserved_month, reserved_segments)
    SELECT id, 'sms', 'offer', 'nb', '+4741234567', 'queued', 'planted', '2026-06-01', '2026-06-01', 1 FROM salons`,
  'nobody uses more of a month than the hard cap that stood all month': `
    INSERT INTO sms_usage (salon_id, month, segments_included, segments_used, hard_cap) SELECT id, '2026-06-01', 100, 11, 10 FROM salons`,
};

/** Runs it in a transaction that never commits, in which the database refuses nothing. */
async function whereAnythingGoes(
  plant: string,
  look: (client: Parameters<typeof checkInvariants>[0]) => Promise<void>,
): Promise<void> {
  const client = await deps.database.pool.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    await client.query(`
      DO $$
      DECLARE
        guard record;
      BEGIN
        FOR guard IN
          SELECT conrelid::regclass AS place, conname AS name FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'x')
        LOOP
          EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', guard.place, guard.name);
        END LOOP;
        FOR guard IN
          SELECT indexrelid::regclass AS name FROM pg_index
          WHERE indisunique AND indpred IS NOT NULL AND indrelid::regclass::text IN ('openings', 'waitlist_offers')
        LOOP
          EXECUTE format('DROP INDEX %s', guard.name);
        END LOOP;
        ALTER TABLE calendar_items DROP CONSTRAINT IF EXISTS calendar_items_kind_check;
      END $$`);
    await client.query(plant);
    await look(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

test('a world made by the factories keeps every rule', async () => {
  await expect(checkInvariants(deps.database.pool)).resolves.toBeUndefined();
});

describe('what breaks a rule is found:', () => {
  test.each(invariants.map(({ holds }) => holds))('%s', async (holds) => {
    const plant = plants[holds];
    if (!plant) throw new Error('Nothing shows that this rule would notice.');
    await whereAnythingGoes(plant, async (client) => {
      await expect(checkInvariants(client)).rejects.toThrow(`- ${holds}: not so for `);
    });
  });

  test.each(['kari1@example.com', '+4740000001', 'kari@example.com rang'])('%s in a job', async (text) => {
    await deps.inTransaction((tx) => tx.enqueue('waitlist.sweep', { note: text }));
    await expect(checkInvariants(deps.database.pool)).rejects.toThrow('names and contacts');
    await deps.database.empty();
  });
});

describe('what is overdue is found:', () => {
  const overdue: Record<string, () => Promise<unknown>> = {
    'no offer is pending past its time': async () => undefined,
    'no entry cools down past its time': async () => {
      const salon = await makeSalon(db);
      const entry = await makeEntry(db, { salon, service: await makeService(db, salon) });
      await moveEntry(db, entry, {
        reason: 'paused',
        now: testStart,
        set: { status: 'cooldown', cooldown_reason: 'paused', cooldown_until: minutesAfter(testStart, 10) },
      });
    },
    'no entry waits for a time that has passed': async () => {
      const salon = await makeSalon(db);
      const service = await makeService(db, salon);
      await makeEntry(db, { salon, service, windows: [{ dateFrom: '2026-06-01', untilMinute: 610 }] });
    },
    'no opening is open that offers its time to nobody and waits for nothing': async () => {
      const salon = await makeSalon(db);
      const employee = await makeEmployee(db, salon);
      await makeOpening(db, { employee, startsAt: '2026-06-04T10:00+02:00' });
    },
  };

  test.each(settled.map(({ holds }) => holds))('%s', async (holds) => {
    await overdue[holds]?.();
    await expect(checkSettled(deps.database.pool, minutesAfter(testStart, 60))).rejects.toThrow(holds);
  });

  test('nothing is overdue before its time', async () => {
    await expect(checkSettled(deps.database.pool, minutesAfter(testStart, 1))).resolves.toBeUndefined();
  });
});

test('somebody’s name does not pass as a fact of a match', async () => {
  const salon = await makeSalon(db);
  const { name } = await makeCustomer(db, salon);
  await whereAnythingGoes(
    `INSERT INTO match_runs (opening_id, salon_id, ran_at, outcome, candidates, skipped)
     SELECT id, salon_id, created_at, 'nobody', '[]', jsonb_build_array(jsonb_build_object('who', '${name}')) FROM openings LIMIT 1`,
    async (client) => {
      await expect(checkInvariants(client)).rejects.toThrow('match run');
    },
  );
});
