import { expect, test } from 'vitest';
import { customerBookingSchema } from '#server/modules/bookings/bookings.schema.ts';
import { slotSchema } from '#server/modules/calendar/availability.schema.ts';
import { withoutPresent } from './without-present.ts';

const [ida, jon, cut] = [1, 2, 3].map((last) => `5f0c0a52-0c9c-4b6e-8d59-5d7b8d2f7f0${last}`);

const slot = (hour: string, ...employeeIds: (string | undefined)[]) =>
  slotSchema.parse({
    startsAt: `2026-11-28T${hour}:00:00Z`,
    endsAt: `2026-11-28T${hour}:30:00Z`,
    date: '2026-11-28',
    localTime: `${hour}:00`,
    employeeIds,
  });

const booking = customerBookingSchema.pick({ startsAt: true, items: true }).parse({
  startsAt: '2026-11-28T10:00:00.000Z',
  items: [
    {
      serviceId: cut,
      serviceName: 'Klipp',
      employeeId: ida,
      employeeName: 'Ida',
      startsAt: '2026-11-28T10:00:00.000Z',
      endsAt: '2026-11-28T10:30:00.000Z',
      priceMinor: 1,
    },
  ],
});

test('a booking is not offered the time that it has, but that time with somebody else', () => {
  const day = (...slots: ReturnType<typeof slot>[]) => [{ date: '2026-11-28', slots }];
  expect(withoutPresent(day(slot('09', ida), slot('10', ida)), booking)).toEqual(day(slot('09', ida)));
  expect(withoutPresent(day(slot('10', ida, jon), slot('11', ida, jon)), booking)).toEqual(
    day(slot('10', jon), slot('11', ida, jon)),
  );
});
