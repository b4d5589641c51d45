import { beforeEach, expect, test } from 'vitest';
import { newId, type SalonId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
} from '#server/testing/factories.ts';
import { getStaffBooking, listBookings } from './bookings.queries.ts';
import { listBookingsInput } from './bookings.schema.ts';
import { viewBooking } from './view-booking.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon);
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const jon = await makeEmployee(db, salon, { services: [cut] });
  const kari = await makeCustomer(db, salon, { name: 'Kari 100%', phone: '+4741234567' });
  const book = (employee: typeof ida, startsAt: string, fields: object = {}) =>
    makeBooking(db, { salon, employee, services: [cut], startsAt, ...fields });
  await book(ida, '2026-06-01T23:30+02:00', { customer: kari });
  await book(jon, '2026-06-02T00:15+02:00');
  await book(ida, '2026-06-02T10:00+02:00', { status: 'cancelled' });
  await book(ida, '2026-06-03T10:00+02:00');
  const list = async (input: object) => {
    const found = await listBookings(db, listBookingsInput.parse({ salonId: salon.id, ...input }));
    return { ...found, bookings: found.bookings.map(({ date, localTime }) => `${date} ${localTime}`) };
  };
  return { salon, cut, ida, jon, list };
}

test('the list goes by local date, state, employee and whose it is', async () => {
  const { ida, jon, list } = await world();
  expect((await list({ from: '2026-06-02', until: '2026-06-02' })).bookings).toEqual([
    '2026-06-02 00:15',
    '2026-06-02 10:00',
  ]);
  expect((await list({ statuses: ['cancelled'] })).bookings).toEqual(['2026-06-02 10:00']);
  expect((await list({ employeeId: jon.id })).bookings).toEqual(['2026-06-02 00:15']);
  expect((await list({ employeeId: ida.id })).bookings).toHaveLength(3);
  for (const search of ['kari 100%', '412 34', '+4741234567']) {
    expect((await list({ search })).bookings).toEqual(['2026-06-01 23:30']);
  }
  // What means something to LIKE means itself here.
  expect((await list({ search: '%' })).bookings).toHaveLength(1);
  expect((await list({ search: '_' })).bookings).toEqual([]);
});

test('the list comes in pages, in either order', async () => {
  const { list } = await world();
  expect(await list({ pageSize: 3 })).toMatchObject({ hasMore: true, bookings: { length: 3 } });
  expect(await list({ pageSize: 3, page: 2 })).toEqual({
    page: 2,
    hasMore: false,
    bookings: ['2026-06-03 10:00'],
  });
  expect((await list({ order: 'latest', pageSize: 1 })).bookings).toEqual(['2026-06-03 10:00']);
});

test('another salon’s bookings are not found', async () => {
  const { cut, ida, salon } = await world();
  const booking = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: '2026-06-04T10:00+02:00',
  });
  await expect(getStaffBooking(db, newId<SalonId>(), booking.id)).rejects.toMatchObject({
    code: 'not_found',
  });
  const elsewhere = await makeSalon(db);
  expect((await listBookings(db, listBookingsInput.parse({ salonId: elsewhere.id }))).bookings).toEqual([]);
});

test('a link shows its booking, and until when it can be changed', async () => {
  const { cut, ida, salon } = await world();
  const booking = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: '2026-06-01T14:00+02:00',
  });
  const token = deps.links.signLink('booking', { id: booking.id, version: 1 });
  const changeableUntil = '2026-06-01T10:00:00.000Z';
  expect(await viewBooking(deps, { token })).toMatchObject({
    booking: { changeableUntil, changeable: true },
  });
  deps.clock.set(changeableUntil);
  expect(await viewBooking(deps, { token })).toMatchObject({
    booking: { changeableUntil, changeable: false },
  });
  expect(await viewBooking(deps, { token: `${token}x` })).toEqual({ ok: false, reason: 'unknown' });
});

test('who has opted out of what the salon has of them can’t be told, and staff see it', async () => {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon);
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const customer = await makeCustomer(db, salon, { phone: '+4741234567', email: null });
  const booking = await makeBooking(db, {
    ...{ salon, employee: ida, services: [cut], customer },
    startsAt: '2026-06-02T10:00+02:00',
  });
  const reachableBy = async () => {
    const { bookings } = await listBookings(db, listBookingsInput.parse({ salonId: salon.id }));
    const one = await getStaffBooking(db, salon.id, booking.id);
    return [one, ...bookings].map((shown) => shown.customer.reachableBy);
  };
  expect(await reachableBy()).toEqual([['sms'], ['sms']]);

  await db.consent.create({
    data: {
      ...{ customerId: customer.id, channel: 'sms', granted: false, wordingVersion: '1', source: 'test' },
      occurredAt: new Date('2026-05-01T10:00Z'),
    },
  });
  expect(await reachableBy()).toEqual([[], []]);
});
