import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOffers, type Answers } from './adaptive.rules.ts';

const newSalon: Answers = { accepted: 0, answered: 0 };
const policy = { claimExpiryMinutes: 15 };

describe('how many are asked at once, and for how long', () => {
  test.each<[story: string, minutesLeft: number, offersAtOnce: number, claimMinutes: number]>([
    ['all afternoon is left', 240, 1, 15],
    ['an hour and three quarters', 105, 1, 15],
    ['an hour', 60, 2, 15],
    ['three quarters of an hour', 45, 3, 15],
    ['half an hour', 30, 3, 10],
    ['a quarter', 15, 5, 10],
    ['five minutes', 5, 5, 10],
  ])('when %s', (_story, minutesLeft, offersAtOnce, claimMinutes) => {
    expect(planOffers(minutesLeft, newSalon, policy)).toEqual({ offersAtOnce, claimMinutes });
  });

  test.each<[story: string, answers: Answers, offersAtOnce: number]>([
    ['nearly all accept', { accepted: 95, answered: 100 }, 1],
    ['half accept', { accepted: 50, answered: 100 }, 2],
    ['few accept', { accepted: 5, answered: 100 }, 5],
  ])('with forty minutes left when %s', (_story, answers, offersAtOnce) => {
    expect(planOffers(40, answers, policy).offersAtOnce).toBe(offersAtOnce);
  });

  const minutes = fc.double({ min: 0, max: 20_000, noNaN: true });
  const answers = fc
    .tuple(fc.nat(200), fc.nat(200))
    .map(([one, other]) => ({ accepted: Math.min(one, other), answered: Math.max(one, other) }));
  const window = fc.integer({ min: 5, max: 180 });

  test('nobody has longer than the policy gives, nor shorter than ten minutes where it gives them', () => {
    fc.assert(
      fc.property(minutes, answers, window, (minutesLeft, lately, claimExpiryMinutes) => {
        const plan = planOffers(minutesLeft, lately, { claimExpiryMinutes });
        expect(plan.claimMinutes).toBeLessThanOrEqual(claimExpiryMinutes);
        expect(plan.claimMinutes).toBeGreaterThanOrEqual(Math.min(10, claimExpiryMinutes));
        expect(plan.offersAtOnce).toBeGreaterThanOrEqual(1);
        expect(plan.offersAtOnce).toBeLessThanOrEqual(5);
      }),
    );
  });

  test('more time never makes it more at once, nor less time to think', () => {
    fc.assert(
      fc.property(minutes, minutes, answers, window, (one, other, lately, claimExpiryMinutes) => {
        const near = planOffers(Math.min(one, other), lately, { claimExpiryMinutes });
        const far = planOffers(Math.max(one, other), lately, { claimExpiryMinutes });
        expect(far.claimMinutes).toBeGreaterThanOrEqual(near.claimMinutes);
        expect(far.offersAtOnce).toBeLessThanOrEqual(near.offersAtOnce);
      }),
    );
  });

  test('the more often customers accept, the fewer are asked at once', () => {
    fc.assert(
      fc.property(minutes, fc.nat(200), fc.nat(200), (minutesLeft, one, other) => {
        const plan = (accepted: number) => planOffers(minutesLeft, { accepted, answered: 200 }, policy);
        expect(plan(Math.max(one, other)).offersAtOnce).toBeLessThanOrEqual(
          plan(Math.min(one, other)).offersAtOnce,
        );
      }),
    );
  });
});
