import { beforeEach, describe, expect, test } from 'vitest';
import { createByStaff } from '#server/modules/bookings/create-by-staff.ts';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { bookDirectly } from '#server/modules/offers/book-directly.ts';
import type { AnswerOutcome } from '#server/modules/offers/offers.schema.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import {
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
  type TestCustomer,
  type TestSalon,
  type TestService,
} from '../factories.ts';
import { makeEntry, makeOffer, makeOpening } from '../waitlist-factories.ts';
import { staff } from '../waitlist-steps.ts';
import { doctored, raceTrack, withoutRowLocks } from './race.ts';

const deps = await testDeps();
const track = await raceTrack(deps);
beforeEach(() => deps.reset());

const noon = '2026-06-02T12:00+02:00';

/** Two offers of one customer for the same hour with different employees; the second is accepted while the first one's claim is about to write. */
async function acceptBoth(): Promise<AnswerOutcome[]> {
  const { db } = deps;
  const salon = await makeSalon(db);
  const service = await makeService(db, salon);
  const customer = await makeCustomer(db, salon);
  const offer = async () => {
    const employee = await makeEmployee(db, salon, { services: [service] });
    const opening = await makeOpening(db, { employee, startsAt: noon });
    const entry = await makeEntry(db, { salon, service, customer, employees: [employee] });
    return makeOffer(db, { opening, entry });
  };
  const [first, second] = [await offer(), await offer()];
  const accept = (who: typeof deps, token: string) =>
    answerOffer(who, { token, action: 'accept', channel: 'web' });
  const both = await track.overtake(
    () => accept(track.slow, first.token),
    () => accept(deps, second.token),
  );
  return both.map((settled) => {
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value.outcome;
  });
}

const gate = (source: string) =>
  source.replace('SELECT * INTO v_accepted', 'PERFORM race_gate();\n    SELECT * INTO v_accepted');

test('a customer who accepts two offers of the same hour at once gets one appointment', async () => {
  await track.doctor('answer_offer', gate);
  expect(await acceptBoth()).toEqual(['booked', 'clashes']);
});

test('without the customer’s lock they get both', async () => {
  await track.doctor('answer_offer', (source) => gate(source).replace(/PERFORM FROM customers c [^;]*;/, ''));
  expect(await acceptBoth()).toEqual(['booked', 'booked']);
});

type StaffBook = (
  who: TestDeps,
  noon: { salon: TestSalon; service: TestService; customer: TestCustomer },
) => Promise<{ ok: boolean }>;

/** A customer with an offer at noon of one employee; staff book them at noon with another one, just before they accept it. */
async function acceptWhile(book: StaffBook): Promise<unknown[]> {
  const { db } = deps;
  const salon = await makeSalon(db);
  const service = await makeService(db, salon);
  const customer = await makeCustomer(db, salon);
  const employee = await makeEmployee(db, salon, { services: [service] });
  const opening = await makeOpening(db, { employee, startsAt: noon });
  const { token } = await makeOffer(db, {
    opening,
    entry: await makeEntry(db, { salon, service, customer }),
  });
  const [booked, answered] = await track.overtake(
    () => book(track.slow, { salon, service, customer }),
    () => answerOffer(deps, { token, action: 'accept', channel: 'web' }),
  );
  if (booked.status === 'rejected') throw booked.reason;
  if (answered.status === 'rejected') throw answered.reason;
  return [booked.value.ok, answered.value.outcome];
}

const whole = (who: TestDeps) => who;
const withoutCustomersLock = (who: TestDeps) =>
  doctored(who, (sql) => (/FROM customers\b/.test(sql) ? withoutRowLocks(sql) : sql));

describe('a customer whom staff book by hand while they accept an offer of the same hour', () => {
  const byStaff =
    (change: (who: TestDeps) => TestDeps): StaffBook =>
    async (who, { salon, service, customer }) => {
      const jon = await makeEmployee(deps.db, salon, { services: [service] });
      return createByStaff(change(who), {
        salonId: salon.id,
        serviceIds: [service.id],
        employeeId: jon.id,
        startsAt: noon,
        customer: { customerId: customer.id },
        notes: '',
        withdrawOpening: false,
        actor: staff,
      });
    };

  test('gets one appointment', async () => {
    await track.gateBeforeInsert('bookings');
    expect(await acceptWhile(byStaff(whole))).toEqual([true, 'clashes']);
  });

  test('would get both without the customer’s lock', async () => {
    await track.gateBeforeInsert('bookings');
    expect(await acceptWhile(byStaff(withoutCustomersLock))).toEqual([true, 'booked']);
  });
});

describe('an entry that staff book onto a slot while its customer accepts another offer of the same hour', () => {
  const directly =
    (change: (who: TestDeps) => TestDeps): StaffBook =>
    async (who, { salon, service, customer }) => {
      const jon = await makeEmployee(deps.db, salon, { services: [service] });
      const entry = await makeEntry(deps.db, { salon, service, customer, employees: [jon] });
      return bookDirectly(change(who), {
        salonId: salon.id,
        entryId: entry.id,
        employeeId: jon.id,
        startsAt: noon,
        actor: staff,
      });
    };

  test('is booked, and the offer can’t be accepted', async () => {
    await track.gateBeforeInsert('openings');
    expect(await acceptWhile(directly(whole))).toEqual([true, 'clashes']);
  });

  test('would be overtaken without the customer’s lock', async () => {
    await track.gateBeforeInsert('openings');
    expect(await acceptWhile(directly(withoutCustomersLock))).toEqual([false, 'booked']);
  });
});
