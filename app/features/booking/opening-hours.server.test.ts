import { expect, test } from 'vitest';
import { formatsOf } from '#app/texts.server.ts';
import type { OpeningHours } from '#server/modules/calendar/availability.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { hoursView } from './opening-hours.server.ts';

const nine = { fromMinute: 540, untilMinute: 1020 };
const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, stretches: weekday < 6 ? [nine] : [] }));

function view(hours: Partial<OpeningHours>, locale: Locale = 'en') {
  return hoursView({ locale }, formatsOf(locale, 'Europe/Oslo'), {
    today: '2026-12-22',
    week,
    special: [],
    ...hours,
  });
}

test('today comes first, then the week in which it is marked', () => {
  const told = view({});
  expect(told?.today).toBe('Open today 09:00–17:00');
  expect(told?.week.filter(({ isToday }) => isToday)).toEqual([
    { day: 'Tuesday', hours: '09:00–17:00', isToday: true },
  ]);
  expect(told?.week.at(-1)).toEqual({ day: 'Sunday', hours: 'Closed', isToday: false });
  expect(view({}, 'nb')?.today).toBe('Åpent i dag 09:00–17:00');
});

test('a date’s own hours go before its weekday’s', () => {
  const evening = { fromMinute: 1080, untilMinute: 1200 };
  expect(view({ special: [{ date: '2026-12-22', stretches: [nine, evening] }] })?.today).toBe(
    'Open today 09:00–17:00 and 18:00–20:00',
  );
  expect(view({ special: [{ date: '2026-12-22', stretches: [] }] })?.today).toBe('Closed today');
});

test('closed days in a row are told as one', () => {
  const closed = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31'];
  const special = [
    { date: '2026-12-23', stretches: [{ fromMinute: 540, untilMinute: 720 }] },
    ...closed.map((date) => ({ date, stretches: [] })),
    { date: '2027-01-02', stretches: [nine] },
  ];
  expect(view({ special })?.special).toEqual([
    { day: 'Wednesday 23\u00a0December', hours: '09:00–12:00' },
    { day: 'Thu 24\u00a0Dec – Sat 26\u00a0Dec', hours: 'Closed' },
    { day: 'Thursday 31\u00a0December', hours: 'Closed' },
    { day: 'Saturday 2\u00a0January 2027', hours: '09:00–17:00' },
  ]);
});

test('where nobody ever works there is nothing to say', () => {
  expect(view({ week: week.map(({ weekday }) => ({ weekday, stretches: [] })) })).toBeNull();
});
