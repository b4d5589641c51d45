import { describe, expect, test } from 'vitest';
import { createFormats } from '#app/ui/formats.ts';
import type { Slot, SlotDays } from '#server/modules/calendar/availability.schema.ts';
import { loadTimes, type DayRange, type TimesQuestion } from './times-view.server.ts';

const formats = createFormats('en-GB', 'Europe/Oslo', (key, values) =>
  key === 'when.dateAndTime' ? `${values.date} ${values.time}` : String(values.date ?? key.split('.')[1]),
);

function slot(date: string, localTime: string): Slot {
  const startsAt = new Date(`${date}T${localTime}:00+01:00`).toISOString();
  return { startsAt, endsAt: startsAt, date, localTime, employeeIds: [] };
}

/** A salon with these free times, today a Wednesday; what was asked of it is kept. */
function salon(free: readonly Slot[], address: Partial<Pick<TimesQuestion, 'from' | 'day'>> = {}) {
  const asked: DayRange[] = [];
  const askedFirst: string[] = [];
  const question: TimesQuestion = {
    today: '2026-11-25',
    lastDate: '2027-01-20',
    clock: { city: 'Oslo', timeZone: 'Europe/Oslo' },
    from: null,
    day: null,
    ...address,
    slots: async ({ from, days }): Promise<SlotDays> => {
      asked.push({ from, days });
      const dates = Array.from({ length: days }, (_, day) =>
        new Date(Date.parse(from) + day * 86_400_000).toISOString().slice(0, 10),
      );
      return {
        timeZone: 'Europe/Oslo',
        days: dates.map((date) => ({ date, slots: free.filter((one) => one.date === date) })),
      };
    },
    firstFree: async (from) => {
      askedFirst.push(from);
      return free.find((one) => one.date >= from) ?? null;
    },
    href: {
      weeks: (from) => `?from=${from}`,
      day: (date, from) => `?day=${date}&from=${from}`,
      time: ({ startsAt }) => `?time=${startsAt}`,
    },
  };
  const load = () => loadTimes(question, formats, (key, { date, count }) => `${key} ${date} ${count}`);
  return { load, asked, askedFirst };
}

describe('the calendar of free times', () => {
  test('begins on the Monday of this week, asks once, and opens the first day that has a time', async () => {
    const { load, asked } = salon([slot('2026-11-27', '09:00'), slot('2026-11-27', '17:30')]);
    const view = await load();
    expect(asked).toEqual([{ from: '2026-11-25', days: 33 }]);
    expect(view.weeks[0]?.map(({ number, href }) => [number, href])).toEqual([
      [23, null],
      [24, null],
      [25, '?day=2026-11-25&from=2026-11-25'],
      [26, '?day=2026-11-26&from=2026-11-25'],
      [27, '?day=2026-11-27&from=2026-11-25'],
      [28, '?day=2026-11-28&from=2026-11-25'],
      [29, '?day=2026-11-29&from=2026-11-25'],
    ]);
    expect(view.day?.date).toBe('2026-11-27');
    expect(view.day?.parts.map(({ part, times }) => [part, times.map(({ label }) => label)])).toEqual([
      ['morning', ['09:00']],
      ['evening', ['17:30']],
    ]);
  });

  test('keeps the day that was asked for, though it is full, and tells the next free time', async () => {
    const { load } = salon([slot('2026-11-30', '10:00')], { day: '2026-11-28' });
    const view = await load();
    expect(view.day).toMatchObject({ date: '2026-11-28', parts: [] });
    expect(view.nextFree).toMatchObject({ when: 'Monday 30\u00a0November\u00a010:00' });
  });

  test('tells the first free time from today on whenever another day is shown', async () => {
    const free = [slot('2026-11-26', '09:45'), slot('2026-11-27', '08:00'), slot('2027-01-11', '10:00')];
    const first = async (address: Parameters<typeof salon>[1]) => {
      const { load, askedFirst } = salon(free, address);
      const { firstFree, nextFree } = await load();
      return { first: firstFree?.when, next: nextFree?.when, askedFirst };
    };
    const none = { first: undefined, next: undefined, askedFirst: [] };
    expect(await first({})).toEqual(none);
    expect(await first({ day: '2026-11-26' })).toEqual(none);
    expect(await first({ day: '2026-11-27' })).toEqual({ ...none, first: 'tomorrow\u00a009:45' });
    // A full day says what comes after it, beside what comes first of all.
    expect(await first({ day: '2026-12-01' })).toEqual({
      first: 'tomorrow\u00a009:45',
      next: 'Monday 11\u00a0January 2027\u00a010:00',
      askedFirst: ['2026-12-01'],
    });
    // Later weeks do not show it: it is asked for.
    expect(await first({ day: '2027-01-11' })).toMatchObject({
      first: 'tomorrow\u00a009:45',
      next: undefined,
      askedFirst: ['2026-11-25'],
    });
  });

  test('names the months of its weeks, and each again where it begins', async () => {
    const view = await salon([]).load();
    expect(view.months.replaceAll(/\s/g, ' ')).toBe('November – December 2026');
    expect(view.weeks.flat().flatMap(({ date, month }) => (month ? [[date, month]] : []))).toEqual([
      ['2026-12-01', 'Dec'],
    ]);
  });

  test('stays where it is when a day of a later week is chosen', async () => {
    const free = [slot('2026-11-27', '09:00'), slot('2026-12-17', '09:00')];
    const weeks = (view: Awaited<ReturnType<ReturnType<typeof salon>['load']>>) =>
      view.weeks.flat().map(({ date }) => date);
    const before = await salon(free).load();
    for (const address of [{ day: '2026-12-17' }, { day: '2026-12-17', from: '2026-11-25' }]) {
      const chosen = await salon(free, address).load();
      expect(chosen.day?.date).toBe('2026-12-17');
      expect(weeks(chosen)).toEqual(weeks(before));
    }
    // A day that those weeks do not show brings its own.
    const later = await salon(free, { day: '2027-01-05' }).load();
    expect(later.weeks[0]?.[0]?.date).toBe('2027-01-04');
  });

  test('tells the next free time also when it is beyond the weeks shown', async () => {
    const { load } = salon([slot('2027-01-11', '10:00')]);
    const view = await load();
    expect(view.day).toBeNull();
    expect([view.firstFree, view.nextFree?.href]).toEqual([null, '?time=2027-01-11T09:00:00.000Z']);
  });

  test('goes on to the last date that can be booked, and never before today', async () => {
    const first = await salon([]).load();
    expect([first.earlierHref, first.laterHref]).toEqual([null, '?from=2026-12-28']);
    const { load, asked } = salon([], { from: '2026-12-28' });
    const second = await load();
    expect([second.earlierHref, second.laterHref]).toEqual(['?from=2026-11-25', null]);
    expect(asked).toEqual([{ from: '2026-12-28', days: 24 }]);
    expect(second.weeks.flat().at(-1)).toMatchObject({ date: '2027-01-24', href: null });
  });

  test.each(['1999-01-01', '2999-01-01'])(
    'an address with the date %s shows the nearest weeks there are',
    async (from) => {
      const { load, asked } = salon([], { from });
      await load();
      expect(asked[0]?.from).toBe(from < '2026' ? '2026-11-25' : '2027-01-18');
    },
  );
});
