import { describe, expect, test } from 'vitest';
import { minutesAfter } from '#server/testing/clock.ts';
import { decideAfterFailure } from './delivery.rules.ts';
import { SendFailure, type FailureKind } from './message-provider.ts';

const bornAt = new Date('2026-06-01T12:00+02:00');

/** After how many seconds a message of so many minutes of life is tried, when its provider never takes it. */
function triesOf(minutes: number) {
  const diesAt = minutesAfter(bornAt, minutes);
  const seconds = [0];
  for (let attempts = 1, now = bornAt; ; attempts += 1) {
    const decision = decideAfterFailure(
      new SendFailure('transient', 'test'),
      { attempts, bornAt, diesAt },
      now,
    );
    if (decision.status !== 'queued') return { seconds, decision };
    now = new Date(now.getTime() + decision.delayMs);
    seconds.push((now.getTime() - bornAt.getTime()) / 1_000);
  }
}

describe('a message that its provider does not take just now', () => {
  test('is tried after twice as long each time, up to a tenth of its life, until the offer ends', () => {
    const { seconds, decision } = triesOf(15);
    expect(seconds).toEqual([0, 5, 15, 35, 75, 155, 245, 335, 425, 515, 605, 695, 785, 875]);
    expect(decision).toEqual({ status: 'failed', code: 'test', failure: 'trouble' });
  });

  test('is tried every quarter of an hour at most, however long it lives', () => {
    const { seconds } = triesOf(24 * 60);
    const waits = seconds.slice(1).map((second, index) => second - (seconds[index] ?? 0));
    expect(Math.max(...waits)).toBe(15 * 60);
    expect(seconds.at(-1)).toBeGreaterThan(24 * 3_600 - 15 * 60);
  });

  test('is never tried more often than every five seconds', () => {
    expect(triesOf(0.5).seconds).toEqual([0, 5, 10, 15, 20, 25]);
  });
});

test.each<[FailureKind, object]>([
  ['permanent', { status: 'failed', failure: 'permanent' }],
  ['refused', { status: 'failed', failure: 'trouble' }],
  ['unclear', { status: 'unknown', failure: null }],
])('what is %s is not tried again', (kind, expected) => {
  const trial = { attempts: 1, bornAt, diesAt: minutesAfter(bornAt, 15) };
  expect(decideAfterFailure(new SendFailure(kind, 'test'), trial, bornAt)).toMatchObject(expected);
});

test('what nobody expected may have gone out', () => {
  const trial = { attempts: 1, bornAt, diesAt: minutesAfter(bornAt, 15) };
  expect(decideAfterFailure(new Error('broken'), trial, bornAt)).toMatchObject({ status: 'unknown' });
});
