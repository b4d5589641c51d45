import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId, type ServiceId } from '#server/platform/ids.schema.ts';
import { addDays } from '../salon/local-time.ts';
import { wishSchema, type WishInput } from './waitlist.schema.ts';
import { storeWish, weekdaysOf, type StoredWish, type WishFacts } from './wish.rules.ts';

// Monday 1 June 2026, ten o'clock in Oslo.
const facts: WishFacts = {
  timeZone: 'Europe/Oslo',
  now: new Date('2026-06-01T10:00+02:00'),
  durationMinutes: 60,
};
const serviceId = newId<ServiceId>();

const store = (wish: Omit<WishInput, 'serviceId'>, changed: Partial<WishFacts> = {}) =>
  storeWish(wishSchema.parse({ ...wish, serviceId }), { ...facts, ...changed });

function stored(wish: Omit<WishInput, 'serviceId'>, changed?: Partial<WishFacts>): StoredWish {
  const decision = store(wish, changed);
  if (!decision.ok) throw new Error(JSON.stringify(decision.fields));
  return decision.wish;
}

const day = (date: string, fromMinute: number, untilMinute: number) => ({
  dateFrom: date,
  dateUntil: date,
  weekdays: 127,
  fromMinute,
  untilMinute,
});

describe('a wish by its preferred date', () => {
  test('alone means the whole day', () => {
    expect(stored({ preferredDate: '2026-06-05' })).toMatchObject({
      windows: [day('2026-06-05', 0, 1440)],
      preferredTimeStart: null,
      preferredTimeEnd: null,
      preferenceMode: 'day_flexible',
      flexWindowMinutes: 1380,
      lastWindowDate: '2026-06-05',
      score: { total: -10 },
    });
  });

  test('with a start means starting just then', () => {
    expect(stored({ preferredDate: '2026-06-05', preferredTimeStart: '14:00' })).toMatchObject({
      windows: [day('2026-06-05', 840, 900)],
      preferenceMode: 'specific_time',
      flexWindowMinutes: 0,
      score: { total: 10 },
    });
  });

  test('with a start and an end means between them', () => {
    expect(
      stored({
        preferredDate: '2026-06-05',
        preferredTimeStart: '12:00',
        preferredTimeEnd: '15:30',
        preferenceMode: 'day_flexible',
      }),
    ).toMatchObject({ windows: [day('2026-06-05', 720, 930)], flexWindowMinutes: 150, score: { total: -7 } });
  });

  test('that would do two hours either way is widened by as much', () => {
    expect(
      stored({ preferredDate: '2026-06-05', preferredTimeStart: '14:00', flexWindowMinutes: 120 }),
    ).toMatchObject({ windows: [day('2026-06-05', 720, 1020)] });
  });

  test('that would do a day either way becomes a window on each of the days', () => {
    expect(
      stored({ preferredDate: '2026-06-05', preferredTimeStart: '14:00', flexWindowMinutes: 1440 }).windows,
    ).toEqual([day('2026-06-04', 840, 1440), day('2026-06-05', 0, 1440), day('2026-06-06', 0, 900)]);
  });

  test('keeps no piece that is too short for the service, or has passed', () => {
    expect(
      stored({ preferredDate: '2026-06-05', preferredTimeStart: '00:30', flexWindowMinutes: 60 }).windows,
    ).toEqual([day('2026-06-05', 0, 150)]);
    expect(
      stored({ preferredDate: '2026-06-01', preferredTimeStart: '14:00', flexWindowMinutes: 1440 }).windows,
    ).toEqual([day('2026-06-01', 0, 1440), day('2026-06-02', 0, 900)]);
  });

  test.each([
    ['has passed', { preferredDate: '2026-05-31' }, 'preferredDate', 'in_past'],
    [
      'is over for today',
      { preferredDate: '2026-06-01', preferredTimeStart: '08:30' },
      'preferredDate',
      'in_past',
    ],
    ['is more than a year away', { preferredDate: '2027-06-02' }, 'preferredDate', 'too_far'],
    [
      'is shorter than the service',
      { preferredDate: '2026-06-05', preferredTimeStart: '12:00', preferredTimeEnd: '12:45' },
      'preferredTimeEnd',
      'too_short',
    ],
    [
      'would end after midnight',
      { preferredDate: '2026-06-05', preferredTimeStart: '23:30' },
      'preferredTimeEnd',
      'too_short',
    ],
  ])('that %s is refused at its field', (_, wish, field, problem) => {
    expect(store(wish)).toEqual({ ok: false, fields: [{ field, problem }] });
  });

  test.each([
    [{}, 'preferredDate', 'required'],
    [{ preferredDate: '2026-06-05', preferredTimeEnd: '12:00' }, 'preferredTimeStart', 'required'],
    [{ preferredDate: '2026-06-05', preferenceMode: 'specific_time' }, 'preferredTimeStart', 'required'],
    [
      { preferredDate: '2026-06-05', preferredTimeStart: '12:00', preferredTimeEnd: '11:00' },
      'preferredTimeEnd',
      'end_before_start',
    ],
    [{ preferredDate: '2026-02-30' }, 'preferredDate', expect.any(String)],
  ])('whose parts do not go together is refused by its schema: %j', (wish, field, problem) => {
    const parsed = wishSchema.safeParse({ ...wish, serviceId });
    expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      [field, problem],
    ]);
  });
});

describe('a wish by windows', () => {
  const window = { dateFrom: '2026-06-08', dateUntil: '2026-06-14', fromMinute: 960, untilMinute: 1200 };

  test('keeps them, and says so in the columns that operators know', () => {
    expect(stored({ windows: [window] })).toMatchObject({
      windows: [{ ...window, weekdays: 127 }],
      preferredDate: '2026-06-08',
      preferredTimeStart: '16:00',
      preferredTimeEnd: '20:00',
      preferenceMode: 'day_flexible',
      lastWindowDate: '2026-06-14',
    });
  });

  test('trims a range of dates to the weekdays in it', () => {
    expect(stored({ windows: [{ ...window, weekdays: [3, 5] }] })).toMatchObject({
      windows: [{ dateFrom: '2026-06-10', dateUntil: '2026-06-12', weekdays: 0b0010100 }],
      preferredDate: '2026-06-10',
      lastWindowDate: '2026-06-12',
    });
  });

  test('that has begun is kept from today on', () => {
    expect(stored({ windows: [{ ...window, dateFrom: '2026-05-20' }] })).toMatchObject({
      windows: [{ dateFrom: '2026-06-01', dateUntil: '2026-06-14' }],
      preferredDate: '2026-06-01',
    });
  });

  test('of one start only is a specific time', () => {
    expect(
      stored({ windows: [{ ...window, dateUntil: '2026-06-08', fromMinute: 960, untilMinute: 1020 }] }),
    ).toMatchObject({ preferenceMode: 'specific_time', flexWindowMinutes: 0, score: { total: 10 } });
  });

  test('several, or whole days, name no time of their own', () => {
    expect(
      stored({ windows: [window, { ...window, dateFrom: '2026-06-03', dateUntil: '2026-06-03' }] }),
    ).toMatchObject({ preferredDate: '2026-06-03', preferredTimeStart: null, preferredTimeEnd: null });
    expect(stored({ windows: [{ ...window, fromMinute: 0, untilMinute: 1440 }] })).toMatchObject({
      preferredTimeStart: null,
    });
  });

  test('are refused, each at its field', () => {
    expect(
      store({
        windows: [
          window,
          { ...window, dateFrom: '2026-05-25', dateUntil: '2026-05-31' },
          { ...window, dateUntil: '2027-06-02' },
          { ...window, untilMinute: 1019 },
          { ...window, dateUntil: '2026-06-09', weekdays: [7] },
        ],
      }),
    ).toEqual({
      ok: false,
      fields: [
        { field: 'windows.1.dateUntil', problem: 'in_past' },
        { field: 'windows.2.dateUntil', problem: 'too_far' },
        { field: 'windows.3.untilMinute', problem: 'too_short' },
        { field: 'windows.4.weekdays', problem: 'no_such_day' },
      ],
    });
  });

  test.each([
    [[], 'windows', 'required'],
    [Array.from({ length: 6 }, () => window), 'windows', 'too_many'],
    [[{ ...window, dateUntil: '2026-06-01' }], 'windows.0.dateUntil', 'end_before_start'],
    [[{ ...window, untilMinute: 960 }], 'windows.0.untilMinute', 'end_before_start'],
  ])('that cannot be are refused by their schema', (windows, field, problem) => {
    const parsed = wishSchema.safeParse({ windows, serviceId });
    expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      [field, problem],
    ]);
  });
});

describe('today, in the salon’s own time', () => {
  test('counts until its window is over there, whatever the date elsewhere', () => {
    const late = { now: new Date('2026-06-01T23:30Z') };
    // In Oslo it is half past one on the second already; in New York half past seven in the evening of the first.
    expect(store({ preferredDate: '2026-06-01' }, late)).toMatchObject({ ok: false });
    expect(store({ preferredDate: '2026-06-01' }, { ...late, timeZone: 'America/New_York' })).toMatchObject({
      ok: true,
    });
  });
});

test('whatever days and weekdays: the stored range begins and ends on a wanted day, and loses none', () => {
  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.nat(300), fc.nat(40), weekdays, (start, length, wanted) => {
      const dateFrom = addDays('2026-06-02', start);
      const dateUntil = addDays(dateFrom, length);
      const days = Array.from({ length: length + 1 }, (_, index) => addDays(dateFrom, index)).filter((date) =>
        wanted.includes(new Date(`${date}T00:00Z`).getUTCDay() || 7),
      );
      const decision = store({
        windows: [{ dateFrom, dateUntil, weekdays: wanted, fromMinute: 600, untilMinute: 700 }],
      });
      if (days.length === 0 || (days.at(-1) ?? '') > '2027-06-01') {
        expect(decision.ok).toBe(false);
        return;
      }
      expect(decision).toMatchObject({
        ok: true,
        wish: {
          windows: [{ dateFrom: days[0], dateUntil: days.at(-1) }],
          lastWindowDate: days.at(-1),
          // 41 starts a day on which the hour fits, less the one that would just do.
          flexWindowMinutes: Math.min(days.length * 41 - 1, 2880),
        },
      });
      if (decision.ok) {
        expect(weekdaysOf(decision.wish.windows[0]?.weekdays ?? 0)).toEqual(wanted.toSorted((a, b) => a - b));
      }
    }),
  );
});
