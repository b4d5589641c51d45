import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
} from '#server/testing/factories.ts';
import { readingClient } from '#server/testing/reading-client.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import type { Db } from '#server/platform/db.ts';
import { listFitting } from './list-fitting.ts';
import { fittingOutput } from './offers.schema.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const date = '2026-06-02';

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon, { name: 'Klipp', durationMinutes: 60, bufferAfterMinutes: 15 });
  const ida = await makeEmployee(db, salon, { name: 'Ida', services: [cut], position: 0 });
  const wait = async (name: string, fields: Partial<Parameters<typeof makeEntry>[1]> = {}) => {
    const customer = await makeCustomer(db, salon, { name });
    return makeEntry(db, { salon, service: cut, customer, ...fields });
  };
  const list = async (reading: Db = db, on = date) =>
    fittingOutput.parse(await listFitting(reading, { salonId: salon.id, date: on, now: deps.clock.now() }));
  return { salon, cut, ida, wait, list };
}

describe('who could come on a day', () => {
  test('in rank, each with the starts that their wish and somebody’s free time hold', async () => {
    const { salon, cut, ida, wait, list } = await world();
    const first = await wait('Nora', {
      score: 10,
      windows: [{ dateFrom: date, fromMinute: 10 * 60, untilMinute: 11 * 60 + 30 }],
    });
    const second = await wait('Siri', {
      windows: [{ dateFrom: date, fromMinute: 9 * 60, untilMinute: 11 * 60 + 15 }],
    });
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T09:00+02:00' });
    const { entries, others } = await list();
    expect(others).toBe(0);
    expect(entries).toEqual([
      {
        entryId: first.id,
        customerName: 'Nora',
        serviceName: 'Klipp',
        durationMinutes: 60,
        score: 10,
        employeeIds: [ida.id],
        // Until 10:15 the chair is being cleaned.
        times: [{ employeeId: ida.id, starts: ['2026-06-02T08:15:00.000Z', '2026-06-02T08:30:00.000Z'] }],
      },
      expect.objectContaining({
        entryId: second.id,
        times: [{ employeeId: ida.id, starts: ['2026-06-02T08:15:00.000Z'] }],
      }),
    ]);
  });

  test('whom they wish for counts, and who does the service', async () => {
    const { salon, cut, ida, wait, list } = await world();
    const jon = await makeEmployee(db, salon, { name: 'Jon', services: [cut], position: 1 });
    const eva = await makeEmployee(db, salon, { name: 'Eva', position: 2 });
    await wait('Nora', { employees: [jon], score: 1 });
    await wait('Siri');
    await wait('Tuva', { employees: [eva] });
    const { entries, others } = await list();
    expect(
      entries.map(({ customerName, times }) => [customerName, times.map((time) => time.employeeId)]),
    ).toEqual([
      ['Nora', [jon.id]],
      ['Siri', [ida.id, jon.id]],
    ]);
    expect(others).toBe(1);
  });

  test('whoever finds nothing free is only counted; who wants another day or does not wait is not there', async () => {
    const { ida, wait, list } = await world();
    await wait('Nora', { windows: [{ dateFrom: date, fromMinute: 20 * 60, untilMinute: 21 * 60 }] });
    await wait('Siri', { windows: [{ dateFrom: '2026-06-03' }] });
    expect(await list()).toEqual({ entries: [], others: 1 });
    await db.timeOff.create({
      data: {
        employeeId: ida.id,
        startsAt: new Date('2026-06-03T00:00+02:00'),
        endsAt: new Date('2026-06-04T00:00+02:00'),
      },
    });
    expect(await list(db, '2026-06-03')).toEqual({ entries: [], others: 1 });
  });

  test('nothing that has begun', async () => {
    const { wait, list } = await world();
    await wait('Nora', { windows: [{ dateFrom: date, fromMinute: 9 * 60, untilMinute: 10 * 60 }] });
    deps.clock.set('2026-06-02T09:01:00+02:00');
    expect(await list()).toEqual({ entries: [], others: 1 });
  });
});

test.each([
  ['2026-10-25', '2026-10-25T08:00:00.000Z'],
  ['2027-03-28', '2027-03-28T07:00:00.000Z'],
])(
  'on %s, when the clocks change, a wish for nine o’clock is met at nine by the clock',
  async (on, starts) => {
    const { ida, wait, list } = await world();
    await db.workingHours.create({
      data: { employeeId: ida.id, weekday: 7, fromMinute: 9 * 60, untilMinute: 17 * 60 },
    });
    await wait('Nora', { windows: [{ dateFrom: on, fromMinute: 9 * 60, untilMinute: 10 * 60 }] });
    expect((await list(db, on)).entries[0]?.times).toEqual([{ employeeId: ida.id, starts: [starts] }]);
  },
);

test('the number of queries is the same, however many wait and work', async () => {
  const { salon, cut, wait, list } = await world();
  const { client, queries } = readingClient(deps.database);
  await wait('Nora');
  await list(client);
  const few = queries.splice(0).length;

  const colour = await makeService(db, salon, { name: 'Farge' });
  for (const name of ['Siri', 'Tuva', 'Vera']) {
    await makeEmployee(db, salon, { services: [cut, colour] });
    await wait(name, { service: colour });
  }
  expect((await list(client)).entries).toHaveLength(4);
  expect(queries).toHaveLength(few);
  await client.$disconnect();
});
