import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeService } from '#server/testing/factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  decline,
  historyOf,
  linkOf,
  line,
  liveOffer,
  messagesTo,
  openSalon,
  openingRow,
  setPolicy,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { viewOffer } from './view-offer.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** Three who wait, and an opening that goes to so many of them at once. */
async function offeredTo(offersAtOnce: number) {
  const { salon, cut, ida } = await openSalon(deps);
  await setPolicy(deps, salon, { offersAtOnce });
  const entries = await line(deps, { salon, service: cut }, {}, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  return { salon, cut, ida, entries, openingId };
}

describe('two offers at once', () => {
  test('go to the first two in rank, each with a place of its own', async () => {
    const { entries } = await offeredTo(2);
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'notified', 'waiting']);
    expect(await db.offer.findMany({ orderBy: { batchPosition: 'asc' } })).toMatchObject([
      { batchPosition: 1, attemptNo: 1 },
      { batchPosition: 2, attemptNo: 2 },
    ]);
  });

  test('the first accept wins; the other offer is taken back, its customer told, and waits again', async () => {
    const { entries, ida, openingId } = await offeredTo(2);
    const [first, second, third] = entries;
    expect(await accept(deps, second)).toMatchObject({ outcome: 'booked' });
    expect(await statusesOf(deps, entries)).toEqual(['waiting', 'booked', 'waiting']);
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'offer_withdrawn']);
    const told = await messagesTo(deps, first);
    expect(told.filter((message) => message.startsWith('offer_withdrawn'))).toHaveLength(2);
    expect(await messagesTo(deps, third)).toEqual([]);

    expect(await accept(deps, first)).toEqual({ outcome: 'taken', bookingId: null, bookingToken: null });
    expect(await decline(deps, first)).toMatchObject({ outcome: 'taken' });
    expect(await viewOffer(deps, await linkOf(deps, first))).toMatchObject({ offer: { state: 'taken' } });
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'filled' });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00']);
  });

  test('who was too late can be asked for another time, without a miss on their account', async () => {
    const { entries, salon, cut, ida } = await offeredTo(2);
    await accept(deps, entries[1]);
    await deps.runJobs();
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-03T10:00+02:00' });
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'booked', 'notified']);
    expect(await db.waitlistEntry.findMany({ where: { declineCount: { gt: 0 } } })).toEqual([]);
  });

  test('a decline gives its place to the next; the other offer stays out', async () => {
    const { entries } = await offeredTo(2);
    await decline(deps, entries[0]);
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual(['cooldown', 'notified', 'notified']);
    expect(await liveOffer(deps, entries[2])).toMatchObject({ batchPosition: 1, attemptNo: 3 });
  });

  test('both run out at the same time: the next ones are asked, and in the end the time is free', async () => {
    const { entries, openingId } = await offeredTo(2);
    deps.clock.advance(15);
    await work(deps);
    expect(await statusesOf(deps, entries)).toEqual(['cooldown', 'cooldown', 'notified']);
    deps.clock.advance(15);
    await work(deps);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted', offersMade: 3 });
  });

  test('of which one runs out while the last one is still open: nobody is left, and the opening waits for it', async () => {
    const { entries, openingId } = await offeredTo(3);
    await decline(deps, entries[0]);
    await decline(deps, entries[1]);
    await deps.runJobs();
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'open', needsMatch: false });
    expect(await accept(deps, entries[2])).toMatchObject({ outcome: 'booked' });
  });
});

test('as many as the policy said when the opening was made, whatever it says later', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const entries = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await setPolicy(deps, salon, { offersAtOnce: 2 });
  await deps.runJobs();
  expect(await openingRow(deps, openingId)).toMatchObject({ offersAtOnce: 1 });
  expect(await statusesOf(deps, entries)).toEqual(['notified', 'waiting']);
});

test('the hold is as long as the longest of a batch, and shrinks when that one is declined', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const longer = await makeService(db, salon, { durationMinutes: 85 });
  await db.employeeService.create({ data: { employeeId: ida.id, serviceId: longer.id } });
  await setPolicy(deps, salon, { offersAtOnce: 2 });
  const [long, short] = await line(deps, { salon, service: cut }, { service: longer }, {});
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:25']);
  await decline(deps, long);
  expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
  await accept(deps, short);
  expect(await statusOf(deps, short)).toBe('booked');
});

test('three at once: an accept takes back the two others', async () => {
  const { entries } = await offeredTo(3);
  await accept(deps, entries[0]);
  expect(await statusesOf(deps, entries)).toEqual(['booked', 'waiting', 'waiting']);
  expect(await db.message.count({ where: { template: 'offer_withdrawn' } })).toBe(4);
});
