import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeSalon, type TestSalon } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { openSalon } from '#server/testing/waitlist-steps.ts';
import { searchInput } from './search.schema.ts';
import { searchSalon } from './search-salon.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

function search(salon: TestSalon, text: string, limit?: number) {
  return searchSalon(db, {
    ...searchInput.parse({ salonId: salon.id, text, limit }),
    organisationId: salon.organisationId,
    salonIds: [salon.id],
    timeZone: 'Europe/Oslo',
    now: deps.clock.now(),
  });
}

/** Whom it finds of each kind, and where there are more. */
async function namesOf(salon: TestSalon, text: string, limit?: number) {
  const { customers, entries, bookings } = await search(salon, text, limit);
  return {
    customers: customers.found.map(({ name }) => name),
    entries: entries.found.map(({ customer }) => customer.name),
    bookings: bookings.found.map(({ customer }) => customer.name),
    hasMore: [customers.hasMore, entries.hasMore, bookings.hasMore],
  };
}

const kari = { name: 'Kari Nordmann', email: 'kari.n@fjord.example', phone: '+4741234567' };
const none = { customers: [], entries: [], bookings: [], hasMore: [false, false, false] };

/** A salon where Kari is booked, waits, and is not alone. */
async function salonOfKari() {
  const { salon, cut, ida } = await openSalon(deps);
  const customer = await makeCustomer(db, salon, kari);
  const other = await makeCustomer(db, salon, {
    name: 'Ola Hansen',
    email: 'ola@fjord.example',
    phone: '+4799887766',
  });
  await makeEntry(db, { salon, service: cut, customer });
  await makeEntry(db, { salon, service: cut, customer: other });
  const booked = { salon, employee: ida, services: [cut] };
  await makeBooking(db, { ...booked, customer, startsAt: '2026-06-02T10:00+02:00' });
  await makeBooking(db, { ...booked, customer: other, startsAt: '2026-06-02T12:00+02:00' });
  return { salon, customer, booked };
}

describe('one search finds a customer, their wish and their coming booking', () => {
  test.each([
    ['by a part of the name', 'nordm'],
    ['by the number as it is read out', '412 34 567'],
    ['by a part of the address', 'kari.n@'],
  ])('%s', async (_, text) => {
    const { salon } = await salonOfKari();
    const name = [kari.name];
    expect(await namesOf(salon, text)).toEqual({ ...none, customers: name, entries: name, bookings: name });
  });
});

test('bookings that are over or cancelled are not found, one that is going on is', async () => {
  const { salon, customer, booked } = await salonOfKari();
  await makeBooking(db, { ...booked, customer, startsAt: '2026-05-20T10:00+02:00' });
  await makeBooking(db, { ...booked, customer, startsAt: '2026-06-03T10:00+02:00', status: 'cancelled' });
  const found = async () => (await search(salon, kari.name)).bookings.found.map(({ startsAt }) => startsAt);
  expect(await found()).toEqual(['2026-06-02T08:00:00.000Z']);
  deps.clock.set(new Date('2026-06-02T10:30+02:00'));
  expect(await found()).toEqual(['2026-06-02T08:00:00.000Z']);
  deps.clock.set(new Date('2026-06-02T13:00+02:00'));
  expect(await found()).toEqual([]);
});

test('nothing of another salon is found', async () => {
  await salonOfKari();
  expect(await namesOf(await makeSalon(db), 'Kari')).toEqual(none);
});

test('of each kind it tells the first, and that there are more', async () => {
  const { salon } = await salonOfKari();
  await makeCustomer(db, salon, { name: 'Kari Aas' });
  expect(await namesOf(salon, 'kari', 1)).toMatchObject({
    customers: ['Kari Aas'],
    hasMore: [true, false, false],
  });
});

test('less than two letters are no search, and no more than fifty of a kind are told', () => {
  const salonId = crypto.randomUUID();
  expect(searchInput.safeParse({ salonId, text: ' K ' }).success).toBe(false);
  expect(searchInput.safeParse({ salonId, text: 'Ka', limit: 51 }).success).toBe(false);
  expect(searchInput.safeParse({ salonId, text: 'Ka', limit: 50 }).success).toBe(true);
});
