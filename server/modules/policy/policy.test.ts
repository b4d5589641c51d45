import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { openSalon, setPolicy, staff } from '#server/testing/waitlist-steps.ts';
import { getOwnPolicy, setOwnPolicy } from './own-policy.ts';
import { policyValuesSchema, setPolicyInput } from './policy.schema.ts';
import { resolvePolicy } from './resolve-policy.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

describe('a policy', () => {
  test('is the global one where nothing else is said', async () => {
    const { salon, cut } = await openSalon(deps);
    expect(await resolvePolicy(db, salon.id, cut.id)).toEqual({
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
    });
  });

  test('is taken number by number: the service’s, else the salon’s, else the global one', async () => {
    const { salon, cut } = await openSalon(deps);
    await setPolicy(deps, salon, { claimExpiryMinutes: 20, cooldownMinutes: 90 });
    await setPolicy(deps, salon, { claimExpiryMinutes: 30 }, cut);
    expect(await resolvePolicy(db, salon.id, cut.id)).toMatchObject({
      claimExpiryMinutes: 30,
      cooldownMinutes: 90,
      offersAtOnce: 1,
    });
    expect(await resolvePolicy(db, salon.id)).toMatchObject({ claimExpiryMinutes: 20, cooldownMinutes: 90 });
  });

  test('of one salon says nothing about another', async () => {
    const { salon } = await openSalon(deps);
    const stranger = await openSalon(deps);
    await setPolicy(deps, salon, { claimExpiryMinutes: 20 });
    expect(await resolvePolicy(db, stranger.salon.id)).toMatchObject({ claimExpiryMinutes: 15 });
  });

  test('that is set replaces what was set before, and is audited', async () => {
    const { salon } = await openSalon(deps);
    await setPolicy(deps, salon, { claimExpiryMinutes: 20, offersAtOnce: 2 });
    await setPolicy(deps, salon, { claimExpiryMinutes: 25 });
    expect(await getOwnPolicy(db, { salonId: salon.id })).toMatchObject({
      claimExpiryMinutes: 25,
      offersAtOnce: null,
    });
    expect(await db.auditEvent.findMany({ where: { action: 'policy.set' } })).toMatchObject([
      { subjectType: 'salon', subjectId: salon.id },
      { subjectType: 'salon', subjectId: salon.id },
    ]);
  });

  test('is not set for another salon’s service', async () => {
    const { salon } = await openSalon(deps);
    const stranger = await openSalon(deps);
    await expect(setPolicy(deps, salon, { offersAtOnce: 2 }, stranger.cut)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('is the later one’s when two save at once', async () => {
    const { salon } = await openSalon(deps);
    const minutes = [10, 20, 30, 40, 50];
    await Promise.all(minutes.map((claimExpiryMinutes) => setPolicy(deps, salon, { claimExpiryMinutes })));
    expect(await db.waitlistPolicy.findMany({ where: { salonId: salon.id } })).toHaveLength(1);
  });

  test('sets or inherits quiet hours as a pair', async () => {
    const { salon } = await openSalon(deps);
    const { error } = setPolicyInput.safeParse({ salonId: salon.id, values: { quietFromMinute: 1200 } });
    expect(error?.issues).toMatchObject([{ path: ['values', 'quietUntilMinute'], message: 'both_or_none' }]);
  });

  const bounds: [keyof typeof policyValuesSchema.shape, number, number][] = [
    ['claimExpiryMinutes', 5, 180],
    ['reminderLeadMinutes', 0, 175],
    ['cooldownMinutes', 0, 43_200],
    ['longCooldownMinutes', 0, 129_600],
    ['declineThreshold', 1, 100],
    ['offersAtOnce', 1, 20],
    ['minNoticeMinutes', 0, 10_080],
    ['maxHoldMinutes', 5, 10_080],
    ['maxOffersPerOpening', 1, 1000],
    ['maxOffersPerCustomerDay', 1, 100],
    ['maxOffersPerHour', 1, 1000],
  ];
  test.each(bounds)(
    '%s is from %i to %i, for the schema and for the database alike',
    async (field, low, high) => {
      const { salon } = await openSalon(deps);
      const set = (value: number) =>
        deps.inTransaction((tx) =>
          setOwnPolicy(tx, { salonId: salon.id, values: { [field]: value }, actor: staff }),
        );
      const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const insert = (value: number) =>
        deps.database.pool.query(`INSERT INTO waitlist_policies (salon_id, ${column}) VALUES ($1, $2)`, [
          salon.id,
          value,
        ]);
      for (const value of [low, high]) expect(await set(value)).toMatchObject({ [field]: value });
      await db.waitlistPolicy.deleteMany({ where: { salonId: salon.id } });
      for (const value of [low - 1, high + 1]) {
        expect(policyValuesSchema.shape[field].safeParse(value).success).toBe(false);
        await expect(insert(value)).rejects.toThrow(/check constraint/);
      }
    },
  );
});
