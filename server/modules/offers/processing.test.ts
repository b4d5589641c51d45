import { beforeEach, describe, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { sweeps } from '#server/jobs/sweeps.ts';
import { hashToken } from '#server/platform/crypto.ts';
import { idOf, newId, type EntryId, type OfferId, type OpeningId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeOffer, makeOpening } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  comeFree,
  decline,
  historyOf,
  lastOffer,
  line,
  linkOf,
  openSalon,
  openingRow,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { expireDue, expireOffer } from './expire-offers.ts';
import { matchEntry } from './match-entry.ts';
import { matchOpening } from './match-opening.ts';
import { remindOffer } from './remind-offer.ts';
import { reportUnreachable } from './report-unreachable.ts';

const deps = await testDeps();

const { db } = deps;

const inbox = deps.providers;

beforeEach(async () => {
  await deps.reset();
  deps.providers = inbox;
});

const ten = '2026-06-02T10:00+02:00';

/** The first of two has an offer of Ida's time at ten, for a quarter of an hour. */
async function offered() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  return { ...world, first, second, openingId };
}

describe('a time-out', () => {
  test('happens just in time, and the next customer is asked at once', async () => {
    const { first, second } = await offered();
    deps.clock.advance(14.99);
    await deps.runJobs();
    expect(await statusOf(deps, first)).toBe('notified');
    deps.clock.advance(0.01);
    await deps.runJobs();
    expect(await statusesOf(deps, [first, second])).toEqual(['cooldown', 'notified']);
    expect(await historyOf(deps, first)).toEqual([
      'created_public',
      'slot_matched',
      'reminder_sent',
      'offer_timed_out',
    ]);
    const event = await db.lifecycleEvent.findFirstOrThrow({ where: { reason: 'offer_timed_out' } });
    expect(event.actorType).toBe('job');
  });

  test('is found by the sweep when its job was lost', async () => {
    const { first, second } = await offered();
    await deps.database.pool.query('DELETE FROM pgboss.job');
    deps.clock.advance(16);
    expect(await work(deps)).toMatchObject({ expiries: 1 });
    expect(await statusesOf(deps, [first, second])).toEqual(['cooldown', 'notified']);
  });

  test('from psql leaves the opening flagged, so that the sweep goes on with it', async () => {
    const { first, second, openingId } = await offered();
    await deps.database.pool.query('DELETE FROM pgboss.job');
    deps.clock.advance(15);
    const { rows } = await deps.database.pool.query(
      'SELECT waitlist_entry_id, opening_id, outcome, needs_match FROM expire_waitlist_entries(10, $1)',
      [deps.clock.now()],
    );
    expect(rows).toEqual([
      { waitlist_entry_id: first.id, opening_id: openingId, outcome: 'cooldown', needs_match: true },
    ]);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'open', needsMatch: true });
    expect(await work(deps)).toMatchObject({ openings: 1 });
    expect(await statusOf(deps, second)).toBe('notified');
  });

  test('and a claim from psql: the opening that a decline frees is found by the sweep likewise', async () => {
    const { first, second, openingId } = await offered();
    await deps.database.pool.query('DELETE FROM pgboss.job');
    const { rows } = await deps.database.pool.query(
      "SELECT outcome, needs_match FROM claim_waitlist_offer_atomic($1, 'decline', 'sms', $2)",
      [hashToken(await linkOf(deps, first)), deps.clock.now()],
    );
    expect(rows).toEqual([{ outcome: 'declined', needs_match: true }]);
    expect(await openingRow(deps, openingId)).toMatchObject({ needsMatch: true });
    await work(deps);
    expect(await statusOf(deps, second)).toBe('notified');
    expect(await lastOffer(deps, first)).toMatchObject({ responseChannel: 'sms' });
  });

  test('a claim with an action that there is not is refused, and changes nothing', async () => {
    const { first } = await offered();
    await expect(
      deps.database.pool.query("SELECT * FROM claim_waitlist_offer_atomic($1, 'maybe', 'web', now())", [
        hashToken(await linkOf(deps, first)),
      ]),
    ).rejects.toThrow(/unknown action/);
    expect(await statusOf(deps, first)).toBe('notified');
  });
});

describe('the processor', () => {
  test('runs ten times at once: the same as once', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entries = await line(deps, { salon, service: cut }, {}, {}, {}, {}, {}, {});
    for (const hour of ['10', '11', '12']) {
      await comeFree(deps, {
        salon,
        employee: ida,
        services: [cut],
        startsAt: `2026-06-02T${hour}:00+02:00`,
      });
    }
    await deps.runJobs();
    deps.clock.advance(5);
    await Promise.all(Array.from({ length: 10 }, () => runSweep(deps, sweeps)));
    expect(await db.lifecycleEvent.count({ where: { reason: 'reminder_sent' } })).toBe(3);
    expect(await db.offer.count({ where: { linkVersion: 2 } })).toBe(3);
    deps.clock.advance(10);
    await Promise.all(Array.from({ length: 10 }, () => runSweep(deps, sweeps)));
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual([
      'cooldown',
      'cooldown',
      'cooldown',
      'notified',
      'notified',
      'notified',
    ]);
    expect(await db.offer.count()).toBe(6);
    deps.clock.advance(60);
    await Promise.all(Array.from({ length: 10 }, () => runSweep(deps, sweeps)));
    await deps.runJobs();
    expect(await db.lifecycleEvent.count({ where: { reason: 'cooldown_elapsed' } })).toBe(3);
    expect(deps.logged).toEqual([]);
  });

  test('is stopped by no broken row: the rest of the batch is dealt with, and the row says what is wrong', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entries = await line(deps, { salon, service: cut }, {}, {}, {});
    for (const hour of ['10', '11', '12']) {
      await comeFree(deps, {
        salon,
        employee: ida,
        services: [cut],
        startsAt: `2026-06-02T${hour}:00+02:00`,
      });
    }
    await deps.runJobs();
    const [, broken] = entries;
    await breakEntry(broken.id);
    deps.clock.advance(15);
    const counts = await runSweep(deps, sweeps);
    expect(counts).toMatchObject({ expiries: 2 });
    expect(await statusesOf(deps, entries)).toEqual(['cooldown', 'notified', 'cooldown']);
    expect((await lastOffer(deps, broken)).lastError).toContain('broken on purpose');
    expect(deps.logged).toMatchObject([{ failed: 1 }]);
    await mendEntries();
    expect(await runSweep(deps, sweeps)).toMatchObject({ expiries: 1 });
    expect(await statusOf(deps, broken)).toBe('cooldown');
  });

  test('is stopped by no broken row among a hundred others in front of it', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [broken, sound] = await line(deps, { salon, service: cut }, {}, {});
    const openings = [
      await makeOpening(db, { employee: ida, startsAt: '2026-06-03T10:00+02:00' }),
      await makeOpening(db, { employee: ida, startsAt: '2026-06-03T12:00+02:00' }),
    ] as const;
    await makeOffer(db, { opening: openings[0], entry: broken });
    await makeOffer(db, { opening: openings[1], entry: sound, now: deps.clock.advance(1) });
    await breakEntry(broken.id);
    deps.clock.advance(15);
    const { rows } = await deps.database.pool.query(
      'SELECT outcome FROM expire_waitlist_entries(1, $1) UNION ALL SELECT outcome FROM expire_waitlist_entries(1, $1)',
      [deps.clock.now()],
    );
    expect(rows).toEqual([{ outcome: 'error' }, { outcome: 'cooldown' }]);
    expect(await statusesOf(deps, [broken, sound])).toEqual(['notified', 'cooldown']);
    await mendEntries();
  });

  test('an offer that is answered between the sweep’s read and its write stays answered', async () => {
    const { first } = await offered();
    deps.clock.advance(14);
    await accept(deps, first);
    const { id } = await lastOffer(deps, first);
    deps.clock.advance(2);
    // The sweep had read it as due: what it then calls must look again.
    await expireOffer(deps, idOf<OfferId>(id));
    const { rows } = await deps.database.pool.query<{ status: string | null }>(
      "SELECT miss_offer($1, 'expired', NULL, $2) AS status",
      [id, deps.clock.now()],
    );
    expect(rows).toEqual([{ status: null }]);
    expect(await statusOf(deps, first)).toBe('booked');
  });

  test('jobs that run twice, late, or after their row is gone change nothing and throw nothing', async () => {
    const { first, second, openingId } = await offered();
    const { id } = await lastOffer(deps, first);
    await accept(deps, first);
    await deps.runJobs();
    const offer = idOf<OfferId>(id);
    for (const gone of [false, true]) {
      const offerId = gone ? newId<OfferId>() : offer;
      expect(await matchOpening(deps, { openingId: gone ? newId<OpeningId>() : openingId })).toBeNull();
      await expireOffer(deps, offerId);
      expect(await remindOffer(deps, offerId)).toBe(false);
      await reportUnreachable(deps, offerId);
      expect(await matchEntry(deps, gone ? newId<EntryId>() : first.id)).toBeNull();
    }
    expect(await deps.runJobs()).toEqual([]);
    expect(await statusesOf(deps, [first, second])).toEqual(['booked', 'waiting']);
  });

  test('reactivates when a cooldown has passed, and not before', async () => {
    const { first } = await offered();
    await decline(deps, first);
    deps.clock.advance(59);
    expect(await work(deps)).toMatchObject({ reactivations: 0 });
    deps.clock.advance(1);
    expect(await work(deps)).toMatchObject({ reactivations: 1 });
    expect(await historyOf(deps, first)).toContain('cooldown_elapsed');
  });

  test('ends a request whose last window has passed in local time, waiting or cooling down, and no other', async () => {
    const { salon, cut } = await openSalon(deps);
    const today = (untilMinute: number) => ({ windows: [{ dateFrom: '2026-06-01', untilMinute }] });
    const [noon, afternoon, later] = await line(
      deps,
      { salon, service: cut },
      today(12 * 60),
      today(15 * 60),
      { windows: [{ dateFrom: '2026-06-01', untilMinute: 720 }, { dateFrom: '2026-06-02' }] },
    );
    deps.clock.set('2026-06-01T11:59:59+02:00');
    expect(await expireDue(deps)).toBe(0);
    deps.clock.set('2026-06-01T12:00+02:00');
    expect(await expireDue(deps)).toBe(1);
    expect(await statusesOf(deps, [noon, afternoon, later])).toEqual(['expired', 'waiting', 'waiting']);
    expect(await historyOf(deps, noon)).toEqual(['created_public', 'window_passed']);
    deps.clock.set('2026-06-03T00:00+02:00');
    expect(await expireDue(deps)).toBe(2);
  });
});

/** Lets the database refuse any change of the state of one entry. */
async function breakEntry(id: EntryId): Promise<void> {
  await deps.database.pool.query(`
    CREATE FUNCTION break_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'broken on purpose';
    END $$;
    CREATE TRIGGER a_broken_entry BEFORE UPDATE ON waitlist_entries
      FOR EACH ROW WHEN (NEW.id = '${id}' AND NEW.status <> OLD.status) EXECUTE FUNCTION break_entry()`);
}

async function mendEntries(): Promise<void> {
  await deps.database.pool.query('DROP FUNCTION break_entry CASCADE');
}
