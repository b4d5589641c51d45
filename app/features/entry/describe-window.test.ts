import { describe, expect, test } from 'vitest';
import { formatsOf } from '#app/texts.server.ts';
import { describeWindow } from './describe-window.server.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const english = formatsOf('en', 'Europe/Oslo');
const norwegian = formatsOf('nb', 'Europe/Oslo');

describe('a preferred time, in words', () => {
  const day = { dateFrom: '2026-11-28', dateUntil: '2026-11-28', weekdays: everyDay };
  const weeks = { dateFrom: '2026-11-30', dateUntil: '2026-12-11', weekdays: [2, 4] };

  test('names the one day, whatever its time', () => {
    expect(describeWindow('en', english, { ...day, fromMinute: 0, untilMinute: 1440 })).toBe(
      'Saturday 28\u00a0November',
    );
  });

  test('names the part of the day, or the exact times', () => {
    expect(describeWindow('nb', norwegian, { ...day, fromMinute: 1020, untilMinute: 1440 })).toBe(
      'lørdag 28.\u00a0november, kveld',
    );
    expect(describeWindow('en', english, { ...day, fromMinute: 630, untilMinute: 1440 })).toBe(
      'Saturday 28\u00a0November, 10:30–24:00',
    );
  });

  test('names the weekdays of a range', () => {
    expect(describeWindow('nb', norwegian, { ...weeks, fromMinute: 0, untilMinute: 720 })).toBe(
      'tirsdag og torsdag, man. 30.\u00a0nov. til fre. 11.\u00a0des., formiddag',
    );
  });
});
