import { beforeAll, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeOpening } from '#server/testing/waitlist-factories.ts';
import { openSalon, staff } from '#server/testing/waitlist-steps.ts';
import { checkInvariants } from '#server/testing/invariants.ts';
import { openingCauses } from '../openings/openings.schema.ts';
import { entryStatuses } from '../waitlist/waitlist.schema.ts';
import { listRows } from './list-rows.ts';
import type { Reported } from './reported-rows.ts';
import { actOut } from './reports.fixtures.ts';
import {
  answers,
  claimTimes,
  figureSchema,
  leads,
  messageTopics,
  offerCounts,
  outcomes,
  outcomeGroups,
  waits,
  worths,
  type Figure,
  type ReportSummary,
} from './reports.schema.ts';
import { setSmsPrice } from './set-sms-price.ts';
import { summarise } from './summarise.ts';

const deps = await testDeps();
const { db } = deps;
const minute = 60;
const day = 24 * 60 * minute;

let of: Reported;
let report: ReportSummary;
let world: Awaited<ReturnType<typeof actOut>>;

beforeAll(async () => {
  await deps.reset();
  world = await actOut(deps);
  of = {
    salonId: world.salon.id,
    from: '2026-06-01',
    until: '2026-06-12',
    timeZone: 'Europe/Oslo',
    now: deps.clock.now(),
  };
  report = await summarise(db, of);
}, 180_000);

/** What is there; who is not named has none. */
const some = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

const figure = (given: unknown): Figure => figureSchema.parse(given);
const countOf = async (given: unknown, scope = of) =>
  (await listRows(db, { ...scope, page: 1, pageSize: 3 }, figure(given))).total;

describe('the history of reports.fixtures.ts, worked out by hand', () => {
  test('what became of the times that came free: each is in one place', () => {
    expect(some(report.openings.outcomes)).toEqual({
      // 3 June at 10, 11 and (the second time) 14; 4 June at 10 and 12; 5 June at 12; 8 June at 9.
      waitlist: 7,
      public: 1, // 3 June at 12
      staff: 1, // 3 June at 13
      // Jon on 1 June at 15, 4 June at 9 (a quarter of it was booked) and 8 June at 13; 5 June at 10, the second time; 8 June at 10, which
      // was left over; 3 June at 16; 10 June at 10, which was left for an earlier time.
      unfilled: 7,
      on_sale: 2, // 19 June at 10, 20 June at 10
      open: 1, // 19 June at 12
      reopened: 2, // 3 June at 14 and 5 June at 10, the first time
      direct: 1, // 5 June at 11
    });
  });

  test('why they came free', () => {
    const { byCause } = report.openings;
    expect(some(byCause.booking_cancelled)).toEqual({
      waitlist: 7,
      public: 1,
      staff: 1,
      unfilled: 4,
      on_sale: 2,
      open: 1,
      reopened: 2,
    });
    expect(some(byCause.booking_rescheduled)).toEqual({ unfilled: 1 });
    expect(some(byCause.remainder)).toEqual({ unfilled: 1 });
    expect(some(byCause.manual_notify)).toEqual({ unfilled: 1, direct: 1 });
    const others = openingCauses.filter(
      (cause) => !/^(booking_cancelled|booking_rescheduled|remainder|manual_notify)$/.test(cause),
    );
    for (const cause of others) expect(some(byCause[cause]), cause).toEqual({});
  });

  test('how long before their start they came free', () => {
    const { byLead } = report.openings;
    expect(some(byLead.under_3h)).toEqual({ unfilled: 1 }); // 40 minutes
    expect(some(byLead.under_12h)).toEqual({ unfilled: 1 }); // Jon, the same afternoon
    expect(some(byLead.under_24h)).toEqual({});
    expect(some(byLead.under_3d)).toEqual({ waitlist: 5, public: 1, staff: 1, unfilled: 2, reopened: 1 });
    expect(some(byLead.under_7d)).toEqual({ waitlist: 2, unfilled: 1, reopened: 1, direct: 1 });
    expect(some(byLead.longer)).toEqual({ unfilled: 2, on_sale: 2, open: 1 });
  });

  test('how quickly they were taken: who was booked without an offer is not among them', () => {
    // 0, 1, 2, 2, 5, 6 and 10 minutes.
    expect(report.openings.claims).toMatchObject({
      count: 7,
      medianSeconds: 2 * minute,
      p90Seconds: 10 * minute,
    });
    expect(some(report.openings.claims.counts)).toEqual({ under_5m: 4, under_15m: 3 });
  });

  test('offers for each filled time: staff’s direct booking is no offer', () => {
    const { counts, ...perFill } = report.openings.offersPerFill;
    expect(perFill).toEqual({ fills: 7, offers: 8 });
    expect(some(counts)).toEqual({ one: 6, two: 1 });
  });

  test('what customers answered', () => {
    expect(some(report.answers)).toEqual({
      accepted: 8,
      undone: 1,
      declined: 2,
      timed_out: 1,
      cut_short: 1,
      taken_back: 1,
      unreachable: 1,
      pending: 1,
    });
  });

  test('revenue: what took place and what is ahead, and nothing else', () => {
    expect(report.worths).toEqual({
      came: { count: 5, minor: 345_000 },
      ahead: { count: 0, minor: 0 },
      no_show: { count: 1, minor: 69_000 },
      // Undone at once, and cancelled a day later.
      cancelled: { count: 2, minor: 138_000 },
      moved: { count: 1, minor: 69_000 },
      direct: { count: 1, minor: 69_000 },
    });
    expect(report.recoveredMinor).toBe(345_000);
    expect(report.currency).toBe('NOK');
  });

  test('an appointment that an offer brought is recovered before it takes place', async () => {
    const earlier = await summarise(db, { ...of, now: new Date('2026-06-03T10:30+02:00') });
    // The first is under way on 3 June at half past ten.
    expect(earlier.worths.came.count).toBe(0);
    expect(earlier.worths.ahead).toEqual({ count: 5, minor: 345_000 });
    expect(earlier.recoveredMinor).toBe(345_000);
  });

  test('the time by days', () => {
    expect(report.stepSize).toBe('day');
    expect(report.openings.steps).toHaveLength(12);
    expect(
      report.openings.steps
        .map((step) => [step.from, some(step.outcomes), step.recoveredMinor] as const)
        .filter(([, counts]) => Object.keys(counts).length > 0),
    ).toEqual([
      [
        '2026-06-01',
        { waitlist: 5, public: 1, staff: 1, unfilled: 4, on_sale: 1, reopened: 2, direct: 1 },
        345_000,
      ],
      ['2026-06-02', { waitlist: 2, unfilled: 2 }, 0],
      ['2026-06-03', { unfilled: 1 }, 0],
      ['2026-06-12', { on_sale: 1, open: 1 }, 0],
    ]);
  });

  test('how long they waited until they were booked; an undone accept was no end of it', () => {
    // 2, 3, 4, 6, 7, 8, 10, 14 and 20 days, and some minutes.
    expect(report.booked).toMatchObject({
      count: 9,
      medianSeconds: 7 * day,
      p90Seconds: 20 * day + 2 * minute,
    });
    expect(some(report.booked.counts)).toEqual({ under_3d: 1, under_1w: 3, under_2w: 3, under_4w: 2 });
  });

  test('who waits now, since when', () => {
    // Since 31 May at 10:36, and for 30 days.
    expect(report.waiting.count).toBe(2);
    expect(report.waiting.p90Seconds).toBe(30 * day);
    expect(some(report.waiting.counts)).toEqual({ under_2w: 1, longer: 1 });
  });

  test('who joined, counted once however often their wish went on', async () => {
    const may = { ...of, from: '2026-05-01', until: '2026-05-31' };
    expect(some(report.joined)).toEqual({ expired: 1 }); // 2 June, for 3 June at 16
    const { joined } = await summarise(db, may);
    const all = Object.values(joined).reduce((sum, count) => sum + count, 0);
    const entries = await db.waitlistEntry.count({ where: { salonId: world.salon.id } });
    // But for that one, and the entry from which the undone wish goes on.
    expect(all).toBe(entries - 2);
    expect(joined.booked).toBe(9);
  });

  test('messages that went out, with their segments', async () => {
    const sent = await db.message.groupBy({
      by: ['channel'],
      where: { salonId: world.salon.id, status: 'sent' },
      _count: { _all: true },
      _sum: { segments: true },
      orderBy: { channel: 'asc' },
    });
    const { topics, notSent } = report.messages;
    const sum = (key: 'sms' | 'segments' | 'emails') =>
      messageTopics.reduce((all, topic) => all + topics[topic][key], 0);
    expect([sum('emails'), sum('sms')]).toEqual(sent.map(({ _count }) => _count._all));
    expect(sum('segments')).toBe(sent[1]?._sum.segments);
    expect(topics.offers.sms).toBeGreaterThan(15);
    expect(notSent).toEqual({ sms: 0, emails: 0 });
  });

  test('the rules of the data hold in it', async () => {
    await expect(checkInvariants(deps.database.pool)).resolves.toBeUndefined();
  });
});

describe('the rows behind a figure are as many as it says', () => {
  test('of openings', async () => {
    const { openings } = report;
    for (const outcome of outcomes)
      expect(await countOf({ list: 'openings', outcome }), outcome).toBe(openings.outcomes[outcome]);
    for (const group of ['rated', 'undecided'] as const) {
      const inAll = outcomeGroups[group].reduce((sum, outcome) => sum + openings.outcomes[outcome], 0);
      expect(await countOf({ list: 'openings', outcome: group }), group).toBe(inAll);
    }
    for (const cause of openingCauses)
      expect(await countOf({ list: 'openings', cause, outcome: 'unfilled' }), cause).toBe(
        openings.byCause[cause].unfilled,
      );
    for (const lead of leads)
      expect(await countOf({ list: 'openings', lead, outcome: 'waitlist' }), lead).toBe(
        openings.byLead[lead].waitlist,
      );
    for (const claim of claimTimes)
      expect(await countOf({ list: 'openings', claim }), claim).toBe(openings.claims.counts[claim]);
    expect(await countOf({ list: 'openings', claim: 'any' })).toBe(openings.claims.count);
    for (const offers of offerCounts)
      expect(await countOf({ list: 'openings', offers }), offers).toBe(openings.offersPerFill.counts[offers]);
    for (const step of openings.steps)
      expect(await countOf({ list: 'openings', outcome: 'unfilled' }, { ...of, ...step }), step.from).toBe(
        step.outcomes.unfilled,
      );
  });

  test('of offers', async () => {
    for (const answer of answers)
      expect(await countOf({ list: 'offers', answer }), answer).toBe(report.answers[answer]);
    expect(await countOf({ list: 'offers', answer: 'any' })).toBe(16);
    for (const worth of worths)
      expect(await countOf({ list: 'offers', worth }), worth).toBe(report.worths[worth].count);
    expect(await countOf({ list: 'offers', worth: 'recovered' })).toBe(5);
  });

  test('of the waitlist and of messages', async () => {
    for (const set of ['booked', 'waiting'] as const) {
      expect(await countOf({ list: 'entries', set }), set).toBe(report[set].count);
      for (const wait of waits)
        expect(await countOf({ list: 'entries', set, wait }), wait).toBe(report[set].counts[wait]);
    }
    for (const status of entryStatuses)
      expect(await countOf({ list: 'entries', set: 'joined', status }), status).toBe(report.joined[status]);
    for (const topic of messageTopics) {
      const { sms, emails } = report.messages.topics[topic];
      expect(await countOf({ list: 'messages', topic, channel: 'sms' }), topic).toBe(sms);
      expect(await countOf({ list: 'messages', topic, channel: 'email' }), topic).toBe(emails);
    }
    expect(await countOf({ list: 'messages', notSent: true })).toBe(0);
  });

  test('page after page, each once', async () => {
    const pageOf = (page: number) => listRows(db, { ...of, page, pageSize: 8 }, figure({ list: 'openings' }));
    const pages = [await pageOf(1), await pageOf(2), await pageOf(3)];
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(new Set(ids).size).toBe(22);
    expect(pages.map(({ hasMore }) => hasMore)).toEqual([true, true, false]);
  });
});

test('one employee’s times and offers; the waitlist and messages stay the whole salon’s', async () => {
  const jons = await summarise(db, { ...of, employeeId: world.jon.id });
  expect(some(jons.openings.outcomes)).toEqual({ unfilled: 3, on_sale: 1, direct: 1 });
  expect(some(jons.answers)).toEqual({ declined: 1 });
  expect(jons.worths.direct.count).toBe(1);
  expect(jons.booked).toEqual(report.booked);
  expect(jons.messages).toEqual(report.messages);
  expect(await countOf({ list: 'openings' }, { ...of, employeeId: world.jon.id })).toBe(5);
});

test('another salon’s history is nobody else’s', async () => {
  const { salon } = await openSalon(deps);
  const other = await summarise(db, { ...of, salonId: salon.id });
  expect(some(other.openings.outcomes)).toEqual({});
  expect(other).toMatchObject({
    recoveredMinor: 0,
    booked: { count: 0, medianSeconds: null },
    waiting: { count: 0 },
  });
});

test.each([
  ['of 23 hours', '2026-03-29', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
  ['of 25 hours', '2026-10-25', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
])('a day %s is one day of the salon', async (_, date, begins, ends) => {
  const { salon, ida } = await openSalon(deps);
  const scope = { ...of, salonId: salon.id, from: date, until: date };
  const moments = [-1, 0, 1, 2].map((which) => {
    const [edge, offset] = which < 1 ? [begins, which * 1_000] : [ends, (which - 2) * 1_000];
    return new Date(new Date(edge).getTime() + offset);
  });
  for (const [index, now] of moments.entries())
    await makeOpening(db, { employee: ida, startsAt: `2027-01-0${index + 1}T10:00Z`, now });
  const { openings } = await summarise(db, scope);
  expect(openings.outcomes.open).toBe(2);
  expect(openings.steps).toMatchObject([{ from: date, until: date, outcomes: { open: 2 } }]);
  expect(await countOf({ list: 'openings' }, scope)).toBe(2);
});

test('what the salon pays for a segment is kept, and can be taken back', async () => {
  const priced = async (micros: number | null) => {
    await deps.inTransaction((tx) => setSmsPrice(tx, { salonId: world.salon.id, micros, actor: staff }));
    return (await summarise(db, of)).smsSegmentPriceMicros;
  };
  expect(await priced(450_000)).toBe(450_000);
  expect(await priced(null)).toBeNull();
});
