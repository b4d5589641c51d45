import { beforeEach, describe, expect, test } from 'vitest';
import { testLinks } from '#server/testing/links.ts';
import { minutesAfter, testStart } from '#server/testing/clock.ts';
import { testDeps, type TestDeps } from '#server/testing/deps.ts';
import { makeCustomer, makeEmployee } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  comeFree,
  line,
  openSalon,
  setPolicy,
  staff,
  statusesOf,
  statusOf,
} from '#server/testing/waitlist-steps.ts';
import { setPriority } from '../waitlist/set-priority.ts';
import { matchOpening } from './match-opening.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** So many more who wait, written in one go; every other one for another day. */
async function crowd(world: Awaited<ReturnType<typeof openSalon>>, count: number): Promise<void> {
  const { salon, cut } = world;
  const { id: customerId } = await makeCustomer(db, salon);
  await db.$executeRaw`
    WITH entry AS (
      INSERT INTO waitlist_entries (
        customer_id, salon_id, service_id, status, customer_name, customer_email, locale, preferred_date, preference_mode,
        last_window_date, wish_changed_at, priority_score_snapshot, priority_score_parts, created_at, updated_at
      )
      SELECT ${customerId}::uuid, ${salon.id}::uuid, ${cut.id}::uuid, 'waiting', 'En til', 'en@example.com', 'nb',
        '2026-06-02', 'day_flexible', '2026-06-02', ${testStart}::timestamptz, 0, '[]',
        ${testStart}::timestamptz - make_interval(mins => n), ${testStart}::timestamptz
      FROM set_lifecycle_context('created_public', 'system', NULL, '{}', ${testStart}::timestamptz), generate_series(1, ${count}) n
      RETURNING id, created_at
    )
    INSERT INTO waitlist_windows (waitlist_entry_id, date_from, date_until, from_minute, until_minute)
    SELECT id, '2026-06-02', '2026-06-02', 0, CASE WHEN extract(minute FROM created_at)::int % 2 = 0 THEN 1440 ELSE 600 END FROM entry`;
}

/** Counts the statements that a transaction of these deps sends. */
function counting(): { deps: TestDeps; statements: () => number } {
  let statements = 0;
  const counted: TestDeps = {
    ...deps,
    inTransaction: (work) =>
      deps.inTransaction((tx) => {
        const db = new Proxy(tx.db, {
          get(target, name) {
            const member = Reflect.get(target, name) as unknown;
            if (name === '$queryRaw' || name === '$executeRaw') statements += 1;
            else if (typeof member === 'object') statements += 1;
            return member;
          },
        });
        return work({ ...tx, db });
      }),
  };
  return { deps: counted, statements: () => statements };
}

describe('who is asked first', () => {
  test('whoever has the highest score, then who has waited longest', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { offersAtOnce: 3 });
    const entries = await line(
      deps,
      { salon, service: cut },
      { score: -10 },
      { score: -5 },
      { score: 10 },
      { score: -5 },
    );
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual(['waiting', 'notified', 'notified', 'notified']);
    const offers = await db.offer.findMany({ orderBy: { attemptNo: 'asc' } });
    expect(offers.map(({ waitlistEntryId }) => waitlistEntryId)).toEqual(
      [entries[2], entries[1], entries[3]].map(({ id }) => id),
    );
  });

  test('of two who came at the same moment, always the same one', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entries = await Promise.all([0, 1, 2].map(() => makeEntry(db, { salon, service: cut })));
    const first = entries.map(({ id }) => id).toSorted()[0];
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await db.offer.findFirstOrThrow()).toMatchObject({ waitlistEntryId: first });
  });

  test('an override far down a list of three hundred, also one for a time that only it wants', async () => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    await crowd(world, 300);
    const last = await makeEntry(db, { salon, service: cut, score: -10, now: testStart });
    await deps.inTransaction((tx) =>
      setPriority(tx, {
        salonId: salon.id,
        entryId: last.id,
        override: { score: 1, reason: 'Kom forgjeves i går' },
        actor: staff,
      }),
    );
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusOf(deps, last)).toBe('notified');
  });

  test('the only one who fits, be it the very last of three hundred', async () => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    await crowd(world, 300);
    const last = await makeEntry(db, {
      salon,
      service: cut,
      score: -10,
      windows: [{ dateFrom: '2026-06-03' }],
      now: testStart,
    });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-03T10:00+02:00' });
    await deps.runJobs();
    expect(await statusOf(deps, last)).toBe('notified');
  });

  test('an override may also send somebody to the end', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [first, second] = await line(deps, { salon, service: cut }, { score: 10 }, { score: -10 });
    await deps.inTransaction((tx) =>
      setPriority(tx, {
        salonId: salon.id,
        entryId: first.id,
        override: { score: -100, reason: 'Møtte ikke' },
        actor: staff,
      }),
    );
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusesOf(deps, [first, second])).toEqual(['waiting', 'notified']);
  });
});

describe('a match', () => {
  async function statementsOfMatch(waiting: number): Promise<number> {
    await deps.reset();
    const world = await openSalon(deps);
    await crowd(world, waiting);
    const { salon, cut, ida } = world;
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    const counted = counting();
    expect(await matchOpening(counted.deps, { openingId })).toEqual({ offered: 1, status: 'open' });
    return counted.statements();
  }

  test('takes the same number of statements however many wait', async () => {
    const few = await statementsOfMatch(4);
    expect(few).toBeGreaterThan(5);
    expect(await statementsOfMatch(150)).toBe(few);
  });

  test('keeps who was considered, in rank, and why the others were passed over', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const jon = await makeEmployee(db, salon, { services: [cut] });
    const [top, next, forJon, otherDay, asked] = await line(
      deps,
      { salon, service: cut },
      { score: 10 },
      { score: 5 },
      { employees: [jon] },
      { windows: [{ dateFrom: '2026-06-03' }] },
      {},
    );
    await db.$executeRaw`
      UPDATE waitlist_entries SET status = 'cooldown', cooldown_reason = 'paused'
      FROM set_lifecycle_context('paused', 'system', NULL, '{}', ${minutesAfter(testStart, 0)}) WHERE id = ${asked.id}::uuid`;
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    const run = await db.matchRun.findFirstOrThrow({ where: { openingId } });
    expect(run).toMatchObject({
      outcome: 'offered',
      ranAt: deps.clock.now(),
      candidates: [
        { entryId: top.id, rank: 1, score: 10, offered: true },
        { entryId: next.id, rank: 2, score: 5, offered: false },
      ],
      skipped: [
        { entryId: forJon.id, reason: 'other_employee_wanted' },
        { entryId: otherDay.id, reason: 'outside_windows' },
        { entryId: asked.id, reason: 'not_waiting' },
      ],
    });
  });

  test('that finds nobody says so, and the time is on public sale again', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await db.matchRun.findMany({ where: { openingId } })).toMatchObject([
      { outcome: 'nobody', candidates: [], skipped: [] },
    ]);
    expect(await db.calendarItem.count()).toBe(0);
  });

  test('signs its links with the keys that it is given, and stores only their hashes', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await makeEntry(db, { salon, service: cut });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    const offer = await db.offer.findFirstOrThrow();
    const token = testLinks.rebuildLink('offer', { id: offer.id, version: 1 }, offer.tokenHash);
    expect(token).not.toBeNull();
    const { rows } = await deps.database.pool.query<{ dump: string }>(
      `SELECT concat_ws(' ', (SELECT json_agg(o) FROM waitlist_offers o), (SELECT json_agg(m) FROM messages m),
        (SELECT json_agg(j) FROM pgboss.job j)) AS dump`,
    );
    expect(rows[0]?.dump).not.toContain(token);
  });
});
