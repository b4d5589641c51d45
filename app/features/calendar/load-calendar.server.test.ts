import { describe, expect, test } from 'vitest';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { formatsOf } from '#app/texts.server.ts';
import type { CalendarEmployee, CalendarView } from '#server/modules/bookings/bookings.schema.ts';
import { loadCalendar } from './load-calendar.server.ts';

const ida = '7f0b6c1e-9d3a-4d2b-8a51-0c2f1de0a001';

/** A day or two as booking.calendar tells them, of one employee. */
function told(days: [date: string, from: string, until: string][], items: Partial<CalendarEmployee>) {
  const employee = { id: ida, name: 'Ida', title: '', archivedAt: null, work: [], free: [], timeOff: [] };
  return {
    timeZone: 'Europe/Oslo',
    days: days.map(([date, from, until]) => ({ date, from, until })),
    employees: [{ ...employee, bookings: [], holds: [], ...items }],
  } as unknown as CalendarView;
}

function booking(customerName: string, startsAt: string, endsAt: string) {
  return {
    id: customerName,
    status: 'confirmed',
    customerName,
    isShared: false,
    services: [{ serviceName: 'Klipp', startsAt, endsAt }],
    startsAt,
    endsAt,
    from: startsAt,
    until: endsAt,
  } as unknown as CalendarEmployee['bookings'][number];
}

async function load(calendar: CalendarView, query: string, now = '2026-10-20T08:00:00.000Z') {
  const formats = formatsOf('en', 'Europe/Oslo');
  const view = await loadCalendar({
    api: {
      booking: { calendar: () => Promise.resolve(calendar) },
      salon: {
        bySlug: () => Promise.resolve({ employees: [{ id: ida, name: 'Ida' }], serviceGroups: [] }),
      },
      waitlist: { fitting: () => Promise.resolve({ entries: [], others: 0 }) },
    },
    salon: { slug: 'fjord', locale: 'nb', name: 'Fjord' },
    url: new URL(`http://localhost/dashboard/fjord/calendar?${query}`),
    base: '/dashboard/fjord',
    locale: 'en',
    now: new Date(now),
    today: formats.localDate(now),
    formats,
    titled: (title: string) => title,
  } as unknown as StaffPage);
  return view;
}

const back = ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'] as [
  string,
  string,
  string,
];
const forward = ['2027-03-28', '2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z'] as [
  string,
  string,
  string,
];
const plain = ['2026-10-26', '2026-10-25T23:00:00.000Z', '2026-10-26T23:00:00.000Z'] as [
  string,
  string,
  string,
];

describe('on the night when the clocks go back', () => {
  const twice = [
    booking('First', '2026-10-25T00:30:00.000Z', '2026-10-25T01:00:00.000Z'),
    booking('Second', '2026-10-25T01:30:00.000Z', '2026-10-25T02:00:00.000Z'),
  ];

  test('the hour that comes twice is drawn twice, and both of its bookings apart', async () => {
    const { grid, clocks } = await load(told([back], { bookings: twice }), 'date=2026-10-25');
    expect(clocks).toBe('back');
    expect(grid?.marks).toEqual([
      { at: 120, label: '02:00' },
      { at: 180, label: '02:00' },
    ]);
    expect(
      grid?.columns[0]?.items.map(
        (item) => item.kind === 'booking' && [item.name, item.begins, item.range, item.lanes],
      ),
    ).toEqual([
      ['First', '02:30', [150, 180], 1],
      ['Second', '02:30', [210, 240], 1],
    ]);
  });

  test('a whole day has 25 hours', async () => {
    const { grid } = await load(told([back], { bookings: twice }), 'date=2026-10-25&hours=all');
    expect(grid?.axis).toEqual([0, 1500]);
    expect(grid?.marks.at(-1)).toEqual({ at: 1440, label: '23:00' });
  });
});

test('on the night when they go forward, the hour that is skipped is not drawn', async () => {
  const over = booking('Over', '2027-03-28T00:30:00.000Z', '2027-03-28T01:30:00.000Z');
  const { grid, clocks } = await load(told([forward], { bookings: [over] }), 'date=2027-03-28');
  expect(clocks).toBe('forward');
  expect(grid?.marks).toEqual([
    { at: 60, label: '01:00' },
    { at: 120, label: '03:00' },
  ]);
  expect(grid?.columns[0]?.items).toMatchObject([{ begins: '01:30', ends: '03:30', range: [90, 150] }]);
});

test('beside other days nine o’clock is nine o’clock, and a minute is still its own instant', async () => {
  const bookings = [
    booking('Sunday', '2026-10-25T08:00:00.000Z', '2026-10-25T09:00:00.000Z'),
    booking('Monday', '2026-10-26T08:00:00.000Z', '2026-10-26T09:00:00.000Z'),
  ];
  const { grid } = await load(told([back, plain], { bookings }), `date=2026-10-25&view=week&employee=${ida}`);
  expect(grid?.columns.map(({ items: [item], date }) => [date, item?.range])).toEqual([
    ['2026-10-25', [540, 600]],
    ['2026-10-26', [540, 600]],
  ]);
  expect(grid?.marks).toEqual([{ at: 540, label: '09:00' }]);
  expect(grid?.columns.map(({ top }) => new Date((top + 540) * 60_000).toISOString())).toEqual([
    '2026-10-25T08:00:00.000Z',
    '2026-10-26T08:00:00.000Z',
  ]);
});

test('two that stand over each other share the width', async () => {
  const bookings = [
    booking('One', '2026-10-26T09:00:00.000Z', '2026-10-26T10:00:00.000Z'),
    booking('Other', '2026-10-26T09:30:00.000Z', '2026-10-26T10:30:00.000Z'),
  ];
  const { grid } = await load(told([plain], { bookings }), 'date=2026-10-26');
  expect(grid?.columns[0]?.items).toMatchObject([
    { name: 'One', lane: 0, lanes: 2 },
    { name: 'Other', lane: 1, lanes: 2 },
  ]);
});

test('who neither works nor is booked has no column, but is named with the reason', async () => {
  const timeOff = [
    { id: '1', startsAt: plain[1], endsAt: plain[2], note: 'tannlege' },
  ] as unknown as CalendarEmployee['timeOff'];
  const { grid, notWorking } = await load(told([plain], { timeOff }), 'date=2026-10-26');
  expect(grid?.columns).toEqual([]);
  expect(notWorking).toEqual(['Ida (tannlege)']);
});

test('what is over or shared with somebody else is not moved from here', async () => {
  const bookings = [
    booking('Ahead', '2026-10-26T09:00:00.000Z', '2026-10-26T10:00:00.000Z'),
    { ...booking('Shared', '2026-10-26T10:00:00.000Z', '2026-10-26T11:00:00.000Z'), isShared: true },
    {
      ...booking('Done', '2026-10-26T11:00:00.000Z', '2026-10-26T12:00:00.000Z'),
      status: 'completed' as const,
    },
  ];
  const { grid } = await load(told([plain], { bookings }), 'date=2026-10-26');
  expect(
    grid?.columns[0]?.items.map((item) => item.kind === 'booking' && [item.name, item.canChange]),
  ).toEqual([
    ['Ahead', true],
    ['Shared', false],
    ['Done', false],
  ]);
});
