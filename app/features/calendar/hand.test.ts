import { describe, expect, test } from 'vitest';
import type { BookingItem, CalendarColumn, CalendarGrid } from './calendar-view.ts';
import {
  instantIn,
  isOutsideHours,
  movedByKey,
  movedByPointer,
  standsOver,
  takeBooking,
  takeWaiting,
  type Hand,
} from './hand.ts';
import type { Range } from './layout.ts';

const booking = (bookingId: string, whole: Range): BookingItem => ({
  kind: 'booking',
  key: bookingId,
  bookingId,
  range: whole,
  whole,
  taken: whole,
  lane: 0,
  lanes: 1,
  begins: '',
  ends: '',
  status: 'confirmed',
  name: bookingId,
  services: '',
  canChange: true,
});

const column = (employeeId: string, ...items: CalendarColumn['items']): CalendarColumn => ({
  key: employeeId,
  date: '2026-11-28',
  employeeId,
  employee: employeeId,
  name: employeeId,
  hours: '',
  href: '',
  isToday: false,
  top: Date.parse('2026-11-27T23:00Z') / 60_000,
  work: [],
  items,
  now: null,
});

const kari = booking('kari', [600, 660]);
const grid: CalendarGrid = {
  axis: [540, 1020],
  marks: [],
  columns: [column('ida', kari), column('jon', booking('per', [630, 690]))],
};
const held = takeBooking('move', kari, 0);
const press = (hand: Hand, ...keys: string[]) =>
  keys.reduce((moved, key) => movedByKey(moved, key.replace('+', ''), key.startsWith('+'), grid), hand);

describe('by keys', () => {
  test('a booking moves a quarter of an hour, with Shift five minutes, and to the next column', () => {
    expect(press(held, 'ArrowDown', '+ArrowDown', 'ArrowRight')).toMatchObject({
      column: 1,
      range: [620, 680],
    });
  });

  test('what stands between two steps comes onto one', () => {
    expect(press({ ...held, range: [607, 667] }, 'ArrowUp').range).toEqual([600, 660]);
    expect(press({ ...held, range: [607, 667] }, 'ArrowDown').range).toEqual([615, 675]);
  });

  test('it stays within the hours and columns that are drawn', () => {
    expect(press({ ...held, range: [1005, 1065] }, 'ArrowDown')).toMatchObject({ range: [960, 1020] });
    expect(press(held, 'ArrowLeft', 'ArrowLeft').column).toBe(0);
    expect(press(held, 'ArrowRight', 'ArrowRight').column).toBe(1);
  });

  test('a length changes at its end alone, and some of it stays', () => {
    const length = takeBooking('length', kari, 0);
    expect(press(length, 'ArrowDown', 'ArrowRight')).toMatchObject({ column: 0, range: [600, 675] });
    expect(press(length, ...Array.from({ length: 9 }, () => 'ArrowUp')).range).toEqual([600, 605]);
  });

  test('any other key is no move', () => {
    expect(press(held, 'a')).toBe(held);
  });
});

describe('by a pointer', () => {
  const move = (hand: Hand, to: number | null, minute: number, { offset = 0, isFine = false } = {}) =>
    movedByPointer({ hand, offset }, to, minute, isFine, grid.axis);

  test('a booking is held where it was taken, and comes onto a step', () => {
    expect(move(held, 1, 742, { offset: 20 })).toMatchObject({ column: 1, range: [720, 780] });
    expect(move(held, 1, 742, { offset: 20, isFine: true }).range).toEqual([720, 780]);
    expect(move(held, 1, 747, { offset: 20, isFine: true }).range).toEqual([725, 785]);
  });

  test('outside of all columns it has no place', () => {
    expect(move(held, null, 742).column).toBeNull();
  });

  test('a new one is drawn from where it began, in either direction', () => {
    const drawn: Hand = { kind: 'create', id: '', name: '', column: 0, range: [600, 615] };
    expect(move(drawn, 0, 661).range).toEqual([600, 660]);
    expect(move(drawn, 0, 570).range).toEqual([570, 615]);
    expect(move(drawn, 0, 600).range).toEqual([600, 615]);
  });

  test('an end is drawn past no start and no last hour', () => {
    const length = takeBooking('length', kari, 0);
    expect(move(length, 0, 400).range).toEqual([600, 605]);
    expect(move(length, 0, 4000).range).toEqual([600, 1020]);
  });
});

test('what it would come to stand over is told; itself and what it only touches are not', () => {
  expect(standsOver(grid, { ...held, range: [610, 670] })).toEqual([]);
  expect(standsOver(grid, { ...held, column: 1 }).map(({ key }) => key)).toEqual(['per']);
  expect(standsOver(grid, { ...held, column: 1, range: [570, 630] })).toEqual([]);
});

test('who waits is placed at the first time that suits them', () => {
  const at = (time: string) => Date.parse(`2026-11-28T${time}:00Z`) / 60_000;
  const waiting = {
    entryId: 'nora',
    name: 'Nora',
    service: '',
    minutes: 45,
    times: '',
    href: '',
    employeeIds: [],
    starts: { ida: [at('13:00')], jon: [at('12:30')] },
  };
  expect(takeWaiting(waiting, grid)).toMatchObject({ id: 'nora', column: 1, range: [810, 855] });
});

test('a minute of a column is sent as an instant', () => {
  expect(instantIn(grid, 0, 600)).toBe('2026-11-28T09:00:00.000Z');
});

test('what is outside of the hours, over their end or in time off is told', () => {
  const away = { kind: 'away', key: 'away', range: [780, 840], time: '', note: '' } as const;
  const working: CalendarGrid = {
    ...grid,
    columns: [
      {
        ...column('ida', away),
        work: [
          [540, 690],
          [720, 1020],
        ],
      },
    ],
  };
  const at = (from: number, until: number) => isOutsideHours(working, { ...held, range: [from, until] });
  expect([at(600, 660), at(630, 690), at(900, 1020)]).toEqual([false, false, false]);
  expect([at(660, 720), at(690, 720), at(1000, 1030), at(750, 790)]).toEqual([true, true, true, true]);
  expect(isOutsideHours(working, { ...held, column: null })).toBe(false);
});
