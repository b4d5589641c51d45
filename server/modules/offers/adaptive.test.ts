import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import {
  accept,
  comeFree,
  decline,
  line,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusesOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { convertEntry } from './convert-entry.ts';
import { loadAnswers } from './answers.queries.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

/** Six who wait, and an opening at ten that comes free then. */
async function freeAt(now: string) {
  deps.clock.set(now);
  const { salon, cut, ida } = await openSalon(deps);
  await setPolicy(deps, salon, { offering: 'auto' });
  const entries = await line(deps, { salon, service: cut }, {}, {}, {}, {}, {}, {});
  const { openingId } = await comeFree(deps, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: '2026-06-02T10:00+02:00',
  });
  await work(deps);
  return { salon, entries, openingId };
}

const windows = async () => {
  const offers = await db.offer.findMany({ where: { status: 'pending' } });
  return offers.map(({ createdAt, tokenExpiresAt, windowShortened }) => ({
    minutes: (tokenExpiresAt.getTime() - createdAt.getTime()) / 60_000,
    windowShortened,
  }));
};

describe('an opening that decides for itself', () => {
  test('asks one with the policy’s window while there is time', async () => {
    await freeAt('2026-06-01T12:00+02:00');
    expect(await windows()).toEqual([{ minutes: 15, windowShortened: false }]);
  });

  test('asks three at once for ten minutes when half an hour is left; the first to accept has it', async () => {
    const { entries, openingId } = await freeAt('2026-06-02T09:00+02:00');
    expect(await windows()).toEqual(Array(3).fill({ minutes: 10, windowShortened: true }));
    expect(await openingRow(deps, openingId)).toMatchObject({ offersAtOnce: 3 });
    expect(await accept(deps, entries[1])).toMatchObject({ outcome: 'booked' });
    expect(await statusesOf(deps, entries)).toEqual([
      'waiting',
      'booked',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ]);
  });

  test('asks more as its start comes near', async () => {
    const { entries, openingId } = await freeAt('2026-06-02T08:30+02:00');
    expect(await windows()).toHaveLength(2);
    deps.clock.advance(20);
    await work(deps);
    expect(await openingRow(deps, openingId)).toMatchObject({ offersAtOnce: 3 });
    expect(await statusesOf(deps, entries)).toEqual([
      'cooldown',
      'cooldown',
      'notified',
      'notified',
      'notified',
      'waiting',
    ]);
  });

  test('counts no miss for who had less time than the policy gives; they are not asked for it again', async () => {
    const { entries } = await freeAt('2026-06-02T09:00+02:00');
    deps.clock.advance(10);
    await work(deps);
    expect(await statusesOf(deps, entries)).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'notified',
      'notified',
      'notified',
    ]);
    expect(await db.waitlistEntry.count({ where: { declineCount: { gt: 0 } } })).toBe(0);
  });
});

describe('the answers of a salon', () => {
  test('are those of the last ninety days to offers with the full time, and not what staff answered', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [yes, no, , byStaff] = await line(deps, { salon, service: cut }, {}, {}, {}, {});
    for (const hour of [10, 11, 12, 13]) {
      const startsAt = `2026-06-02T${String(hour)}:00+02:00`;
      await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
    }
    await work(deps);
    await accept(deps, yes);
    await decline(deps, no);
    expect(await convertEntry(deps, { salonId: salon.id, entryId: byStaff.id, actor: staff })).toMatchObject({
      ok: true,
    });
    const answers = () => loadAnswers(db, salon.id, deps.clock.now());
    expect(await answers()).toEqual({ accepted: 1, answered: 2 });
    deps.clock.advance(15);
    await db.offer.updateMany({ where: { status: 'pending' }, data: { windowShortened: true } });
    await work(deps);
    expect(await answers()).toEqual({ accepted: 1, answered: 2 });
    await db.offer.updateMany({ where: { status: 'expired' }, data: { windowShortened: false } });
    expect(await answers()).toEqual({ accepted: 1, answered: 3 });
    deps.clock.advance(91 * 1440);
    expect(await answers()).toEqual({ accepted: 0, answered: 0 });
  });
});
