import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf, type EmployeeId } from '#server/platform/ids.schema.ts';
import { formatDayMinute, localDays, localTimeAt } from '#server/modules/salon/local-time.ts';
import {
  blockOf,
  findFreeSlots,
  without,
  type AvailabilityFacts,
  type EmployeeFacts,
  type Stretch,
} from './availability.rules.ts';

const oslo = 'Europe/Oslo';
const ida = idOf<EmployeeId>('00000000-0000-4000-8000-000000000001');
const jon = idOf<EmployeeId>('00000000-0000-4000-8000-000000000002');
const everyDay = [1, 2, 3, 4, 5, 6, 7];

function epochMinute(iso: string): number {
  return Date.parse(iso) / 60_000;
}

function between(from: string, until: string): Stretch {
  return [epochMinute(from), epochMinute(until)];
}

function weekly(...hours: [from: number, until: number][]): EmployeeFacts['weekly'] {
  return everyDay.flatMap((weekday) =>
    hours.map(([from, until]) => ({ weekday, fromMinute: from * 60, untilMinute: until * 60 })),
  );
}

function employee(facts: Partial<EmployeeFacts> = {}): EmployeeFacts {
  return { id: ida, weekly: weekly([9, 12]), exceptions: [], away: [], busy: [], ...facts };
}

/** The free times of one day (Saturday 28 November 2026 in Oslo unless said otherwise), as the clock shows them. */
function timesOn(
  { date = '2026-11-28', timeZone = oslo }: { date?: string; timeZone?: string },
  facts: Partial<AvailabilityFacts>,
): string[] {
  const [, day] = localDays(timeZone, previous(date), 3);
  if (!day) throw new Error('three days were asked for');
  const [found] = findFreeSlots({
    days: localDays(timeZone, previous(date), 3),
    employees: [employee()],
    block: { durationMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 },
    slotStepMinutes: 30,
    notBefore: 0,
    lastDate: null,
    ...facts,
  });
  return (found?.slots ?? []).map((slot) => formatDayMinute(slot.minute));
}

function previous(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

describe('free times', () => {
  it('are those at which the whole service fits into the working hours', () => {
    expect(timesOn({}, {})).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00']);
  });

  it('leave breaks alone, and run over hours that touch', () => {
    expect(timesOn({}, { employees: [employee({ weekly: weekly([9, 10], [11, 12]) })] })).toEqual([
      '09:00',
      '11:00',
    ]);
    expect(timesOn({}, { employees: [employee({ weekly: weekly([9, 10], [10, 11]) })] })).toEqual([
      '09:00',
      '09:30',
      '10:00',
    ]);
  });

  it('keep off bookings and holds', () => {
    const busy = [between('2026-11-28T09:00:00Z', '2026-11-28T09:30:00Z')];
    expect(timesOn({}, { employees: [employee({ busy })] })).toEqual(['09:00', '10:30', '11:00']);
  });

  it('may touch a booking on either side', () => {
    const busy = [between('2026-11-28T08:00:00Z', '2026-11-28T09:00:00Z')];
    expect(timesOn({}, { employees: [employee({ busy })] })).toEqual(['10:00', '10:30', '11:00']);
  });

  it('leave room for buffers on both sides of a booking', () => {
    const busy = [between('2026-11-28T09:00:00Z', '2026-11-28T09:30:00Z')];
    const block = { durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
    const times = (buffers: object) =>
      timesOn({}, { employees: [employee({ busy })], block: { ...block, ...buffers } });
    expect(times({})).toEqual(['09:00', '09:30', '10:30', '11:00', '11:30']);
    expect(times({ bufferBeforeMinutes: 10 })).toEqual(['09:30', '11:00', '11:30']);
    expect(times({ bufferAfterMinutes: 10 })).toEqual(['09:00', '10:30', '11:00']);
  });

  it('keep buffers inside the working hours', () => {
    const block = { durationMinutes: 60, bufferBeforeMinutes: 5, bufferAfterMinutes: 5 };
    expect(timesOn({}, { block })).toEqual(['09:30', '10:00', '10:30']);
  });

  it('keep off time off, in any order', () => {
    const away = [
      between('2026-11-28T10:30:00Z', '2026-11-28T13:00:00Z'),
      between('2026-11-27T12:00:00Z', '2026-11-28T08:30:00Z'),
    ];
    expect(timesOn({}, { employees: [employee({ away })] })).toEqual(['09:30', '10:00', '10:30']);
  });

  it('follow a date of its own: the employee’s before the salon’s before the week', () => {
    const salons = { date: '2026-11-28', fromMinute: null, untilMinute: null, own: false };
    const own = { date: '2026-11-28', fromMinute: 14 * 60, untilMinute: 15 * 60, own: true };
    expect(timesOn({}, { employees: [employee({ exceptions: [salons] })] })).toEqual([]);
    expect(timesOn({}, { employees: [employee({ exceptions: [salons, own] })] })).toEqual(['14:00']);
    expect(
      timesOn({ date: '2026-11-29' }, { employees: [employee({ exceptions: [salons, own] })] }),
    ).toHaveLength(5);
  });

  it('start no sooner than the notice and no later than the horizon', () => {
    expect(timesOn({}, { notBefore: epochMinute('2026-11-28T09:01:00Z') })).toEqual(['10:30', '11:00']);
    expect(timesOn({}, { notBefore: epochMinute('2026-11-28T09:00:00Z') })).toContain('10:00');
    expect(timesOn({}, { lastDate: '2026-11-28' })).toHaveLength(5);
    expect(timesOn({}, { lastDate: '2026-11-27' })).toEqual([]);
  });

  it('name everybody who is free then, in the order given', () => {
    const busy = [between('2026-11-28T08:00:00Z', '2026-11-28T10:00:00Z')];
    const [day] = findFreeSlots({
      days: localDays(oslo, '2026-11-27', 3),
      employees: [employee({ busy }), employee({ id: jon })],
      block: { durationMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 },
      slotStepMinutes: 60,
      notBefore: 0,
      lastDate: null,
    });
    expect(day?.slots.map((slot) => [slot.minute / 60, slot.employeeIds])).toEqual([
      [9, [jon]],
      [10, [jon]],
      [11, [ida, jon]],
    ]);
  });

  it('run over midnight where the work does', () => {
    const night = [employee({ weekly: weekly([22, 24], [0, 1]) })];
    expect(timesOn({}, { employees: night })).toEqual(['00:00', '22:00', '22:30', '23:00', '23:30']);
  });

  it('never show a local time that the clocks skip', () => {
    const night = [employee({ weekly: weekly([1, 5]) })];
    const block = { durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
    expect(timesOn({ date: '2026-03-29' }, { employees: night, block })).toEqual([
      '01:00',
      '01:30',
      '03:00',
      '03:30',
      '04:00',
      '04:30',
    ]);
  });

  it('count the skipped hour out of a service that runs over it', () => {
    const night = [employee({ weekly: weekly([1, 4]) })];
    // 120 minutes from 01:00 end at 04:00 on the clock; from 01:30 they would end at 04:30.
    const block = { durationMinutes: 120, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
    expect(timesOn({ date: '2026-03-29' }, { employees: night, block })).toEqual(['01:00']);
  });

  it('show a local time that the clocks repeat once, for its first pass', () => {
    const night = [employee({ weekly: weekly([1, 4]) })];
    const block = { durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
    const facts = { employees: night, block };
    expect(timesOn({ date: '2026-10-25' }, facts)).toEqual([
      '01:00',
      '01:30',
      '02:00',
      '02:30',
      '03:00',
      '03:30',
    ]);
    // Taken in the first pass, the second one is not sold in its place.
    const busy = [between('2026-10-25T00:00:00Z', '2026-10-25T00:30:00Z')];
    expect(timesOn({ date: '2026-10-25' }, { ...facts, employees: [{ ...night[0]!, busy }] })).not.toContain(
      '02:00',
    );
  });

  it('use both passes of a repeated hour for a service that runs over them', () => {
    const night = [employee({ weekly: weekly([1, 4]) })];
    const block = { durationMinutes: 240, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
    expect(timesOn({ date: '2026-10-25' }, { employees: night, block })).toEqual(['01:00']);
  });
});

describe('services in a row', () => {
  it('follow each other at once, with the outer buffers only', () => {
    const cut = { durationMinutes: 30, bufferBeforeMinutes: 5, bufferAfterMinutes: 10 };
    const colour = { durationMinutes: 90, bufferBeforeMinutes: 15, bufferAfterMinutes: 20 };
    expect(blockOf([cut, colour])).toEqual({
      durationMinutes: 120,
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 20,
    });
    expect(blockOf([colour])).toEqual(colour);
  });
});

describe('what is left of stretches', () => {
  it('is what no taken stretch covers, whatever overlaps what', () => {
    expect(
      without(
        [
          [0, 10],
          [20, 30],
        ],
        [
          [-5, 2],
          [1, 4],
          [8, 22],
          [9, 12],
          [29, 40],
        ],
      ),
    ).toEqual([
      [4, 8],
      [22, 29],
    ]);
  });
});

describe('compared with asking of every minute whether it is free', () => {
  // The dates lie around both clock changes of 2026.
  const anchors = ['2026-03-27', '2026-10-23', '2026-06-10'];
  const stretch = fc
    .tuple(fc.integer({ min: 0, max: 143 }), fc.integer({ min: 1, max: 80 }))
    .map(([from, length]) => ({ fromMinute: from * 10, untilMinute: Math.min(1440, (from + length) * 10) }));
  const busyRange = fc
    .tuple(fc.integer({ min: -1440, max: 4 * 1440 }), fc.integer({ min: 1, max: 400 }))
    .map(([from, length]): [number, number] => [from, from + length]);
  const employeeFacts = fc.record({
    weekly: fc.array(
      fc.tuple(fc.integer({ min: 1, max: 7 }), stretch).map(([weekday, hours]) => ({ weekday, ...hours })),
      { maxLength: 12 },
    ),
    exceptions: fc.array(fc.tuple(fc.nat(3), fc.option(stretch), fc.boolean()), { maxLength: 3 }),
    away: fc.array(busyRange, { maxLength: 3 }),
    busy: fc.array(busyRange, { maxLength: 8 }),
  });

  it('finds the same times', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...anchors),
        fc.array(employeeFacts, { minLength: 1, maxLength: 3 }),
        fc.record({
          durationMinutes: fc.integer({ min: 5, max: 200 }),
          bufferBeforeMinutes: fc.integer({ min: 0, max: 30 }),
          bufferAfterMinutes: fc.integer({ min: 0, max: 30 }),
        }),
        fc.constantFrom(10, 15, 25, 60),
        fc.integer({ min: -1440, max: 3 * 1440 }),
        (from, drawn, block, slotStepMinutes, notice) => {
          const days = localDays(oslo, previous(from), 5);
          const origin = days[1]?.start ?? 0;
          const shift = ([a, b]: [number, number]): Stretch => [origin + a, origin + b];
          const facts: AvailabilityFacts = {
            days,
            employees: drawn.map((one, index) => ({
              id:
                index === 0
                  ? ida
                  : index === 1
                    ? jon
                    : idOf<EmployeeId>('00000000-0000-4000-8000-000000000003'),
              weekly: one.weekly,
              exceptions: one.exceptions.map(([at, hours, own]) => ({
                date: days[at]?.date ?? '',
                fromMinute: hours?.fromMinute ?? null,
                untilMinute: hours?.untilMinute ?? null,
                own,
              })),
              away: one.away.map(shift),
              busy: one.busy.map(shift).toSorted((a, b) => a[0] - b[0]),
            })),
            block,
            slotStepMinutes,
            notBefore: origin + notice,
            lastDate: null,
          };
          expect(findFreeSlots(facts)).toEqual(askEveryMinute(facts));
        },
      ),
      { numRuns: 300 },
    );
  });
});

// Oslo's clock by epoch minute: asking the zone is what takes the time.
const clock = new Map<number, { date: string; minute: number; weekday: number }>();

function shows(minute: number) {
  const known = clock.get(minute) ?? localTimeAt(new Date(minute * 60_000), oslo);
  clock.set(minute, known);
  return known;
}

/** The oracle: walks through every minute of every day, and asks the zone's clock what it shows. Slow and plain. */
function askEveryMinute(facts: AvailabilityFacts) {
  const works = (one: EmployeeFacts, minute: number) => {
    const local = shows(minute);
    // The clock shows a repeated time twice: the edges of working hours mean its first pass.
    const repeated = shows(minute - 60).minute === local.minute;
    const onDate = one.exceptions.filter((exception) => exception.date === local.date);
    const own = onDate.filter((exception) => exception.own);
    const hours =
      onDate.length > 0
        ? own.length > 0
          ? own
          : onDate
        : one.weekly.filter((w) => w.weekday === local.weekday);
    return hours.some(({ fromMinute, untilMinute }) => {
      if (fromMinute === null || untilMinute === null) return false;
      if (!repeated) return fromMinute <= local.minute && local.minute < untilMinute;
      return fromMinute < 180 && untilMinute >= 180;
    });
  };
  const isFree = (one: EmployeeFacts, minute: number) =>
    works(one, minute) &&
    ![...one.away, ...one.busy].some(([from, until]) => from <= minute && minute < until);

  const free = facts.employees.map((one) => {
    const map = new Map<number, boolean>();
    const first = facts.days[0]?.start ?? 0;
    const last = facts.days.at(-1)?.end ?? 0;
    for (let minute = first; minute < last; minute += 1) map.set(minute, isFree(one, minute));
    return map;
  });

  return facts.days.slice(1, -1).map((day) => {
    const slots: { start: number; minute: number; employeeIds: EmployeeId[] }[] = [];
    const shown = new Set<number>();
    for (let start = day.start; start < day.end; start += 1) {
      const { minute } = shows(start);
      if (minute % facts.slotStepMinutes !== 0 || shown.has(minute)) continue;
      shown.add(minute);
      if (start < facts.notBefore) continue;
      const employeeIds = facts.employees.flatMap((one, index) => {
        const { bufferBeforeMinutes, durationMinutes, bufferAfterMinutes } = facts.block;
        for (
          let at = start - bufferBeforeMinutes;
          at < start + durationMinutes + bufferAfterMinutes;
          at += 1
        ) {
          if (!free[index]?.get(at)) return [];
        }
        return [one.id];
      });
      if (employeeIds.length > 0) slots.push({ start, minute, employeeIds });
    }
    return { date: day.date, slots };
  });
}
