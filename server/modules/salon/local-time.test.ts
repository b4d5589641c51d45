import { describe, expect, it } from 'vitest';
import { edgeOf, instantOf, localDateAt, localDays, localTimeAt, type LocalDay } from './local-time.ts';

const oslo = 'Europe/Oslo';

function dayOf(timeZone: string, date: string): LocalDay {
  const [day] = localDays(timeZone, date, 1);
  if (!day) throw new Error('one day was asked for');
  return day;
}

function iso(epochMinute: number | null): string | null {
  return epochMinute === null ? null : new Date(epochMinute * 60_000).toISOString();
}

describe('a local day', () => {
  it('of plain length runs from midnight to midnight', () => {
    const day = dayOf(oslo, '2026-11-28');
    expect([iso(day.start), iso(day.end), day.weekday]).toEqual([
      '2026-11-27T23:00:00.000Z',
      '2026-11-28T23:00:00.000Z',
      6,
    ]);
    expect(iso(instantOf(day, 9 * 60 + 30))).toBe('2026-11-28T08:30:00.000Z');
    expect(instantOf(day, 1440)).toBe(day.end);
  });

  it('lacks the hour that Oslo skips on 29 March 2026', () => {
    const day = dayOf(oslo, '2026-03-29');
    expect(day.end - day.start).toBe(23 * 60);
    expect(iso(instantOf(day, 119))).toBe('2026-03-29T00:59:00.000Z');
    expect(instantOf(day, 120)).toBeNull();
    expect(instantOf(day, 179)).toBeNull();
    expect(iso(instantOf(day, 180))).toBe('2026-03-29T01:00:00.000Z');
    expect(iso(edgeOf(day, 150))).toBe('2026-03-29T01:00:00.000Z');
    expect(instantOf(day, 1440)).toBe(day.end);
  });

  it('gives the first pass of the hour that Oslo repeats on 25 October 2026', () => {
    const day = dayOf(oslo, '2026-10-25');
    expect(day.end - day.start).toBe(25 * 60);
    expect(iso(instantOf(day, 120))).toBe('2026-10-25T00:00:00.000Z');
    expect(iso(instantOf(day, 179))).toBe('2026-10-25T00:59:00.000Z');
    expect(iso(instantOf(day, 180))).toBe('2026-10-25T02:00:00.000Z');
    expect(instantOf(day, 1440)).toBe(day.end);
  });

  it('may begin after midnight, where the clocks change then', () => {
    const day = dayOf('America/Havana', '2026-03-08');
    expect(instantOf(day, 0)).toBeNull();
    expect(edgeOf(day, 0)).toBe(day.start);
    expect(instantOf(day, 60)).toBe(day.start);
  });

  it('may repeat half an hour', () => {
    const day = dayOf('Australia/Lord_Howe', '2026-04-05');
    expect(day.end - day.start).toBe(24.5 * 60);
    expect(iso(instantOf(day, 90))).toBe('2026-04-04T14:30:00.000Z');
    expect(iso(instantOf(day, 120))).toBe('2026-04-04T15:30:00.000Z');
  });

  it('agrees with the clock of its zone all through the year', () => {
    for (const zone of [oslo, 'America/Havana', 'Asia/Kathmandu']) {
      const disagreements = localDays(zone, '2026-01-01', 365).flatMap((day) =>
        Array.from({ length: 15 }, (_, index) => index * 97).flatMap((minute) => {
          const instant = instantOf(day, minute);
          if (instant === null) return [];
          const local = localTimeAt(new Date(instant * 60_000), zone);
          return local.date === day.date && local.minute === minute ? [] : [{ day, minute, local }];
        }),
      );
      expect(disagreements).toEqual([]);
    }
  });
});

it('an instant has the date of its zone', () => {
  const instant = new Date('2026-11-28T23:30:00Z');
  expect(localDateAt(instant, oslo)).toBe('2026-11-29');
  expect(localDateAt(instant, 'UTC')).toBe('2026-11-28');
});
