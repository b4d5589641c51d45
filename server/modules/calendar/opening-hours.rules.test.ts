import { describe, expect, test } from 'vitest';
import { localDays } from '#server/modules/salon/local-time.ts';
import { openingHours, type AtWork } from './opening-hours.rules.ts';

const weekdays = [1, 2, 3, 4, 5];

function person(facts: Partial<AtWork> & { hours?: [from: number, until: number][] }): AtWork {
  const { hours = [[9, 17]], ...others } = facts;
  const weekly = weekdays.flatMap((weekday) =>
    hours.map(([from, until]) => ({ weekday, fromMinute: from * 60, untilMinute: until * 60 })),
  );
  return { weekly, exceptions: [], away: [], ...others };
}

/** Two weeks from Friday 27 November 2026. */
const days = localDays('Europe/Oslo', '2026-11-27', 14);

function weekOf(...people: AtWork[]): string[] {
  return openingHours(days, people).week.map(({ weekday, stretches }) => `${weekday} ${told(stretches)}`);
}

function specialOf(...people: AtWork[]): string[] {
  return openingHours(days, people).special.map(({ date, stretches }) => `${date} ${told(stretches)}`);
}

function told(stretches: readonly (readonly [number, number])[]): string {
  return stretches.map(([from, until]) => `${from / 60}-${until / 60}`).join(' ') || 'closed';
}

function away(from: string, until: string): AtWork['away'] {
  return [[Date.parse(from) / 60_000, Date.parse(until) / 60_000]];
}

describe('the week of a salon', () => {
  test('is open while anybody is at work', () => {
    expect(weekOf(person({ hours: [[8, 16]] }), person({ hours: [[11, 20]] }))).toEqual([
      '1 8-20',
      '2 8-20',
      '3 8-20',
      '4 8-20',
      '5 8-20',
      '6 closed',
      '7 closed',
    ]);
  });

  test('goes on over a break, and ends for an hour in which nobody is there', () => {
    const lunch = person({
      hours: [
        [9, 12],
        [12.5, 17],
      ],
    });
    const siesta = person({
      hours: [
        [9, 12],
        [13, 17],
      ],
    });
    expect(weekOf(lunch)[0]).toBe('1 9-17');
    expect(weekOf(siesta)[0]).toBe('1 9-12 13-17');
    expect(weekOf(siesta, lunch)[0]).toBe('1 9-17');
  });

  test('of nobody is closed', () => {
    expect(weekOf()).toEqual([1, 2, 3, 4, 5, 6, 7].map((weekday) => `${weekday} closed`));
    expect(specialOf()).toEqual([]);
  });
});

describe('a date of its own', () => {
  const tuesday = '2026-12-01';
  const closed = { date: tuesday, fromMinute: null, untilMinute: null, own: false };

  test('is told when it differs from its weekday, and only then', () => {
    const short = { date: tuesday, fromMinute: 600, untilMinute: 840, own: false };
    const usual = { date: '2026-12-02', fromMinute: 540, untilMinute: 1020, own: false };
    const far = { ...closed, date: '2027-01-01' };
    expect(specialOf(person({ exceptions: [short, usual, far] }))).toEqual(['2026-12-01 10-14']);
  });

  test('may be closed, and may be open on a day that is not', () => {
    const sunday = { date: '2026-12-06', fromMinute: 720, untilMinute: 960, own: true };
    expect(specialOf(person({ exceptions: [closed, sunday] }))).toEqual([
      '2026-12-01 closed',
      '2026-12-06 12-16',
    ]);
  });

  test('of one employee goes before the salon’s', () => {
    const own = { date: tuesday, fromMinute: 600, untilMinute: 840, own: true };
    expect(specialOf(person({ exceptions: [closed] }), person({ exceptions: [closed, own] }))).toEqual([
      '2026-12-01 10-14',
    ]);
  });
});

describe('time off', () => {
  test('of one leaves the others’ door open, at the hours that stand on it', () => {
    const ill = person({ hours: [[8, 16]], away: away('2026-12-01T00:00+01:00', '2026-12-02T00:00+01:00') });
    expect(specialOf(ill, person({}))).toEqual([]);
  });

  test('of everybody closes the day', () => {
    const gone = away('2026-12-01T08:00+01:00', '2026-12-03T00:00+01:00');
    expect(specialOf(person({ away: gone }), person({ away: gone }))).toEqual([
      '2026-12-01 closed',
      '2026-12-02 closed',
    ]);
  });

  test('for part of a day does not', () => {
    expect(specialOf(person({ away: away('2026-12-01T10:00+01:00', '2026-12-01T12:00+01:00') }))).toEqual([]);
  });
});
