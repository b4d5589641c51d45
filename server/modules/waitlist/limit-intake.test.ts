import { expect, test } from 'vitest';
import type { RateLimits } from '#server/platform/rate-limit.ts';
import { limitIntake } from './limit-intake.ts';

/** What is counted for whom. */
async function counted(contact: { email: string | null; phone: string | null }): Promise<[string, string][]> {
  const uses: [string, string][] = [];
  const limits: RateLimits = {
    consume: (limit, subject) => {
      uses.push([limit, subject]);
      return Promise.resolve({ ok: true });
    },
    check: () => Promise.resolve({ ok: true }),
    reset: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  await limitIntake({ limits }, '203.0.113.7', contact);
  return uses;
}

test('a request to join counts for its address and for each contact', async () => {
  expect(await counted({ email: 'siri@example.com', phone: '412 34 567' })).toEqual([
    ['public-waitlist-intake', '203.0.113.7'],
    ['public-waitlist-intake-contact', 'siri@example.com'],
    ['public-waitlist-intake-contact', '41234567'],
  ]);
});

test('a number is the same contact however it is written', async () => {
  const [, use] = await counted({ email: null, phone: '0047 41 23 45 67' });
  expect(use).toEqual(['public-waitlist-intake-contact', '41234567']);
});

test('an address with a tag or in capitals is no other contact', async () => {
  const [, use] = await counted({ email: 'Siri+42@Example.com', phone: null });
  expect(use).toEqual(['public-waitlist-intake-contact', 'siri@example.com']);
});

test('once a limit is used up, it says when to come back', async () => {
  const limits = {
    consume: () => Promise.resolve({ ok: false as const, retryAfterSeconds: 90 }),
  } as unknown as RateLimits;
  await expect(limitIntake({ limits }, '203.0.113.7', { email: null, phone: null })).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfter: 90,
  });
});
