import { beforeEach, describe, expect, test } from 'vitest';
import { sqlState } from '#server/platform/sql-state.ts';
import { minutesAfter, testStart } from '../clock.ts';
import { testDeps } from '../deps.ts';
import { makeEmployee, makeSalon, makeService, type TestSalon, type TestService } from '../factories.ts';
import {
  makeEntry,
  makeOffer,
  makeOpening,
  moveEntry,
  type EntryChange,
  type TestEntry,
} from '../waitlist-factories.ts';

// The columns of an entry that depend on its state, which the database checks, and its history, which the database writes.

const deps = await testDeps();
const { db } = deps;
const now = new Date(testStart);
const later = minutesAfter(now, 60);

let salon: TestSalon;
let service: TestService;
let entry: TestEntry;
beforeEach(async () => {
  await deps.reset();
  salon = await makeSalon(db);
  service = await makeService(db, salon);
  entry = await makeEntry(db, { salon, service, now });
});

const stateOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', sqlState);
const move = (reason: EntryChange['reason'], set: EntryChange['set'], at = now) =>
  stateOf(moveEntry(db, entry, { reason, set, now: at }));
const refused = '23514';

describe('a notified entry', () => {
  const notify = (notified_at: Date | null, expires_at: Date | null) =>
    move('slot_matched', { status: 'notified', notified_at, expires_at });

  test.each([
    ['was told at another time', minutesAfter(now, -1), later],
    ['was never told', null, later],
    ['has no end', now, null],
    ['has ended already', now, now],
  ])('is refused that %s', async (_what, notifiedAt, expiresAt) => {
    expect(await notify(notifiedAt, expiresAt)).toBe(refused);
  });

  test('gives up its end when it leaves', async () => {
    const employee = await makeEmployee(db, salon, { services: [service] });
    const opening = await makeOpening(db, { employee, startsAt: '2026-06-03T10:00+02:00' });
    await makeOffer(db, { opening, entry, now });

    expect(await move('offer_withdrawn', { status: 'waiting' })).toBe(refused);
  });
});

describe('a cooldown', () => {
  const pause = (reason: string | null, until: Date | null) =>
    move('paused', { status: 'cooldown', cooldown_reason: reason, cooldown_until: until });

  test('is refused without a reason', async () => expect(await pause(null, later)).toBe(refused));
  test('is refused with another reason than the event has', async () =>
    expect(await pause('offer_declined', later)).toBe(refused));
  test('is refused when it would have passed', async () =>
    expect(await pause('paused', minutesAfter(now, -1))).toBe(refused));
  test('may be a pause without an end', async () => expect(await pause('paused', null)).toBe('done'));

  test('has not elapsed before its time', async () => {
    await pause('paused', later);
    const wake = { status: 'waiting', cooldown_reason: null, cooldown_until: null };
    expect(await move('cooldown_elapsed', wake, minutesAfter(later, -1))).toBe(refused);
    expect(await move('cooldown_elapsed', wake, later)).toBe('done');
  });

  test('never elapses by itself when it has no end', async () => {
    await pause('paused', null);
    const wake = { status: 'waiting', cooldown_reason: null };
    expect(await move('cooldown_elapsed', wake, later)).toBe(refused);
    expect(await move('reactivated_by_staff', wake, later)).toBe('done');
  });

  test('leaves nothing behind', async () => {
    await pause('paused', later);
    expect(await move('reactivated_by_staff', { status: 'waiting' }, later)).toBe(refused);
  });
});

describe('other columns', () => {
  test('an override has its reason', async () => {
    expect(await move('priority_override_set', { priority_override_score: 5 })).toBe(refused);
    expect(
      await move('priority_override_set', { priority_override_score: 5, priority_override_reason: 'why' }),
    ).toBe('done');
  });

  test('a changed wish says when, and why', async () => {
    expect(await move('preferences_changed', { flex_window_minutes: 60 })).toBe(refused);
    expect(
      await move('preferences_changed', { flex_window_minutes: 60, wish_changed_at: later }, later),
    ).toBe('done');
  });

  test('only a final entry is removed', async () => {
    expect(await move('cancelled_by_staff', { removed_at: now })).toBe(refused);
    expect(await move('cancelled_by_staff', { status: 'cancelled', removed_at: now })).toBe('done');
    await db.waitlistEntry.updateMany({ data: { removedAt: null } });
  });

  test('a booked entry has its booking', async () => {
    const employee = await makeEmployee(db, salon, { services: [service] });
    const opening = await makeOpening(db, { employee, startsAt: '2026-06-03T10:00+02:00' });
    await makeOffer(db, { opening, entry, now });
    expect(await move('claim_accepted', { status: 'booked', expires_at: null })).toBe(refused);
  });
});

describe('the history of an entry', () => {
  const events = () => db.lifecycleEvent.findMany({ orderBy: { sequence: 'asc' } });

  test('is written by the database, with reason, actor, facts and time', async () => {
    await deps.inTransaction(async ({ db: tx }) => {
      await tx.$executeRaw`SELECT set_lifecycle_context('paused', 'user', ${salon.id}, '{"until": null}', ${later}::timestamptz)`;
      await tx.waitlistEntry.updateMany({
        data: { status: 'cooldown', cooldownReason: 'paused', updatedAt: later },
      });
    });

    expect(await events()).toMatchObject([
      {
        sequence: 1,
        fromStatus: null,
        toStatus: 'waiting',
        reason: 'created_public',
        actorType: 'customer',
        occurredAt: now,
      },
      {
        sequence: 2,
        fromStatus: 'waiting',
        toStatus: 'cooldown',
        reason: 'paused',
        actorType: 'user',
        actorId: salon.id,
        metadata: { until: null },
        occurredAt: later,
      },
    ]);
  });

  test('nobody changes an entry without saying why', async () => {
    const change = db.waitlistEntry.updateMany({ data: { status: 'cancelled', updatedAt: now } });
    expect(await stateOf(change)).toBe(refused);
    expect(await events()).toHaveLength(1);
  });

  test('a reason does not outlive its transaction', async () => {
    await move('paused', { status: 'cooldown', cooldown_reason: 'paused' });
    const { rows } = await deps.database.pool.query(
      `SELECT nullif(current_setting('ledig.reason', true), '') AS reason`,
    );
    expect(rows).toEqual([{ reason: null }]);
  });

  test('cannot be rewritten', async () => {
    expect(await stateOf(db.lifecycleEvent.updateMany({ data: { reason: 'slot_matched' } }))).toBe(refused);
  });

  test('has no gaps, whatever somebody writes into the count', async () => {
    await db.waitlistEntry.updateMany({ data: { eventCount: 7 } });
    await move('paused', { status: 'cooldown', cooldown_reason: 'paused' });
    expect((await events()).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test('has nothing of a change that was rolled back', async () => {
    await deps
      .inTransaction(async ({ db: tx }) => {
        await moveEntry(tx, entry, { reason: 'left_by_customer', now, set: { status: 'cancelled' } });
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await events()).toHaveLength(1);
  });

  test('does not grow when nothing of note changes', async () => {
    await db.waitlistEntry.updateMany({ data: { notes: 'Ringer etter fem', updatedAt: later } });
    expect(await events()).toHaveLength(1);
  });
});
