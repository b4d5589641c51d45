import { beforeEach, describe, expect, test } from 'vitest';
import { sqlState } from '#server/platform/sql-state.ts';
import { testDatabase } from '../database.ts';
import { makeSalon, makeService, type TestSalon, type TestService } from '../factories.ts';

const database = await testDatabase();
const { prisma: db, pool } = database;

let salon: TestSalon;
let service: TestService;
beforeEach(async () => {
  await database.empty();
  salon = await makeSalon(db);
  service = await makeService(db, salon);
});

async function resolve(serviceId: string | null = service.id): Promise<Record<string, unknown>> {
  const { rows } = await pool.query('SELECT * FROM resolve_waitlist_policy($1, $2)', [salon.id, serviceId]);
  expect(rows).toHaveLength(1);
  return rows[0] as Record<string, unknown>;
}

test('without any rows the defaults are in force', async () => {
  expect(await resolve()).toEqual({
    claim_expiry_minutes: 15,
    reminder_lead_minutes: 10,
    cooldown_minutes: 60,
    long_cooldown_minutes: 10_080,
    decline_threshold: 3,
    timeout_outcome: 'cooldown',
    match_on_reactivation: true,
    offering: 'fixed',
    offers_at_once: 1,
    min_notice_minutes: 30,
    max_hold_minutes: 240,
    max_offers_per_opening: 25,
    max_offers_per_customer_day: 5,
    max_offers_per_hour: 60,
    quiet_from_minute: 21 * 60,
    quiet_until_minute: 8 * 60,
  });
});

describe('the nearest that sets a number wins, each number by itself:', () => {
  test('service before salon before global', async () => {
    await db.waitlistPolicy.create({
      data: { claimExpiryMinutes: 20, cooldownMinutes: 20, declineThreshold: 20 },
    });
    await db.waitlistPolicy.create({
      data: { salonId: salon.id, claimExpiryMinutes: 30, cooldownMinutes: 30 },
    });
    await db.waitlistPolicy.create({
      data: { salonId: salon.id, serviceId: service.id, claimExpiryMinutes: 40 },
    });

    expect(await resolve()).toMatchObject({
      claim_expiry_minutes: 40,
      cooldown_minutes: 30,
      decline_threshold: 20,
      max_hold_minutes: 240,
    });
  });

  test('a service that sets nothing has what its salon has', async () => {
    await db.waitlistPolicy.create({
      data: { salonId: salon.id, offersAtOnce: 3, matchOnReactivation: false },
    });
    const another = await makeService(db, salon);
    await db.waitlistPolicy.create({ data: { salonId: salon.id, serviceId: another.id, offersAtOnce: 5 } });

    expect(await resolve()).toMatchObject({ offers_at_once: 3, match_on_reactivation: false });
    expect(await resolve(null)).toMatchObject({ offers_at_once: 3 });
  });

  test('what another salon sets counts for nothing here', async () => {
    const other = await makeSalon(db);
    await db.waitlistPolicy.create({ data: { salonId: other.id, claimExpiryMinutes: 99 } });
    expect(await resolve()).toMatchObject({ claim_expiry_minutes: 15 });
  });
});

describe('the database refuses', () => {
  const stateOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', sqlState);
  const set = (data: Parameters<typeof db.waitlistPolicy.create>[0]['data']) =>
    stateOf(db.waitlistPolicy.create({ data }));

  test('a second row of the same scope, the global one too', async () => {
    expect(await set({})).toBe('done');
    expect(await set({})).toBe('23505');
    expect(await set({ salonId: salon.id })).toBe('done');
    expect(await set({ salonId: salon.id })).toBe('23505');
  });

  test.each([
    ['a claim window under 5 minutes', { claimExpiryMinutes: 4 }],
    ['a claim window over 3 hours', { claimExpiryMinutes: 181 }],
    ['no offer at once', { offersAtOnce: 0 }],
    ['an unknown way of offering', { offering: 'sometimes' }],
    ['one end of the quiet hours alone', { quietFromMinute: 1260 }],
    ['an unknown outcome of a time-out', { timeoutOutcome: 'waiting' }],
  ])('%s', async (_what, values) => {
    expect(await set(values)).toBe('23514');
  });
});
