import { describe, expect, test } from 'vitest';
import { newId, type BookingId } from '#server/platform/ids.schema.ts';
import { calendarFile, revisionOf, type CalendarEntry, type CalendarMail } from './calendar-file.ts';

const bookingId = newId<BookingId>();

function linesOf(changes: Partial<CalendarEntry> = {}, mail?: CalendarMail) {
  const entry: CalendarEntry = {
    bookingId,
    revision: 0,
    cancelled: false,
    startsAt: new Date('2026-11-28T09:00:00Z'),
    endsAt: new Date('2026-11-28T10:00:00Z'),
    service: 'Klipp',
    employee: 'Ida',
    salonName: 'Saks',
    address: 'Oslo',
    ...changes,
  };
  const madeAt = new Date('2026-11-27T12:50:00Z');
  const { content } = calendarFile(entry, { locale: 'nb', madeAt, ...(mail && { mail }) });
  // Long lines go on after a line break and a space.
  return content.replaceAll('\r\n ', '').split('\r\n');
}

test('the calendar file says what, when, where and with whom, and holds no link', () => {
  const lines = linesOf({ service: 'Klipp; vask, føn\nEND:VEVENT' });
  expect(lines).toEqual(
    expect.arrayContaining([
      'SUMMARY:Klipp\\; vask\\, føn\\nEND:VEVENT hos Saks',
      'DTSTAMP:20261127T125000Z',
      'DTSTART:20261128T090000Z',
      'DTEND:20261128T100000Z',
      'LOCATION:Saks\\, Oslo',
      'DESCRIPTION:Hos Ida.',
      'STATUS:CONFIRMED',
    ]),
  );
  expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
  expect(lines.join('\n')).not.toMatch(/https?:|\/b\/|METHOD|ORGANIZER/);
});

test('in the mail it says besides what to do with it, and whom it comes from', () => {
  expect(linesOf({}, { method: 'PUBLISH', organiser: 'post@book.example' })).toEqual(
    expect.arrayContaining(['METHOD:PUBLISH', 'ORGANIZER;CN="Saks":mailto:post@book.example']),
  );
});

describe('a later version of the same event', () => {
  const sequenceOf = (changes: Partial<CalendarEntry>) =>
    Number(
      linesOf(changes)
        .find((line) => line.startsWith('SEQUENCE:'))
        ?.slice('SEQUENCE:'.length),
    );

  test('is the file after a move', () => {
    const moved = {
      startsAt: new Date('2026-11-28T13:00:00Z'),
      endsAt: new Date('2026-11-28T14:00:00Z'),
      revision: 90,
    };
    expect(linesOf()).toEqual(expect.arrayContaining([`UID:${bookingId}@ledig`, 'SEQUENCE:0']));
    expect(linesOf(moved)).toEqual(
      expect.arrayContaining([`UID:${bookingId}@ledig`, 'SEQUENCE:90', 'DTSTART:20261128T130000Z']),
    );
  });

  test('is the file of a cancelled appointment, also when it was moved in that second', () => {
    const cancelled = { cancelled: true, revision: 90 };
    expect(linesOf(cancelled)).toEqual(
      expect.arrayContaining([`UID:${bookingId}@ledig`, 'STATUS:CANCELLED']),
    );
    expect(sequenceOf(cancelled)).toBeGreaterThan(sequenceOf({ revision: 90 }));
  });
});

test.each([
  ['the same moment', '2026-11-27T12:50:00.000Z', 0],
  ['part of a second', '2026-11-27T12:50:00.001Z', 1],
  ['a minute and a half', '2026-11-27T12:51:30.000Z', 90],
])('after %s the revision is %s: %i', (_name, updatedAt, revision) => {
  const createdAt = new Date('2026-11-27T12:50:00.000Z');
  expect(revisionOf({ createdAt, updatedAt: new Date(updatedAt) })).toBe(revision);
});
