import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#server/platform/actor.ts';
import { newId, type SalonId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps, type TestDeps } from '#server/testing/deps.ts';
import { makeSalon, type TestSalon } from '#server/testing/factories.ts';
import { raceTrack } from '#server/testing/races/race.ts';
import { makeOfferedCustomer } from './notifications.fixtures.ts';
import { queueMessages } from './queue-messages.ts';
import { sendMessage } from './send-message.ts';
import { setSmsQuota } from './set-sms-quota.ts';
import { showSmsUse } from './show-sms-use.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
beforeEach(() => deps.reset());

const actor: Actor = { type: 'user', id: newId<UserId>() };
const set = (
  { id }: { id: SalonId },
  included: number,
  hardCap: number | null,
  version?: string,
  by: TestDeps = deps,
) =>
  by.inTransaction((tx) => setSmsQuota(tx, { salonId: id, version, values: { included, hardCap }, actor }));
const shown = ({ id }: { id: SalonId }) => showSmsUse(db, { salonId: id, now: deps.clock.now() });

/** Offers by SMS, sent one after the other. */
async function sendOffers(count: number, { offerId }: Awaited<ReturnType<typeof makeOfferedCustomer>>) {
  const before = await db.message.count();
  const occasions = Array.from({ length: count }, (_, index) => String(before + index));
  await deps.inTransaction((tx) =>
    queueMessages(
      tx,
      occasions.map((occasion) => ({ template: 'offer', offerId, channels: ['sms'], occasion })),
    ),
  );
  await deps.runJobs();
}

describe('a salon’s quota', () => {
  test('is nothing included and no end until somebody says so', async () => {
    const salon = await makeSalon(db);
    expect(await shown(salon)).toMatchObject({
      values: { included: 0, hardCap: null },
      current: { month: '2026-06-01', used: 0, overage: 0, limit: null, blocked: 0 },
      previous: [],
    });
  });

  test('counts at once, for the month that is under way, and is written down', async () => {
    const made = await makeOfferedCustomer(deps);
    await sendOffers(3, made);
    await set(made.salon, 2, 4);
    expect(await shown(made.salon)).toMatchObject({
      values: { included: 2, hardCap: 4 },
      current: { used: 3, included: 2, hardCap: 4, overage: 1, limit: 4 },
    });
    await sendOffers(2, made);
    expect((await shown(made.salon)).current).toMatchObject({ used: 4, overage: 2, blocked: 1 });
    expect(await db.auditEvent.findMany()).toMatchObject([
      { action: 'salon.sms_quota_set', actorId: actor.id, data: { included: 2, hardCap: 4 } },
    ]);
  });

  test('may have its cap set below what is used: what was sent stays sent, and no more goes out', async () => {
    const made = await makeOfferedCustomer(deps);
    await sendOffers(3, made);
    await set(made.salon, 0, 1);
    await sendOffers(1, made);
    expect((await shown(made.salon)).current).toMatchObject({ used: 3, hardCap: 1, blocked: 1 });
  });

  test('may lose its cap again', async () => {
    const made = await makeOfferedCustomer(deps);
    await set(made.salon, 0, 0);
    await set(made.salon, 0, null);
    await sendOffers(2, made);
    expect((await shown(made.salon)).current).toMatchObject({ used: 2, hardCap: null });
  });

  test('leaves the months before as they were, newest first', async () => {
    const made = await makeOfferedCustomer(deps);
    await set(made.salon, 1, null);
    await sendOffers(2, made);
    deps.clock.set(new Date('2026-07-02T10:00:00+02:00'));
    await set(made.salon, 500, 900);
    expect(await shown(made.salon)).toMatchObject({
      current: { month: '2026-07-01', used: 0, included: 500, hardCap: 900 },
      previous: [{ month: '2026-06-01', used: 2, included: 1, hardCap: null, overage: 1 }],
    });
  });

  test('that is saved as it stands is no change', async () => {
    const salon = await makeSalon(db, { smsIncludedSegments: 5 });
    await set(salon, 5, null, (await shown(salon)).version);
    expect(await db.auditEvent.count()).toBe(0);
  });
});

test('a sender who has read the old setting does not begin the month with it', async () => {
  const { salon, offerId } = await makeOfferedCustomer(deps);
  const [message] = await deps.inTransaction((tx) =>
    queueMessages(tx, [{ template: 'offer', offerId, channels: ['sms'] }]),
  );
  if (!message) throw new Error('nothing was queued');
  // The new setting stands, and is not committed yet, when it is about to be written down.
  await track.gateBeforeInsert('audit_events');
  const results = await track.overtake(
    () => set(salon, 7, 0, undefined, track.slow),
    () => sendMessage(deps, { messageId: message.id }),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);

  expect(await db.message.findUnique({ where: { id: message.id } })).toMatchObject({ status: 'blocked' });
  expect((await shown(salon)).current).toMatchObject({ used: 0, included: 7, hardCap: 0 });
});

test('the salons of an organisation have each their own', async () => {
  const one: TestSalon = await makeSalon(db);
  const other = await makeSalon(db, { organisationId: one.organisationId });
  await set(one, 100, 200);
  expect(await shown(other)).toMatchObject({ values: { included: 0, hardCap: null } });
});
