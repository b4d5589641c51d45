import { beforeEach, describe, expect, test } from 'vitest';
import { createByStaff } from '#server/modules/bookings/create-by-staff.ts';
import { mergeCustomers } from '#server/modules/customers/merge-customers.ts';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import { makeBooking, makeCustomer, makeEmployee } from '../factories.ts';
import { makeEntry, makeOffer, makeOpening } from '../waitlist-factories.ts';
import { openSalon, staff } from '../waitlist-steps.ts';
import { doctored, raceTrack, withoutRowLocks } from './race.ts';

const deps = await testDeps();
const track = await raceTrack(deps);
const { db } = deps;
beforeEach(() => deps.reset());

const noon = '2026-06-02T12:00+02:00';

/** Two customers who are one, and two employees who do the one service. */
async function twoAsOne() {
  const { salon, cut, ida } = await openSalon(deps);
  const jon = await makeEmployee(db, salon, { services: [cut] });
  const [kept, other] = [await makeCustomer(db, salon), await makeCustomer(db, salon)];
  const merge = (who: TestDeps) =>
    mergeCustomers(who, {
      salonId: salon.id,
      organisationId: salon.organisationId,
      customerId: kept.id,
      otherId: other.id,
      name: 'kept',
      phone: 'kept',
      email: 'kept',
      locale: 'kept',
      actor: staff,
    });
  return { salon, cut, ida, jon, kept, other, merge };
}

/** Without the locks with which a merge has everybody else wait. */
const lockless = (who: TestDeps) => doctored(who, withoutRowLocks);

describe('a customer who accepts an offer while staff merge them into another one', () => {
  /** @returns whose booking came of it */
  async function acceptDuringMerge(change: (who: TestDeps) => TestDeps): Promise<'kept' | 'other'> {
    const { salon, cut, ida, kept, other, merge } = await twoAsOne();
    const entry = await makeEntry(db, { salon, service: cut, customer: other });
    const opening = await makeOpening(db, { employee: ida, startsAt: noon });
    const { token } = await makeOffer(db, { opening, entry });
    await track.gateBeforeInsert('bookings');
    const [accepted, merged] = await track.overtake(
      () => answerOffer(track.slow, { token, action: 'accept', channel: 'web' }),
      () => merge(change(deps)),
    );
    expect(accepted).toMatchObject({ value: { outcome: 'booked' } });
    expect(merged).toMatchObject({ value: { ok: true } });
    const { customerId } = await db.booking.findFirstOrThrow();
    return customerId === kept.id ? 'kept' : 'other';
  }

  test('has their appointment as the one who is kept', async () => {
    expect(await acceptDuringMerge((who) => who)).toBe('kept');
  });

  test('would have it as nobody without the locks', async () => {
    expect(await acceptDuringMerge(lockless)).toBe('other');
    await deps.database.empty();
  });
});

test('a link that is answered just after its customer was merged books for the one who is kept', async () => {
  const { salon, cut, ida, kept, other, merge } = await twoAsOne();
  const entry = await makeEntry(db, { salon, service: cut, customer: other });
  const opening = await makeOpening(db, { employee: ida, startsAt: noon });
  const { token } = await makeOffer(db, { opening, entry });
  await track.gateBeforeInsert('audit_events');
  const [merged, accepted] = await track.overtake(
    () => merge(track.slow),
    () => answerOffer(deps, { token, action: 'accept', channel: 'web' }),
  );
  expect(merged).toMatchObject({ value: { ok: true } });
  expect(accepted).toMatchObject({ value: { outcome: 'booked' } });
  expect(await db.booking.findFirstOrThrow()).toMatchObject({ customerId: kept.id });
});

describe('a customer whom staff book at the hour of another one’s appointment while the two are merged', () => {
  /** @returns whether they were merged */
  async function bookDuringMerge(change: (who: TestDeps) => TestDeps): Promise<boolean> {
    const { salon, cut, ida, jon, kept, other, merge } = await twoAsOne();
    await makeBooking(db, { salon, employee: ida, services: [cut], customer: kept, startsAt: noon });
    await track.gateBeforeInsert('bookings');
    await track.overtake(
      () =>
        createByStaff(track.slow, {
          salonId: salon.id,
          serviceIds: [cut.id],
          employeeId: jon.id,
          startsAt: noon,
          customer: { customerId: other.id },
          notes: '',
          withdrawOpening: false,
          actor: staff,
        }),
      () => merge(change(deps)),
    );
    return (await db.customer.count({ where: { mergedIntoId: kept.id } })) === 1;
  }

  test('stays another one: the merge is refused', async () => {
    expect(await bookDuringMerge((who) => who)).toBe(false);
  });

  test('would be merged unseen without the locks', async () => {
    expect(await bookDuringMerge(lockless)).toBe(true);
    await deps.database.empty();
  });
});
