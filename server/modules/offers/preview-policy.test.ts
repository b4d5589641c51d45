import { beforeEach, describe, expect, test } from 'vitest';
import type { OwnPolicy } from '#server/modules/policy/policy.schema.ts';
import { explainPolicy } from '#server/modules/policy/explain-policy.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  comeFree,
  dayAndNight,
  decline,
  openSalon,
  setPolicy,
  work,
} from '#server/testing/waitlist-steps.ts';
import { previewPolicy } from './preview-policy.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

describe('the preview of a policy', () => {
  // [policy, now]: the example is Saturday 6 June 2026 at ten.
  const cases: [story: string, values: Partial<OwnPolicy>, now: string][] = [
    ['as it comes', {}, '2026-06-05T12:00+02:00'],
    ['with other numbers', { claimExpiryMinutes: 45, cooldownMinutes: 90 }, '2026-06-05T12:00+02:00'],
    ['cut short by the notice', { claimExpiryMinutes: 60, minNoticeMinutes: 60 }, '2026-06-06T08:30+02:00'],
    ['by night, put off until morning', {}, '2026-06-05T23:00+02:00'],
    ['in a hurry, for a shorter time', { offering: 'auto' }, '2026-06-06T09:00+02:00'],
  ];

  test.each(cases)('is what then happens: %s', async (_story, values, now) => {
    deps.clock.set(now);
    const { salon, cut, ida } = await openSalon(deps, { hours: dayAndNight });
    const told = await previewPolicy(deps, { salonId: salon.id, values });
    await setPolicy(deps, salon, values);
    const entry = await makeEntry(db, { salon, service: cut, now: deps.clock.now() });
    expect(told.startsAt).toBe('2026-06-06T08:00:00.000Z');
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: told.startsAt });
    await work(deps); // by night it puts the opening off
    if (told.sentAt) deps.clock.set(told.sentAt);
    await work(deps);
    const offer = await db.offer.findFirstOrThrow();
    expect(offer.tokenExpiresAt.toISOString()).toBe(told.until);
    await decline(deps, entry);
    const { cooldownUntil } = await db.waitlistEntry.findFirstOrThrow();
    expect(cooldownUntil?.toISOString()).toBe(told.pausedUntil);
  });

  test('says that there would be no offer when its start is too near', async () => {
    deps.clock.set('2026-06-06T09:58+02:00');
    const { salon } = await openSalon(deps);
    expect(await previewPolicy(deps, { salonId: salon.id, values: {} })).toMatchObject({
      sentAt: null,
      until: null,
    });
  });
});

describe('a policy is explained', () => {
  test('number by number: what is set here, what stands above, and whose that is', async () => {
    const { salon, cut } = await openSalon(deps);
    await setPolicy(deps, salon, { claimExpiryMinutes: 20 });
    await setPolicy(deps, salon, { claimExpiryMinutes: 30, offersAtOnce: 2 }, cut);
    const ofService = await explainPolicy(db, { salonId: salon.id, serviceId: cut.id });
    expect(ofService).toMatchObject({
      own: { claimExpiryMinutes: 30, offersAtOnce: 2, cooldownMinutes: null },
      above: { claimExpiryMinutes: 20, offersAtOnce: 1, cooldownMinutes: 60 },
      aboveFrom: { claimExpiryMinutes: 'salon', offersAtOnce: 'global', cooldownMinutes: 'global' },
    });
    const ofSalon = await explainPolicy(db, { salonId: salon.id });
    expect(ofSalon).toMatchObject({
      own: { claimExpiryMinutes: 20, offersAtOnce: null },
      above: { claimExpiryMinutes: 15 },
      aboveFrom: { claimExpiryMinutes: 'global' },
    });
  });
});
