import { beforeEach, describe, expect, test } from 'vitest';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { convertEntry } from '#server/modules/offers/convert-entry.ts';
import { expireDue } from '#server/modules/offers/expire-offers.ts';
import type { Answer } from '#server/modules/offers/offers.schema.ts';
import { createBooking } from '#server/modules/bookings/create-booking.ts';
import { cancelEntry } from '#server/modules/waitlist/cancel-entry.ts';
import { sqlState } from '#server/platform/sql-state.ts';
import { forCrowds, testDeps, type TestDeps } from '../deps.ts';
import type { TestEntry } from '../waitlist-factories.ts';
import {
  calendarOf,
  comeFree,
  historyOf,
  lastOffer,
  line,
  linkOf,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusesOf,
  statusOf,
} from '../waitlist-steps.ts';
import { raceTrack, withoutRowLocks } from './race.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
const { slow, overtake } = track;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** So many who wait, all with an offer of one and the same slot. */
async function offeredAtOnce(count: number) {
  const { salon, cut, ida } = await openSalon(deps);
  await setPolicy(deps, salon, { offersAtOnce: count });
  const entries = await line(deps, { salon, service: cut }, ...Array.from({ length: count }, () => ({})));
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  const [entry, other] = entries;
  if (!entry) throw new Error('nobody');
  return { salon, cut, ida, entries, entry, other: other ?? entry, openingId };
}

async function answer(by: TestDeps, entry: TestEntry, action: 'accept' | 'decline'): Promise<Answer> {
  return answerOffer(by, { token: await linkOf(deps, entry), action, channel: 'web' });
}
const confirmed = () => db.booking.count({ where: { status: 'confirmed' } });

/** The gate stands where an answer has looked at everything and has written nothing. */
const gateInAnswers = (source: string) =>
  source.replace(
    /(SELECT \* INTO v_accepted|PERFORM miss_offer\(p_offer, 'declined')/g,
    'PERFORM race_gate();\n$1',
  );
const guardedAnswers = () => track.doctor('answer_offer', gateInAnswers);
const unguardedAnswers = () =>
  track.doctor('answer_offer', (source) => gateInAnswers(withoutRowLocks(source)));

const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === 'fulfilled'
      ? result.value
      : `fault ${sqlState(result.reason) ?? String(result.reason)}`,
  );
const exclusion = 'fault 23P01';
const refused = 'fault 23514';

describe('one link', () => {
  test('accepted fifty times at once: one booking, and everybody sees it', { timeout: 60_000 }, async () => {
    const { entry } = await offeredAtOnce(1);
    const crowd = forCrowds(deps);
    const answers = await Promise.all(Array.from({ length: 50 }, () => answer(crowd, entry, 'accept')));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['booked']));
    expect(new Set(answers.map(({ bookingId }) => bookingId)).size).toBe(1);
    expect(await confirmed()).toBe(1);
    expect(await db.message.count({ where: { template: 'booking_confirmed' } })).toBe(2);
  });

  test('accepted again between the look and the write of the first: one booking', async () => {
    const { entry } = await offeredAtOnce(1);
    await guardedAnswers();
    const [first, second] = await overtake(
      () => answer(slow, entry, 'accept'),
      () => answer(deps, entry, 'accept'),
    );
    expect(first).toMatchObject({ value: { outcome: 'booked' } });
    expect(second).toEqual(first);
  });

  test('without the locks of an answer, the one who came first is shown a fault', async () => {
    const { entry } = await offeredAtOnce(1);
    await unguardedAnswers();
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => answer(deps, entry, 'accept'),
    );
    expect(outcomes(results)).toEqual([exclusion, expect.objectContaining({ outcome: 'booked' })]);
    expect(await confirmed()).toBe(1);
  });

  test('without them and without the calendar’s constraint, there are two bookings', async () => {
    const { entry } = await offeredAtOnce(1);
    await unguardedAnswers();
    await track.without('CONSTRAINT', 'calendar_items_no_overlap', 'calendar_items');
    await overtake(
      () => answer(slow, entry, 'accept'),
      () => answer(deps, entry, 'accept'),
    );
    expect(await confirmed()).toBe(2);
  });

  test('accepted on one device and declined on the other: whoever was first counts, and the other is told', async () => {
    const { entry } = await offeredAtOnce(1);
    await guardedAnswers();
    const [first, second] = await overtake(
      () => answer(slow, entry, 'decline'),
      () => answer(deps, entry, 'accept'),
    );
    expect(outcomes([first, second])).toMatchObject([
      { outcome: 'declined' },
      { outcome: 'already_declined' },
    ]);
    expect(await confirmed()).toBe(0);
  });

  test('without the locks, declined after it was accepted: only the database’s rules stop it', async () => {
    const { entry } = await offeredAtOnce(1);
    // What reads the state again under the lock, and the condition on it, are gone.
    await unguardedAnswers();
    await track.doctor('miss_offer', (source) => source.replace("AND status = 'pending'", ''));
    const results = await overtake(
      () => answer(slow, entry, 'decline'),
      () => answer(deps, entry, 'accept'),
    );
    expect(outcomes(results)).toEqual([refused, expect.objectContaining({ outcome: 'booked' })]);
  });
});

describe('one slot, offered to several', () => {
  test('twenty accept at once: one booking, nineteen are told so', { timeout: 60_000 }, async () => {
    const { entries, openingId } = await offeredAtOnce(20);
    const crowd = forCrowds(deps);
    const answers = await Promise.all(entries.map((entry) => answer(crowd, entry, 'accept')));
    expect(answers.filter(({ outcome }) => outcome === 'booked')).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === 'taken')).toHaveLength(19);
    expect(await confirmed()).toBe(1);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'filled' });
    expect((await statusesOf(deps, entries)).filter((status) => status === 'waiting')).toHaveLength(19);
  });

  test('accepted by another between the look and the write of the first: the other is told that it is taken', async () => {
    const { entry, other } = await offeredAtOnce(2);
    await guardedAnswers();
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => answer(deps, other, 'accept'),
    );
    expect(outcomes(results)).toMatchObject([{ outcome: 'booked' }, { outcome: 'taken' }]);
  });

  test('without the locks of an answer, one is not told but shown a fault', async () => {
    const { entry, other } = await offeredAtOnce(2);
    await unguardedAnswers();
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => answer(deps, other, 'accept'),
    );
    expect(outcomes(results)).toEqual([exclusion, expect.objectContaining({ outcome: 'booked' })]);
  });

  test('without them and without the database’s rules, both are booked for one slot', async () => {
    const { ida, entry, other } = await offeredAtOnce(2);
    await unguardedAnswers();
    await track.without('CONSTRAINT', 'calendar_items_no_overlap', 'calendar_items');
    await track.without('INDEX', 'waitlist_offers_one_accepted_per_opening', 'waitlist_offers');
    await track.without('TRIGGER', 'waitlist_offers_transition', 'waitlist_offers');
    await track.without('TRIGGER', 'waitlist_entries_transition', 'waitlist_entries');
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => answer(deps, other, 'accept'),
    );
    expect(outcomes(results)).toMatchObject([{ outcome: 'booked' }, { outcome: 'booked' }]);
    expect(await confirmed()).toBe(2);
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'booking 10:00-11:00']);
  });
});

describe('an accept and the time-out', () => {
  test('the sweep comes while a timely accept is under way: the accept stands', async () => {
    const { entry } = await offeredAtOnce(1);
    await guardedAnswers();
    deps.clock.advance(14.99);
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => {
        deps.clock.advance(1);
        return expireDue(deps);
      },
    );
    expect(outcomes(results)).toMatchObject([{ outcome: 'booked' }, 0]);
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'slot_matched', 'claim_accepted']);
  });

  test('without the locks of an answer, the sweep wins and the customer is shown a fault', async () => {
    const { entry } = await offeredAtOnce(1);
    await unguardedAnswers();
    deps.clock.advance(14.99);
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => {
        deps.clock.advance(1);
        return expireDue(deps);
      },
    );
    expect(outcomes(results)).toEqual([refused, 1]);
  });

  /** The gate stands where the sweep has read what is due and has locked nothing. */
  const gateInSweep = (source: string) =>
    source.replace('IF v_due IS NOT NULL THEN', 'PERFORM race_gate();\n  IF v_due IS NOT NULL THEN');

  /** A sweep whose clock is past the offer's end, and an accept that began before it. */
  async function acceptDuringSweep(entry: TestEntry) {
    const inTime = deps.clock.advance(14.99);
    const late = deps.clock.advance(1);
    return overtake(
      () =>
        expireDue({
          ...slow,
          inTransaction: (work) => slow.inTransaction((tx) => work({ ...tx, now: late })),
        }),
      () => {
        deps.clock.set(inTime);
        return answer(deps, entry, 'accept');
      },
    );
  }

  test('an accept comes between the sweep’s read and its write: it stays accepted', async () => {
    const { entry } = await offeredAtOnce(1);
    await track.doctor('expire_waitlist_entries', gateInSweep);
    const results = await acceptDuringSweep(entry);
    expect(outcomes(results)).toMatchObject([0, { outcome: 'booked' }]);
    expect(await statusOf(deps, entry)).toBe('booked');
    expect(await lastOffer(deps, entry)).toMatchObject({ status: 'accepted', lastError: null });
  });

  const withoutConditions = async () => {
    await track.doctor('expire_waitlist_entries', (source) =>
      gateInSweep(source).replace(
        "AND f.status = 'pending' AND f.token_expires_at <= p_now\n      ORDER",
        'ORDER',
      ),
    );
    await track.doctor('miss_offer', (source) => source.replace("AND status = 'pending'", ''));
  };

  test('without looking again, only the database’s rules stop the sweep', async () => {
    const { entry } = await offeredAtOnce(1);
    await withoutConditions();
    await acceptDuringSweep(entry);
    expect((await lastOffer(deps, entry)).lastError).toContain('may not go from accepted to expired');
  });

  test('without those either, the sweep overwrites an accept that came in time', async () => {
    const { entry } = await offeredAtOnce(1);
    await withoutConditions();
    await track.without('TRIGGER', 'waitlist_offers_transition', 'waitlist_offers');
    await track.without('CONSTRAINT', 'waitlist_offers_booking_check', 'waitlist_offers');
    await track.without('CONSTRAINT', 'waitlist_offers_answered_check', 'waitlist_offers');
    const results = await acceptDuringSweep(entry);
    expect(outcomes(results)[1]).toMatchObject({ outcome: 'booked' });
    expect(await lastOffer(deps, entry)).toMatchObject({ status: 'expired' });
  });
});

describe('an accept and staff', () => {
  test('who convert the entry at the same time: one booking, which both see', async () => {
    const { entry, salon } = await offeredAtOnce(1);
    await guardedAnswers();
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => convertEntry(deps, { salonId: salon.id, entryId: entry.id, actor: staff }),
    );
    const { id } = await db.booking.findFirstOrThrow({ where: { status: 'confirmed' } });
    expect(outcomes(results)).toMatchObject([
      { outcome: 'booked', bookingId: id },
      { ok: true, bookingId: id },
    ]);
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'slot_matched', 'claim_accepted']);
  });

  test('without the locks of an answer, the customer is shown a fault', async () => {
    const { entry, salon } = await offeredAtOnce(1);
    await unguardedAnswers();
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => convertEntry(deps, { salonId: salon.id, entryId: entry.id, actor: staff }),
    );
    expect(outcomes(results)).toEqual([exclusion, expect.objectContaining({ ok: true })]);
  });

  const cancel = (by: TestDeps, entry: TestEntry) =>
    by.inTransaction((tx) =>
      cancelEntry(tx, { entryId: entry.id, reason: 'cancelled_by_staff', actor: staff }),
    );

  test('who cancel the entry just after: it is booked, and they are told so', async () => {
    const { entry } = await offeredAtOnce(1);
    await guardedAnswers();
    const results = await overtake(
      () => answer(slow, entry, 'accept'),
      () => cancel(deps, entry),
    );
    expect(outcomes(results)).toMatchObject([{ outcome: 'booked' }, { ok: false, reason: 'final' }]);
  });

  test('who cancel it just before: the customer is told that the offer was withdrawn', async () => {
    const { entry } = await offeredAtOnce(1);
    await track.doctor('cancel_waitlist_entry', gateInCancel);
    const results = await overtake(
      () => cancel(slow, entry),
      () => answer(deps, entry, 'accept'),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true, passedOn: true }, { outcome: 'withdrawn' }]);
    expect(await confirmed()).toBe(0);
  });

  /** The gate stands where the entry's state has been read. */
  const gateInCancel = (source: string) =>
    source.replace('IF v_status IS NULL OR', 'PERFORM race_gate();\n  IF v_status IS NULL OR');

  test('without the locks of an answer, and of a cancellation, somebody is shown a fault', async () => {
    const { entry } = await offeredAtOnce(1);
    await unguardedAnswers();
    const accepting = await overtake(
      () => answer(slow, entry, 'accept'),
      () => cancel(deps, entry),
    );
    expect(outcomes(accepting)).toEqual([refused, expect.objectContaining({ ok: true })]);

    await deps.reset();
    const again = await offeredAtOnce(1);
    await track.doctor('cancel_waitlist_entry', (source) => gateInCancel(withoutRowLocks(source)));
    const cancelling = await overtake(
      () => cancel(slow, again.entry),
      () => answer(deps, again.entry, 'accept'),
    );
    expect(outcomes(cancelling)).toEqual([refused, expect.objectContaining({ outcome: 'booked' })]);
  });
});

describe('a claim and a public booking of the same slot', () => {
  type World = Awaited<ReturnType<typeof offeredAtOnce>>;
  const book = ({ salon, cut, ida }: World) =>
    createBooking(deps, {
      salonId: salon.id,
      serviceIds: [cut.id],
      employeeId: ida.id,
      startsAt: ten,
      contact: { name: 'Ola Dahl', email: null, phone: '41234567' },
      locale: 'nb',
      notes: '',
    });

  test('the time is not for sale to the public, before, during and after the claim', async () => {
    const world = await offeredAtOnce(1);
    await guardedAnswers();
    expect(await book(world)).toMatchObject({ ok: false, reason: 'taken' });
    const results = await overtake(
      () => answer(slow, world.entry, 'accept'),
      () => book(world),
    );
    expect(outcomes(results)).toMatchObject([{ outcome: 'booked' }, { ok: false, reason: 'taken' }]);
    expect(await book(world)).toMatchObject({ ok: false, reason: 'taken' });
    expect(await confirmed()).toBe(1);
  });

  test('without the hold, whoever waits for the lock still sees the booking', async () => {
    const world = await offeredAtOnce(1);
    await guardedAnswers();
    await db.calendarItem.deleteMany({ where: { kind: 'hold' } });
    const results = await overtake(
      () => answer(slow, world.entry, 'accept'),
      () => book(world),
    );
    expect(outcomes(results)).toMatchObject([{ outcome: 'booked' }, { ok: false, reason: 'taken' }]);
  });

  test('without the hold and the lock, the public takes what was offered', async () => {
    const world = await offeredAtOnce(1);
    await unguardedAnswers();
    await track.without('CONSTRAINT', 'calendar_items_no_overlap', 'calendar_items');
    await db.calendarItem.deleteMany({ where: { kind: 'hold' } });
    const results = await overtake(
      () => answer(slow, world.entry, 'accept'),
      () => book(world),
    );
    expect(outcomes(results)).toMatchObject([{ outcome: 'booked' }, { ok: true }]);
    expect(await confirmed()).toBe(2);
  });
});
