import { describe, expect, test } from 'vitest';
import { idOf, newId, type CustomerId, type ServiceId } from '#server/platform/ids.schema.ts';
import { chooseTimes, isWithinWindow, type ServiceTimes, type Wish } from './wanted-times.rules.ts';

const cut = idOf<ServiceId>('cut');
/** A Tuesday, whose midnight is minute 0 here; free at each quarter from nine until the last one-hour start at twelve. */
const date = '2026-06-02';
const free = Array.from({ length: 13 }, (_, index) => 540 + index * 15);
const times = (fields: Partial<ServiceTimes> = {}): ServiceTimes => ({
  block: { durationMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 10 },
  now: [{ date, slots: free.map((minute) => ({ start: minute, minute, employeeIds: [] })) }],
  before: new Set(),
  ...fields,
});
const wish = (fields: Partial<Wish> = {}): Wish => ({
  customerId: newId<CustomerId>(),
  serviceId: cut,
  windows: [{ dateFrom: date, dateUntil: date, weekdays: 127, fromMinute: 0, untilMinute: 1440 }],
  notBefore: 0,
  before: null,
  asked: [],
  appointments: [],
  ...fields,
});
const starts = (wishes: Wish[], fields: Partial<ServiceTimes> = {}, most = 20) =>
  chooseTimes(wishes, new Map([[cut, times(fields)]]), most).map(({ start }) => start);

describe('of the time that is added', () => {
  test('each who waits gets the first piece that is left, its buffers apart from the others’', () => {
    expect(starts([wish(), wish(), wish()])).toEqual([540, 615, 690]);
  });

  test('nobody gets more than one, and not more than so many get any', () => {
    const customerId = newId<CustomerId>();
    expect(starts([wish({ customerId }), wish({ customerId }), wish()])).toEqual([540, 615]);
    expect(starts([wish(), wish(), wish()], {}, 2)).toEqual([540, 615]);
  });

  test.each<[string, Partial<Wish>, number[]]>([
    ['begins as early as its window', { windows: [window({ fromMinute: 610 })] }, [615]],
    ['ends as late as its window', { windows: [window({ untilMinute: 599 })] }, []],
    ['is on one of its weekdays', { windows: [window({ weekdays: 0b0000001 })] }, []],
    ['is not too near', { notBefore: 541 }, [555]],
    ['is earlier than the booking that it would replace', { before: 540 }, []],
    ['was not asked about before', { asked: [540] }, [555]],
    ['is beside their own appointments', { appointments: [[530, 600]] }, [600]],
  ])('a piece %s', (_, fields, expected) => {
    expect(starts([wish(fields)])).toEqual(expected);
  });

  test('what was possible before is no piece of it', () => {
    expect(starts([wish()], { before: new Set(free.slice(0, 4)) })).toEqual([600]);
  });
});

test('a window holds what lies wholly inside', () => {
  const nine = window({ fromMinute: 540, untilMinute: 600 });
  expect(isWithinWindow(nine, { date, fromMinute: 540, untilMinute: 600 })).toBe(true);
  expect(isWithinWindow(nine, { date, fromMinute: 540, untilMinute: 601 })).toBe(false);
  expect(isWithinWindow(nine, { date: '2026-06-03', fromMinute: 540, untilMinute: 600 })).toBe(false);
});

function window(fields: Partial<Wish['windows'][number]>): Wish['windows'][number] {
  return { dateFrom: date, dateUntil: date, weekdays: 127, fromMinute: 0, untilMinute: 1440, ...fields };
}
