import { expect, test } from 'vitest';
import { customerBookingSchema } from '#server/modules/bookings/bookings.schema.ts';
import { calendarFile } from './calendar-file.server.ts';

const id = '5f0c0a52-0c9c-4b6e-8d59-5d7b8d2f7f01';

function booking(
  changes: { startsAt: string; endsAt: string; revision: number },
  serviceName = 'Klipp',
  status = 'confirmed',
) {
  return customerBookingSchema.parse({
    id,
    status,
    date: '2026-11-28',
    localTime: '10:00',
    priceMinor: 69_000,
    currency: 'NOK',
    notes: '',
    cancelledAt: null,
    cancelledBy: null,
    items: [
      {
        serviceId: id,
        serviceName,
        employeeId: id,
        employeeName: 'Ida',
        startsAt: changes.startsAt,
        endsAt: changes.endsAt,
        priceMinor: 69_000,
      },
    ],
    locale: 'nb',
    salon: {
      id,
      slug: 'saks',
      name: 'Saks',
      timeZone: 'Europe/Oslo',
      locale: 'nb',
      street: '',
      postalCode: '',
      city: 'Oslo',
      phone: null,
      accentColour: null,
      logoUrl: null,
      cancelNoticeMinutes: 0,
    },
    changeableUntil: changes.startsAt,
    changeable: true,
    earlier: null,
    undoableUntil: null,
    undone: null,
    ...changes,
  });
}

const tenToEleven = { startsAt: '2026-11-28T09:00:00Z', endsAt: '2026-11-28T10:00:00Z', revision: 0 };
/** Long lines go on after a line break and a space. */
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

test('the calendar file says what, when, where and with whom, and holds no link', () => {
  const file = calendarFile(booking(tenToEleven, 'Klipp; vask, føn\nEND:VEVENT'), 'nb');
  expect(unfolded(file)).toEqual(
    expect.arrayContaining([
      'SUMMARY:Klipp\\; vask\\, føn\\nEND:VEVENT hos Saks',
      'DTSTART:20261128T090000Z',
      'DTEND:20261128T100000Z',
      'LOCATION:Saks\\, Oslo',
      'DESCRIPTION:Hos Ida.',
      'STATUS:CONFIRMED',
    ]),
  );
  expect(unfolded(file).filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  expect(file).not.toMatch(/https?:|\/b\//);
});

test('the calendar file of a cancelled appointment says so', () => {
  expect(unfolded(calendarFile(booking(tenToEleven, 'Klipp', 'cancelled'), 'en'))).toContain(
    'STATUS:CANCELLED',
  );
});

test('after a move the calendar file is the same event in a later version', () => {
  const lines = (file: string) => file.split('\r\n');
  const before = lines(
    calendarFile(
      booking({ startsAt: '2026-11-28T09:00:00Z', endsAt: '2026-11-28T10:00:00Z', revision: 0 }),
      'nb',
    ),
  );
  const after = lines(
    calendarFile(
      booking({ startsAt: '2026-11-28T13:00:00Z', endsAt: '2026-11-28T14:00:00Z', revision: 90 }),
      'nb',
    ),
  );
  expect(before).toEqual(
    expect.arrayContaining([`UID:${id}@ledig`, 'SEQUENCE:0', 'DTSTART:20261128T090000Z']),
  );
  expect(after).toEqual(
    expect.arrayContaining([`UID:${id}@ledig`, 'SEQUENCE:90', 'DTSTART:20261128T130000Z']),
  );
});
