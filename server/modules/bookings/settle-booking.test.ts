import { beforeEach, expect, test } from 'vitest';
import { newId, type SalonId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { settleBooking } from './settle-booking.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const actor = { type: 'user', id: newId<UserId>() } as const;

async function world(status: 'confirmed' | 'cancelled' = 'confirmed') {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon);
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const startsAt = '2026-06-01T12:00+02:00';
  const booking = await makeBooking(db, { salon, employee: ida, services: [cut], startsAt, status });
  return { salonId: salon.id, bookingId: booking.id, actor };
}

test('from its start on staff say whether the customer came, and may mend a slip', async () => {
  const booking = await world();
  expect(await settleBooking(deps, { ...booking, as: 'no_show' })).toEqual({
    ok: false,
    reason: 'not_begun',
  });
  deps.clock.set('2026-06-01T12:00+02:00');
  expect(await settleBooking(deps, { ...booking, as: 'no_show' })).toMatchObject({
    booking: { status: 'no_show' },
  });
  expect(await settleBooking(deps, { ...booking, as: 'no_show' })).toMatchObject({ ok: true });
  expect(await settleBooking(deps, { ...booking, as: 'completed' })).toMatchObject({
    booking: { status: 'completed' },
  });
  const audits = await db.auditEvent.findMany({ orderBy: { id: 'asc' } });
  expect(audits.map(({ action, data }) => [action, data])).toEqual([
    ['booking.no_show', { from: 'confirmed' }],
    ['booking.completed', { from: 'no_show' }],
  ]);
});

test('not of a cancelled booking, nor of another salon’s', async () => {
  const booking = await world('cancelled');
  deps.clock.set('2026-06-01T13:00+02:00');
  expect(await settleBooking(deps, { ...booking, as: 'completed' })).toEqual({
    ok: false,
    reason: 'not_open',
  });
  const other = { ...booking, salonId: newId<SalonId>(), as: 'completed' as const };
  await expect(settleBooking(deps, other)).rejects.toMatchObject({ code: 'not_found' });
});
