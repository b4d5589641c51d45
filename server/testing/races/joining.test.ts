import { beforeEach, describe, expect, test } from 'vitest';
import { joinWaitlist } from '#server/modules/waitlist/join-waitlist.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import { openSalon } from '../waitlist-steps.ts';
import { doctored, raceTrack } from './race.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
const { slow, overtake } = track;
beforeEach(() => deps.reset());

async function joining() {
  const { salon, cut } = await openSalon(deps);
  return (by: TestDeps, email = 'siri@example.com') =>
    joinWaitlist(by, {
      salonId: salon.id,
      wish: { serviceId: cut.id, employeeIds: [], leadTimeMinutes: 0, preferredDate: '2026-06-05' },
      contact: { name: 'Siri Berg', email, phone: null },
      locale: 'nb',
    });
}

/** The contact's lock left out. */
const withoutContactLock = (sql: string) => sql.replace('pg_advisory_xact_lock(key)', 'key');
/** Nor that of the customer whom it is of. */
const withoutEither = (sql: string) =>
  withoutContactLock(sql).replace(/(FROM customers WHERE .*) FOR NO KEY UPDATE/, '$1');

const rows = async () => [await db.customer.count(), await db.waitlistEntry.count()];

describe('the same wish by the same contact, twice at once', () => {
  test('ten times over: one customer, one entry, the same answer', async () => {
    const join = await joining();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        join(deps, index % 2 ? 'siri@example.com' : 'Siri+x@Example.com'),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ ok: true, status: 'waiting' })]),
    );
    expect(await rows()).toEqual([1, 1]);
  });

  test('by somebody new: one customer, one entry', async () => {
    const join = await joining();
    await track.gateBeforeInsert('customers');
    const [first, second] = await overtake(
      () => join(slow),
      () => join(deps),
    );
    expect(second).toEqual(first);
    expect(await rows()).toEqual([1, 1]);
  });

  test('without the contact’s lock: two customers, two entries', async () => {
    const join = await joining();
    await track.gateBeforeInsert('customers');
    await overtake(
      () => join(doctored(slow, withoutContactLock)),
      () => join(doctored(deps, withoutContactLock)),
    );
    expect(await rows()).toEqual([2, 2]);
  });

  test('by somebody who is known: one entry; without the locks two', async () => {
    const known = async () => {
      const join = await joining();
      await deps.inTransaction(async (tx) => {
        const { organisationId } = await tx.db.salon.findFirstOrThrow({ select: { organisationId: true } });
        await tx.db.customer.create({
          data: {
            organisationId,
            name: 'Siri Berg',
            email: 'siri@example.com',
            emailKey: 'siri@example.com',
            locale: 'nb',
          },
        });
      });
      return join;
    };
    await track.gateBeforeInsert('waitlist_entries');
    const join = await known();
    await overtake(
      () => join(slow),
      () => join(deps),
    );
    expect(await rows()).toEqual([1, 1]);

    await deps.reset();
    const again = await known();
    await overtake(
      () => again(doctored(slow, withoutEither)),
      () => again(doctored(deps, withoutEither)),
    );
    expect(await rows()).toEqual([1, 2]);
  });
});
