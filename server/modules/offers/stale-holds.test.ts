import { beforeEach, describe, expect, test } from 'vitest';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  accept,
  calendarOf,
  comeFree,
  historyOf,
  lastOffer,
  line,
  openSalon,
  openingRow,
  statusesOf,
  statusOf,
} from '#server/testing/waitlist-steps.ts';

const deps = await testDeps();

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

describe('a hold whose worker is dead', () => {
  test('is ended by whoever cancels a booking there next: the offer counts as timed out, the opening as exhausted', async () => {
    const { salon, cut, ida, first, openingId } = await offered();
    deps.clock.advance(21);
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T14:00+02:00' });
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted' });
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'offer_timed_out']);
    expect(await calendarOf(deps, ida)).toEqual(['hold 14:00-15:00']);
  });

  test('stays while nobody needs the time: a worker that comes back late goes on where it was', async () => {
    const { first, second, openingId, ida } = await offered();
    deps.clock.advance(120);
    await deps.runJobs();
    expect(await statusesOf(deps, [first, second])).toEqual(['cooldown', 'notified']);
    expect(await openingRow(deps, openingId)).toMatchObject({
      status: 'open',
      heldUntil: minutesAfter(deps.clock.now(), 20),
    });
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
    expect(await accept(deps, second)).toMatchObject({ outcome: 'booked' });
  });

  test('before its first match likewise', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    deps.clock.advance(60);
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('notified');
  });

  test('and whose row is broken keeps its own time and stands in nobody’s way: others book and cancel beside it', async () => {
    const { salon, cut, ida, first, openingId } = await offered();
    await deps.database.pool.query(`
      CREATE FUNCTION break_entry() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'broken on purpose';
      END $$;
      CREATE TRIGGER a_broken_entry BEFORE UPDATE ON waitlist_entries
        FOR EACH ROW WHEN (NEW.id = '${first.id}' AND NEW.status <> OLD.status) EXECUTE FUNCTION break_entry()`);
    deps.clock.advance(21);
    const { openingIds } = await comeFree(deps, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: '2026-06-02T14:00+02:00',
    });
    expect(openingIds).toHaveLength(1);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'open' });
    expect((await lastOffer(deps, first)).lastError).toContain('broken on purpose');
    await deps.database.pool.query('DROP FUNCTION break_entry CASCADE');
  });
});
