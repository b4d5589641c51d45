import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Policy } from '../policy/policy.schema.ts';
import { decideOpening, type OpeningFacts } from './opening.rules.ts';

const now = new Date('2026-06-01T10:00+02:00');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const policy: Policy = {
  claimExpiryMinutes: 15,
  reminderLeadMinutes: 10,
  cooldownMinutes: 60,
  longCooldownMinutes: 10_080,
  declineThreshold: 3,
  timeoutOutcome: 'cooldown',
  matchOnReactivation: true,
  offering: 'fixed',
  offersAtOnce: 1,
  minNoticeMinutes: 30,
  maxHoldMinutes: 240,
  maxOffersPerOpening: 25,
  maxOffersPerCustomerDay: 5,
  maxOffersPerHour: 60,
  quietFromMinute: 21 * 60,
  quietUntilMinute: 8 * 60,
};
const opening: OpeningFacts = {
  startsAt: inMinutes(24 * 60),
  offersUntil: inMinutes(240),
  settlesAt: null,
  offersMade: 0,
  offersAtOnce: 1,
  answers: { accepted: 0, answered: 0 },
  pending: 0,
  lastHour: { offers: 0, first: null },
  noticeMinutes: 30,
  timeZone: 'Europe/Oslo',
};
const decide = (facts: Partial<OpeningFacts>, at = now, urgent = false) =>
  decideOpening({ ...opening, ...facts }, policy, at, urgent);
const offer = (capacity: number, offersAtOnce: unknown = expect.any(Number)) => ({
  step: 'offer',
  capacity,
  channels: ['sms', 'email'],
  plan: { offersAtOnce, claimMinutes: 15 },
});

describe('an opening', () => {
  test.each<[string, Partial<OpeningFacts>, unknown]>([
    ['that is new is offered', {}, offer(1)],
    ['is offered to as many as may be asked at once', { offersAtOnce: 3 }, offer(3)],
    ['fills up its batch', { offersAtOnce: 3, pending: 1 }, offer(2)],
    ['with all its offers out waits', { pending: 1 }, { step: 'wait' }],
    ['with more out than there may be waits', { pending: 2 }, { step: 'wait' }],
    ['is offered to no more than may be asked in all', { offersAtOnce: 3, offersMade: 24 }, offer(1)],
    ['that was offered often enough is given up', { offersMade: 25 }, { step: 'give_up' }],
    [
      'that was offered often enough waits for who may answer still',
      { offersMade: 25, offersAtOnce: 2, pending: 1 },
      { step: 'wait' },
    ],
    [
      'that may still be undone is offered to nobody',
      { settlesAt: inMinutes(2) },
      { step: 'settle', until: inMinutes(2) },
    ],
    ['that has settled is offered', { settlesAt: now }, offer(1)],
    ['that was offered long enough is given up', { offersUntil: now }, { step: 'give_up' }],
    ['that was not offered quite long enough goes on', { offersUntil: inMinutes(1) }, offer(1)],
    [
      'that was offered long enough waits for who may answer still',
      { offersUntil: now, offersAtOnce: 2, pending: 1 },
      { step: 'wait' },
    ],
    ['with just enough time for the shortest offer is offered', { startsAt: inMinutes(35) }, offer(1)],
    ['with less lapses', { startsAt: inMinutes(34.99) }, { step: 'lapse' }],
    [
      'with less waits for who may answer still',
      { startsAt: inMinutes(34), offersAtOnce: 2, pending: 1 },
      { step: 'wait' },
    ],
    ['in the past lapses', { startsAt: inMinutes(-10) }, { step: 'lapse' }],
    [
      'whose services need a longer notice lapses sooner',
      { startsAt: inMinutes(100), noticeMinutes: 120 },
      { step: 'lapse' },
    ],
  ])('%s', (_, facts, step) => {
    expect(decide(facts)).toEqual(step);
  });
});

test('that decides for itself asks more, for a shorter time, when less is left until it starts or goes on sale', () => {
  const auto = (facts: Partial<OpeningFacts>) =>
    decideOpening({ ...opening, ...facts }, { ...policy, offering: 'auto' }, now);
  expect(auto({})).toMatchObject({ capacity: 1, plan: { offersAtOnce: 1, claimMinutes: 15 } });
  const soon = { capacity: 3, plan: { offersAtOnce: 3, claimMinutes: 10 } };
  expect(auto({ startsAt: inMinutes(60) })).toMatchObject(soon);
  expect(auto({ offersUntil: inMinutes(30) })).toMatchObject(soon);
  expect(auto({ startsAt: inMinutes(60), pending: 2 })).toMatchObject({ capacity: 1 });
  expect(auto({ startsAt: inMinutes(60), pending: 3 })).toEqual({ step: 'wait' });
});

describe('when the salon has made so many offers within the hour', () => {
  const lastHour = { offers: 60, first: inMinutes(-50) };

  test.each<[string, Partial<OpeningFacts>, unknown]>([
    [
      'it waits until the first of them is an hour old',
      { lastHour },
      { step: 'hold_back', until: inMinutes(10) },
    ],
    [
      'as many are made as may be',
      { lastHour: { offers: 58, first: inMinutes(-50) }, offersAtOnce: 3 },
      offer(2),
    ],
    [
      'it is given up when it may not be offered any more then',
      { lastHour, offersUntil: inMinutes(10) },
      { step: 'give_up' },
    ],
    ['it waits for who may answer', { lastHour, offersAtOnce: 2, pending: 1 }, { step: 'wait' }],
    [
      'it is given up when it would be too late then',
      { lastHour, startsAt: inMinutes(44) },
      { step: 'give_up' },
    ],
    [
      'it waits when that is just not too late',
      { lastHour, startsAt: inMinutes(45) },
      { step: 'hold_back', until: inMinutes(10) },
    ],
  ])('%s', (_, facts, expected) => expect(decide(facts)).toEqual(expected));

  test('staff’s word counts for more', () => expect(decide({ lastHour }, now, true)).toEqual(offer(1)));
});

describe('at night', () => {
  const night = new Date('2026-06-01T22:00+02:00');
  const morning = new Date('2026-06-02T08:00+02:00');
  const at = (startsAt: string) => ({
    startsAt: new Date(startsAt),
    offersUntil: new Date('2026-06-03T00:00+02:00'),
  });

  test('it waits for the morning when a whole claim window is left then', () => {
    expect(decide(at('2026-06-02T08:45+02:00'), night)).toEqual({ step: 'postpone', until: morning });
  });

  test('it is offered by e-mail when less is left', () => {
    expect(decide(at('2026-06-02T08:44+02:00'), night)).toEqual({
      step: 'offer',
      capacity: 1,
      channels: ['email'],
      plan: { offersAtOnce: 1, claimMinutes: 15 },
    });
  });

  test('it is offered at once when staff ask for it', () => {
    expect(decide(at('2026-06-02T14:00+02:00'), night, true)).toEqual(offer(1));
  });
});

test('whatever it is like: it is offered only within all limits, and ends only when nobody may answer', () => {
  const facts = fc.record({
    startsAt: fc.integer({ min: -60, max: 3 * 1440 }).map(inMinutes),
    offersUntil: fc.integer({ min: -60, max: 600 }).map(inMinutes),
    settlesAt: fc.option(fc.integer({ min: -60, max: 1440 }).map(inMinutes)),
    offersMade: fc.integer({ min: 0, max: 30 }),
    offersAtOnce: fc.integer({ min: 1, max: 5 }),
    answers: fc.record({ accepted: fc.constant(3), answered: fc.integer({ min: 3, max: 60 }) }),
    pending: fc.integer({ min: 0, max: 5 }),
    lastHour: fc.record({
      offers: fc.integer({ min: 0, max: 70 }),
      first: fc.integer({ min: 0, max: 59 }).map((minutes) => inMinutes(-minutes)),
    }),
    noticeMinutes: fc.integer({ min: 0, max: 600 }),
    timeZone: fc.constant('Europe/Oslo'),
  });
  const offering = fc.constantFrom('fixed' as const, 'auto' as const);
  fc.assert(
    fc.property(
      facts,
      fc.integer({ min: 0, max: 1440 }),
      fc.boolean(),
      offering,
      (given, later, urgent, how) => {
        const at = inMinutes(later);
        const next = decideOpening(given, { ...policy, offering: how }, at, urgent);
        if (next.step === 'offer') {
          expect(next.capacity).toBeGreaterThan(0);
          expect(given.pending + next.capacity).toBeLessThanOrEqual(next.plan.offersAtOnce);
          if (how === 'fixed') expect(next.plan.offersAtOnce).toBe(given.offersAtOnce);
          expect(given.offersMade + next.capacity).toBeLessThanOrEqual(policy.maxOffersPerOpening);
          expect(given.startsAt.getTime() - at.getTime()).toBeGreaterThanOrEqual(
            (given.noticeMinutes + 5) * 60_000,
          );
        }
        if (next.step === 'offer' && !urgent && given.settlesAt) {
          expect(given.settlesAt.getTime()).toBeLessThanOrEqual(at.getTime());
        }
        if (next.step === 'settle') expect(next.until.getTime()).toBeGreaterThan(at.getTime());
        if (next.step === 'lapse' || next.step === 'give_up') expect(given.pending).toBe(0);
        if (next.step === 'postpone' || next.step === 'hold_back')
          expect(next.until.getTime()).toBeGreaterThan(at.getTime());
        if (next.step === 'wait') expect(given.pending).toBeGreaterThan(0);
      },
    ),
  );
});
