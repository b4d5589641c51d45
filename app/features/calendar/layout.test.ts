import { describe, expect, test } from 'vitest';
import {
  clipped,
  clockAt,
  hoursAround,
  sideBySide,
  snapped,
  topInWeek,
  weekNumber,
  type Range,
} from './layout.ts';

describe('what overlaps stands side by side', () => {
  test('two that overlap share the width; one that touches has it for itself', () => {
    expect(
      sideBySide([
        [600, 660],
        [630, 690],
        [690, 720],
      ]),
    ).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
  });

  test('a chain is one group, and a lane is used again as soon as it is free', () => {
    expect(
      sideBySide([
        [600, 720],
        [600, 630],
        [630, 660],
        [700, 760],
      ]),
    ).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 1, lanes: 2 },
    ]);
  });

  test('whatever their order', () => {
    expect(
      sideBySide([
        [630, 690],
        [600, 660],
      ]),
    ).toEqual([
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 2 },
    ]);
  });

  test('what is too short to be touched is drawn longer, and moves the next aside', () => {
    expect(
      sideBySide([
        [600, 605],
        [605, 620],
      ]),
    ).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
    ]);
  });
});

describe('the hours that are drawn', () => {
  test('are whole ones around all that is in the day', () => {
    expect(
      hoursAround(
        [
          [545, 1000],
          [600, 1021],
        ],
        1440,
      ),
    ).toEqual([540, 1080]);
  });

  test('reach no further than the day, which is longer when the clocks go back', () => {
    const late: Range = [1380, 1500];
    expect(hoursAround([late], 1440)).toEqual([1380, 1440]);
    expect(hoursAround([late], 1500)).toEqual([1380, 1500]);
  });

  test('are the usual ones when nothing is in it', () => {
    expect(hoursAround([], 1440)).toEqual([540, 1020]);
  });
});

test('of what crosses an edge, the part inside is seen', () => {
  expect(clipped([500, 600], [540, 1020])).toEqual([540, 600]);
  expect(clipped([500, 540], [540, 1020])).toBeNull();
});

test.each([
  // From midnight to midnight in Oslo, by the clock of Greenwich.
  ['a plain day', '2026-11-27T23:00Z', '2026-11-28T23:00Z', '2026-11-28T08:00Z'],
  ['the day when the clocks go forward', '2026-03-28T23:00Z', '2026-03-29T22:00Z', '2026-03-29T07:00Z'],
  ['the day when they go back', '2026-10-24T22:00Z', '2026-10-25T23:00Z', '2026-10-25T08:00Z'],
])('beside other days, nine o’clock of %s is where nine o’clock always is', (_, from, until, nine) => {
  const minute = (instant: string) => Date.parse(instant) / 60_000;
  expect(minute(nine) - topInWeek([minute(from), minute(until)])).toBe(9 * 60);
});

test('a time comes onto the nearest step', () => {
  expect([607, 608, 592].map((minute) => snapped(minute, 15))).toEqual([600, 615, 585]);
});

test('a minute’s clock time follows the hours beside it, also over a change of clocks', () => {
  const night = [
    { at: 60, label: '01:00' },
    { at: 120, label: '03:00' },
    { at: 180, label: '04:00' },
  ];
  expect([60, 119, 120, 195, 240].map((minute) => clockAt(minute, night))).toEqual([
    '01:00',
    '01:59',
    '03:00',
    '04:15',
    '05:00',
  ]);
});

test.each([
  ['2026-01-01', 1],
  ['2026-11-27', 48],
  ['2026-12-31', 53],
  ['2027-01-03', 53],
  ['2027-01-04', 1],
])('%s is in week %i', (date, number) => {
  expect(weekNumber(date)).toBe(number);
});
