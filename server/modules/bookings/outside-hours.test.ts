import { beforeEach, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { staff } from '#server/testing/waitlist-steps.ts';
import { rescheduleBooking } from './reschedule-booking.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

/** Ida works on Tuesdays, with a break from half past eleven to twelve. */
async function tuesday() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon, { durationMinutes: 60 });
  const ida = await makeEmployee(db, salon, {
    name: 'Ida',
    services: [cut],
    hours: [
      { weekday: 2, fromMinute: 540, untilMinute: 690 },
      { weekday: 2, fromMinute: 720, untilMinute: 1020 },
    ],
  });
  const at = '2026-06-02T09:00+02:00';
  const { id } = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: at,
    now: deps.clock.now(),
  });
  const move = async (startsAt: string) => {
    const outcome = await rescheduleBooking(deps, {
      salonId: salon.id,
      bookingId: id,
      startsAt,
      withdrawOpening: false,
      actor: staff,
    });
    return outcome.ok ? outcome.outsideHours : outcome.reason;
  };
  return { ida, salon, move };
}

test('who moves a booking within the hours hears nothing of them', async () => {
  const { move } = await tuesday();
  expect(await move('2026-06-02T10:30+02:00')).toEqual([]);
  expect(await move('2026-06-02T16:00+02:00')).toEqual([]);
});

test('over a break, past the end, on a free day and into time off it is said whose hours they are not', async () => {
  const { ida, move } = await tuesday();
  expect(await move('2026-06-02T11:00+02:00')).toEqual(['Ida']);
  expect(await move('2026-06-02T16:15+02:00')).toEqual(['Ida']);
  expect(await move('2026-06-03T10:00+02:00')).toEqual(['Ida']);
  await db.timeOff.create({
    data: {
      employeeId: ida.id,
      startsAt: new Date('2026-06-02T13:30+02:00'),
      endsAt: new Date('2026-06-02T15:00+02:00'),
    },
  });
  expect(await move('2026-06-02T13:00+02:00')).toEqual(['Ida']);
  expect(await move('2026-06-02T12:30+02:00')).toEqual([]);
});

test('hours of a date count in place of the week’s', async () => {
  const { salon, ida, move } = await tuesday();
  await db.hoursException.create({
    data: {
      salonId: salon.id,
      employeeId: ida.id,
      date: new Date('2026-06-03'),
      fromMinute: 600,
      untilMinute: 720,
    },
  });
  expect(await move('2026-06-03T10:00+02:00')).toEqual([]);
  expect(await move('2026-06-03T11:30+02:00')).toEqual(['Ida']);
});
