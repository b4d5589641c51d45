import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localTimeAt } from '../salon/local-time.ts';
import { channelsAt, quietUntil } from './quiet-hours.rules.ts';

const oslo = 'Europe/Oslo';
const night = { quietFromMinute: 21 * 60, quietUntilMinute: 8 * 60 };

describe('quiet hours over midnight, 21:00 to 08:00', () => {
  test.each([
    ['2026-06-01T20:59:59+02:00', null],
    ['2026-06-01T21:00+02:00', '2026-06-02T08:00+02:00'],
    ['2026-06-01T23:59+02:00', '2026-06-02T08:00+02:00'],
    ['2026-06-02T00:00+02:00', '2026-06-02T08:00+02:00'],
    ['2026-06-02T07:59:59+02:00', '2026-06-02T08:00+02:00'],
    ['2026-06-02T08:00+02:00', null],
    ['2026-03-28T22:00+01:00', '2026-03-29T08:00+02:00'],
    ['2026-10-24T22:00+02:00', '2026-10-25T08:00+01:00'],
    ['2026-12-31T22:00+01:00', '2027-01-01T08:00+01:00'],
  ])('at %s end at %s', (now, end) => {
    expect(quietUntil(night, oslo, new Date(now))).toEqual(end === null ? null : new Date(end));
  });

  test('let nobody’s phone ring', () => {
    expect(channelsAt(night, oslo, new Date('2026-06-01T22:00+02:00'))).toEqual(['email']);
    expect(channelsAt(night, oslo, new Date('2026-06-01T12:00+02:00'))).toEqual(['sms', 'email']);
  });
});

test('equal ends mean that there are none', () => {
  const none = { quietFromMinute: 600, quietUntilMinute: 600 };
  expect(quietUntil(none, oslo, new Date('2026-06-01T10:00+02:00'))).toBeNull();
});

test('they may lie within a day, and end at midnight', () => {
  const evening = { quietFromMinute: 22 * 60, quietUntilMinute: 1440 };
  expect(quietUntil(evening, oslo, new Date('2026-06-01T22:30+02:00'))).toEqual(
    new Date('2026-06-02T00:00+02:00'),
  );
  expect(quietUntil(evening, oslo, new Date('2026-06-02T00:00+02:00'))).toBeNull();
});

describe('an end in the hour in which the clocks change', () => {
  const untilHalfPastTwo = { quietFromMinute: 21 * 60, quietUntilMinute: 2 * 60 + 30 };

  test('that they skip in spring is the instant at which they do', () => {
    expect(quietUntil(untilHalfPastTwo, oslo, new Date('2026-03-29T00:30Z'))).toEqual(
      new Date('2026-03-29T01:00Z'),
    );
  });

  test('that they show twice in autumn is the one to come', () => {
    expect(quietUntil(untilHalfPastTwo, oslo, new Date('2026-10-25T00:15Z'))).toEqual(
      new Date('2026-10-25T00:30Z'),
    );
    expect(quietUntil(untilHalfPastTwo, oslo, new Date('2026-10-25T01:15Z'))).toEqual(
      new Date('2026-10-25T01:30Z'),
    );
  });
});

test('whatever they are, and over both changes of the clocks: quiet until the answer, and not at it', () => {
  const minute = fc.integer({ min: 0, max: 288 }).map((step) => step * 5);
  const days = ['2026-03-28T12:00Z', '2026-10-24T12:00Z', '2026-06-01T12:00Z'];
  const instant = fc
    .tuple(fc.constantFrom(...days), fc.integer({ min: 0, max: 36 * 60 }))
    .map(([day, minutes]) => new Date(Date.parse(day) + minutes * 60_000));
  fc.assert(
    fc.property(minute, minute, instant, (quietFromMinute, quietUntilMinute, now) => {
      // From midnight to midnight: never anything else.
      fc.pre(quietFromMinute === quietUntilMinute || quietFromMinute % 1440 !== quietUntilMinute % 1440);
      // Nor from within the hour that the clocks show twice: its minutes before the second coming of such a start are like those before the first.
      fc.pre(quietFromMinute <= 120 || quietFromMinute >= 180);
      const quiet = { quietFromMinute, quietUntilMinute };
      const isQuiet = (at: Date) => {
        const { minute: local } = localTimeAt(at, oslo);
        if (quietFromMinute === quietUntilMinute) return false;
        return quietFromMinute < quietUntilMinute
          ? quietFromMinute <= local && local < quietUntilMinute
          : quietFromMinute <= local || local < quietUntilMinute;
      };
      // The oracle: minute by minute.
      let end: Date | null = null;
      for (let at = now; isQuiet(at); end = at) at = new Date(at.getTime() + 60_000);
      const found = quietUntil(quiet, oslo, now);
      expect(found).toEqual(end);
    }),
    { numRuns: 500 },
  );
});
