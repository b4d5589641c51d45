import { describe, expect, test } from 'vitest';
import { idOf, type EmployeeId } from '#server/platform/ids.schema.ts';
import { daysOfWish, fittingSlot } from './fitting-slot.ts';

const [ida, jon] = [idOf<EmployeeId>('ida'), idOf<EmployeeId>('jon')];
const now = new Date('2026-06-01T08:00:00Z');

/** Forty-five minutes in Oslo's summer. */
function slot(date: string, localTime: string, employeeIds = [ida]) {
  const startsAt = new Date(`${date}T${localTime}:00+02:00`);
  return {
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 45 * 60_000).toISOString(),
    date,
    localTime,
    employeeIds,
  };
}

const monday = {
  date: '2026-06-01',
  slots: [slot('2026-06-01', '11:00'), slot('2026-06-01', '16:30', [jon])],
};
const tuesday = { date: '2026-06-02', slots: [slot('2026-06-02', '09:00', [ida, jon])] };
const days = [monday, tuesday];

function wish(
  window: {
    dateFrom?: string;
    dateUntil?: string;
    weekdays?: number[];
    fromMinute?: number;
    untilMinute?: number;
  },
  rest: { employeeIds?: EmployeeId[]; leadTimeMinutes?: number } = {},
) {
  const whole = {
    dateFrom: '2026-06-01',
    dateUntil: '2026-06-07',
    fromMinute: 0,
    untilMinute: 1440,
    ...window,
  };
  return { windows: [whole], employeeIds: [], leadTimeMinutes: 0, ...rest };
}

const found = (wanted: ReturnType<typeof wish>) => fittingSlot(wanted, days, now)?.slot ?? null;

describe('a free time that fits a wish', () => {
  test('is the first within its days and times', () => {
    expect(found(wish({}))).toBe(monday.slots[0]);
    expect(found(wish({ dateFrom: '2026-06-02' }))).toBe(tuesday.slots[0]);
    expect(found(wish({ weekdays: [2] }))).toBe(tuesday.slots[0]);
    expect(found(wish({ fromMinute: 661 }))).toBe(monday.slots[1]);
    expect(found(wish({ dateFrom: '2026-06-03' }))).toBeNull();
  });

  test('has all of the appointment in it', () => {
    expect(found(wish({ fromMinute: 660, untilMinute: 705 }))).toBe(monday.slots[0]);
    expect(found(wish({ fromMinute: 660, untilMinute: 704 }))).toBeNull();
  });

  test('is not nearer than they want to know of it', () => {
    expect(found(wish({}, { leadTimeMinutes: 61 }))).toBe(monday.slots[1]);
  });

  test('is with somebody whom they name', () => {
    expect(fittingSlot(wish({}, { employeeIds: [jon] }), days, now)).toEqual({
      slot: monday.slots[1],
      employeeId: jon,
    });
    expect(fittingSlot(wish({}), days, now)?.employeeId).toBeNull();
  });
});

describe('the days to look through', () => {
  const bounds = { today: '2026-06-03', lastDate: '2026-08-01' };

  test('are those of the wish that can be booked', () => {
    expect(daysOfWish(wish({}), bounds)).toEqual({ from: '2026-06-03', days: 5 });
    expect(daysOfWish(wish({ dateFrom: '2026-07-31', dateUntil: '2026-09-01' }), bounds)).toEqual({
      from: '2026-07-31',
      days: 2,
    });
    expect(daysOfWish(wish({ dateFrom: '2026-08-02', dateUntil: '2026-09-01' }), bounds)).toBeNull();
  });

  test('are no more than are asked for at once', () => {
    expect(daysOfWish(wish({ dateUntil: '2026-07-31' }), bounds)?.days).toBe(42);
  });
});
