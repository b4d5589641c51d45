import { beforeAll, expect, test } from 'vitest';
import { lifecycleReasons } from '#server/modules/waitlist/waitlist.schema.ts';
import { testDatabase } from '../database.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '../factories.ts';
import { makeEntry } from '../waitlist-factories.ts';

const database = await testDatabase();

/** From, to, and the reasons for which an entry may go there; a dash is the creation. What is not here is refused. */
const allowed = `
  -         waiting    created_public created_dashboard accept_undone
  waiting   notified   slot_matched manual_notify
  waiting   cooldown   paused
  waiting   expired    window_passed
  waiting   cancelled  cancelled_by_staff left_by_customer
  notified  booked     claim_accepted converted_by_staff
  notified  cooldown   offer_declined offer_timed_out unreachable
  notified  expired    offer_timed_out_final
  notified  waiting    offer_withdrawn message_trouble
  notified  cancelled  cancelled_by_staff left_by_customer
  cooldown  waiting    cooldown_elapsed reactivated_by_staff resumed_by_customer
  cooldown  expired    window_passed
  cooldown  cancelled  cancelled_by_staff left_by_customer
  waiting   waiting    priority_override_set priority_override_cleared preferences_changed
  notified  notified   priority_override_set priority_override_cleared reminder_sent
  cooldown  cooldown   priority_override_set priority_override_cleared preferences_changed
`
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [from, to, ...reasons] = line.trim().split(/\s+/);
    return reasons.map((reason) => `${from} -> ${to} (${reason})`);
  })
  .toSorted();

beforeAll(async () => {
  const { prisma } = database;
  const salon = await makeSalon(prisma);
  const service = await makeService(prisma, salon);
  const employee = await makeEmployee(prisma, salon, { services: [service] });
  await makeBooking(prisma, { salon, employee, services: [service], startsAt: '2026-06-02T10:00+02:00' });
  await makeEntry(prisma, { salon, service });
});

/** Every from x to x reason, each with columns that fit the new state, in a transaction that is undone. */
const tryAll = `
  DO $$
  DECLARE
    v_now timestamptz := '2026-06-01T12:00+02:00';
    v_from text;
    v_to text;
    v_reason text;
    v_entry waitlist_entries;
    v_model waitlist_entries;
  BEGIN
    CREATE TEMP TABLE gone_through (line text) ON COMMIT DROP;
    SELECT * INTO v_model FROM waitlist_entries;
    v_model.priority_override_score := 5;
    v_model.priority_override_reason := 'because';

    FOREACH v_from IN ARRAY '{-,waiting,notified,cooldown,booked,expired,cancelled}'::text[] LOOP
      v_entry := v_model;
      v_entry.id := gen_random_uuid();
      IF v_from <> '-' THEN
        v_entry.status := v_from;
        v_entry.notified_at := CASE v_from WHEN 'notified' THEN v_now - interval '5 minutes' END;
        v_entry.expires_at := CASE v_from WHEN 'notified' THEN v_now + interval '5 minutes' END;
        v_entry.cooldown_until := CASE v_from WHEN 'cooldown' THEN v_now - interval '1 minute' END;
        v_entry.cooldown_reason := CASE v_from WHEN 'cooldown' THEN 'paused' END;
        v_entry.booking_id := CASE v_from WHEN 'booked' THEN (SELECT id FROM bookings) END;
        SET LOCAL session_replication_role = replica;
        INSERT INTO waitlist_entries SELECT v_entry.*;
        SET LOCAL session_replication_role = origin;
      END IF;

      FOREACH v_to IN ARRAY '{waiting,notified,cooldown,booked,expired,cancelled}'::text[] LOOP
        FOREACH v_reason IN ARRAY $1 LOOP
          BEGIN
            PERFORM set_lifecycle_context(v_reason, 'system', NULL, '{}', v_now);
            v_entry.status := v_to;
            v_entry.notified_at := CASE v_to WHEN 'notified' THEN v_now END;
            v_entry.expires_at := CASE v_to WHEN 'notified' THEN v_now + interval '10 minutes' END;
            v_entry.cooldown_until := CASE v_to WHEN 'cooldown' THEN v_now + interval '1 hour' END;
            v_entry.cooldown_reason := CASE WHEN v_to <> 'cooldown' THEN NULL
              WHEN v_reason IN ('offer_declined', 'offer_timed_out', 'unreachable') THEN v_reason ELSE 'paused' END;
            v_entry.booking_id := CASE v_to WHEN 'booked' THEN (SELECT id FROM bookings) END;
            IF v_from = '-' THEN
              INSERT INTO waitlist_entries SELECT v_entry.*;
            ELSE
              UPDATE waitlist_entries SET
                status = v_entry.status, notified_at = v_entry.notified_at, expires_at = v_entry.expires_at,
                cooldown_until = v_entry.cooldown_until, cooldown_reason = v_entry.cooldown_reason, booking_id = v_entry.booking_id,
                priority_override_score = CASE v_reason WHEN 'priority_override_set' THEN 6 WHEN 'priority_override_cleared' THEN NULL ELSE 5 END,
                priority_override_reason = CASE v_reason WHEN 'priority_override_cleared' THEN NULL ELSE 'because' END,
                wish_changed_at = CASE v_reason WHEN 'preferences_changed' THEN v_now ELSE wish_changed_at END,
                reminded_at = CASE v_reason WHEN 'reminder_sent' THEN v_now END
              WHERE id = v_entry.id;
            END IF;
            -- An update that changes nothing of note leaves no event, and is none of these.
            IF EXISTS (
              SELECT FROM waitlist_lifecycle_events
              WHERE waitlist_entry_id = v_entry.id AND reason = v_reason AND to_status = v_to AND coalesce(from_status, '-') = v_from
            ) THEN
              RAISE EXCEPTION 'gone through' USING ERRCODE = 'LE001';
            END IF;
          EXCEPTION
            WHEN SQLSTATE 'LE001' THEN
              INSERT INTO gone_through VALUES (format('%s -> %s (%s)', v_from, v_to, v_reason));
            WHEN check_violation THEN
              NULL;
          END;
        END LOOP;
      END LOOP;
    END LOOP;
  END $$`;

test('the database lets through every transition that there is, and no other', async () => {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    const reasons = lifecycleReasons.map((reason) => `'${reason}'`).join(', ');
    await client.query(tryAll.replace('$1', `ARRAY[${reasons}]`));
    const { rows } = await client.query<{ line: string }>('SELECT line FROM gone_through');
    expect(rows.map(({ line }) => line).toSorted()).toEqual(allowed);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});

test('the table that operators can read says the same', async () => {
  const { rows } = await database.pool.query<{ line: string }>(`
    SELECT format('%s -> %s (%s)', coalesce(nullif(from_status, ''), '-'), to_status, reason) AS line FROM waitlist_transitions`);
  expect(rows.map(({ line }) => line).toSorted()).toEqual(allowed);
});
