import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type ServiceId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeService, usualHours } from '#server/testing/factories.ts';
import {
  calendarOf,
  clockTime,
  line,
  openSalon,
  staff as actor,
  statusesOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { findSlots } from '../calendar/find-slots.ts';
import { addTimeOff, removeTimeOff } from './add-time-off.ts';
import { archiveEmployee } from './archive-employee.ts';
import { archiveService } from './archive-service.ts';
import { restoreEmployee } from './restore-employee.ts';
import { restoreService } from './restore-service.ts';
import { settleMinutes } from './openings.schema.ts';
import { setEmployeeServices } from './set-employee-services.ts';
import { removeException, setException, setHours } from './set-hours.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const tuesday = '2026-06-02';
const at = (time: string) => new Date(`${tuesday}T${time}+02:00`).toISOString();

/** Ida is away all Tuesday; customers wait for just that day, each from a minute of the day on. */
async function away(...from: number[]) {
  const { salon, cut, ida } = await openSalon(deps);
  const place = { salonId: salon.id, employeeId: ida.id, actor };
  const { timeOffId } = await addTimeOff(deps, {
    ...place,
    startsAt: at('07:00'),
    endsAt: at('21:00'),
    note: '',
  });
  const entries = await line(
    deps,
    { salon, service: cut },
    ...from.map((fromMinute) => ({ windows: [{ dateFrom: tuesday, fromMinute }] })),
  );
  const back = () => removeTimeOff(deps, { ...place, timeOffId });
  return { salon, cut, ida, place, entries, back };
}

async function open(): Promise<string[]> {
  const rows = await db.opening.findMany({ where: { status: 'open' }, orderBy: { startsAt: 'asc' } });
  return rows.map(
    ({ cause, startsAt, freeUntil }) => `${cause} ${clockTime(startsAt)}-${clockTime(freeUntil)}`,
  );
}

describe('time off that is removed', () => {
  test('is held for those who wait for such a time, an opening each, and asked about when it has settled', async () => {
    const { ida, entries, back } = await away(0, 0, 14 * 60);
    expect((await back()).openingIds).toHaveLength(3);
    expect(await calendarOf(deps, ida)).toEqual(['hold 09:00-10:00', 'hold 10:00-11:00', 'hold 14:00-15:00']);
    await work(deps);
    expect(await statusesOf(deps, entries)).toEqual(['waiting', 'waiting', 'waiting']);
    deps.clock.advance(settleMinutes);
    await work(deps);
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'notified', 'notified']);
  });

  test('is on public sale but for that', async () => {
    const { salon, cut, back } = await away(0);
    await back();
    const { days } = await findSlots(deps.db, {
      salonId: salon.id,
      serviceIds: [cut.id],
      from: tuesday,
      days: 1,
      now: deps.clock.now(),
      audience: 'public',
    });
    expect(days[0]?.slots[0]?.localTime).toBe('10:00');
  });

  test('is held for nobody who could not come, was asked, has an appointment or can’t be reached', async () => {
    const { salon, cut, ida, entries, back } = await away(0, 0, 0, 20 * 60);
    const [busy, unreachable] = entries;
    const jon = await makeEmployee(db, salon, { services: [cut] });
    await makeBooking(db, {
      salon,
      employee: jon,
      services: [cut, cut, cut, cut, cut, cut, cut, cut],
      customer: { id: busy?.customerId } as never,
      startsAt: at('09:00'),
    });
    await db.customer.update({
      where: { id: unreachable?.customerId },
      data: { phone: null, email: null, emailKey: null },
    });
    await back();
    expect(await calendarOf(deps, ida)).toEqual(['hold 09:00-10:00']);
  });

  test('and put back before it has settled is offered to nobody', async () => {
    const { place, entries, back } = await away(0);
    await back();
    await addTimeOff(deps, { ...place, startsAt: at('07:00'), endsAt: at('21:00'), note: '' });
    deps.clock.advance(settleMinutes);
    await work(deps);
    expect(await open()).toEqual([]);
    expect(await statusesOf(deps, entries)).toEqual(['waiting']);
    expect(await db.message.count()).toBe(0);
  });

  test('of a day beyond the salon’s horizon is offered to nobody', async () => {
    const { salon, back } = await away(0);
    await db.salon.update({ where: { id: salon.id }, data: { bookingHorizonDays: 1 } });
    deps.clock.set('2026-05-31T10:00+02:00');
    expect(await back()).toMatchObject({ openingIds: [] });
  });

  test('while the waitlist rests is simply on public sale', async () => {
    const { salon, back } = await away(0);
    await db.salon.update({ where: { id: salon.id }, data: { matchingEnabled: false } });
    expect(await back()).toMatchObject({ openingIds: [] });
  });
});

describe('hours that are added', () => {
  test('are offered; time that could be booked before is not', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await line(deps, { salon, service: cut }, { windows: [{ dateFrom: tuesday }] });
    const longer = usualHours.map((stretch) => ({ ...stretch, fromMinute: stretch.fromMinute - 30 }));
    await setHours(deps, { salonId: salon.id, employeeId: ida.id, hours: longer, actor });
    // Half of it is new: nobody could have had the whole before.
    expect(await open()).toEqual(['hours_added 08:30-09:30']);
  });

  test('on a date that was closed: by removing what closed it, for everybody', async () => {
    const { salon, cut } = await openSalon(deps);
    await makeEmployee(db, salon, { services: [cut] });
    await line(deps, { salon, service: cut }, { windows: [{ dateFrom: tuesday }] });
    const whole = { salonId: salon.id, employeeId: null, date: tuesday, actor };
    await setException(deps, { ...whole, stretches: [], note: '' });
    expect(await removeException(deps, whole)).toMatchObject({
      openingIds: [expect.any(String), expect.any(String)],
    });
  });

  test('for nobody who waits, open nothing', async () => {
    const { salon, ida } = await openSalon(deps);
    const longer = usualHours.map((stretch) => ({ ...stretch, fromMinute: 0 }));
    expect(
      await setHours(deps, { salonId: salon.id, employeeId: ida.id, hours: longer, actor }),
    ).toMatchObject({ openingIds: [] });
  });
});

describe('a new service of an employee', () => {
  async function newService() {
    const { salon, cut, ida } = await openSalon(deps);
    const colour = await makeService(db, salon, { durationMinutes: 90, bufferAfterMinutes: 15 });
    const entries = await line(
      deps,
      { salon, service: colour },
      { windows: [{ dateFrom: tuesday }] },
      // Could have been booked all along.
      { windows: [{ dateFrom: tuesday }], service: cut },
    );
    const set = (...serviceIds: ServiceId[]) =>
      setEmployeeServices(deps, { salonId: salon.id, employeeId: ida.id, serviceIds, actor });
    return { cut, colour, entries, set };
  }

  test('makes free time of theirs fit those who wait for it, and nobody else', async () => {
    const { cut, colour, entries, set } = await newService();
    await set(cut.id, colour.id);
    expect(await open()).toEqual(['service_added 09:00-10:45']);
    expect(await db.opening.findFirst()).toMatchObject({ serviceId: colour.id });
    deps.clock.advance(settleMinutes);
    await work(deps);
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'waiting']);
  });

  test('that is taken away again before it has settled is offered to nobody', async () => {
    const { cut, colour, set } = await newService();
    await set(cut.id, colour.id);
    await set(cut.id);
    expect(await open()).toEqual([]);
  });

  test('set as it is changes nothing; another salon’s is not found', async () => {
    const { cut, set } = await newService();
    expect(await set(cut.id)).toEqual({ ok: true, openingIds: [] });
    expect(await db.auditEvent.count()).toBe(0);
    await expect(set(newId<ServiceId>())).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what comes back from the archive', () => {
  async function archived(what: 'ida' | 'cut') {
    const { salon, cut, ida } = await openSalon(deps);
    const [employee, service] = [
      { salonId: salon.id, employeeId: ida.id, actor },
      { salonId: salon.id, serviceId: cut.id, actor },
    ];
    const entries = await line(deps, { salon, service: cut }, { windows: [{ dateFrom: tuesday }] });
    const restore =
      what === 'ida' ? () => restoreEmployee(deps, employee) : () => restoreService(deps, service);
    const archive =
      what === 'ida' ? () => archiveEmployee(deps, employee) : () => archiveService(deps, service);
    await archive();
    return { entries, archive, restore };
  }

  test.each([
    ['ida', 'hours_added'],
    ['cut', 'service_added'],
  ] as const)(
    '(%s) has free time, which is offered to those who wait once that has settled',
    async (what, cause) => {
      const { entries, restore } = await archived(what);
      expect((await restore()).openingIds).toHaveLength(1);
      expect(await open()).toEqual([`${cause} 09:00-10:00`]);
      await work(deps);
      expect(await statusesOf(deps, entries)).toEqual(['waiting']);
      deps.clock.advance(settleMinutes);
      await work(deps);
      expect(await statusesOf(deps, entries)).toEqual(['notified']);
      expect(await restore()).toEqual({ ok: true, openingIds: [] });
    },
  );

  test.each(['ida', 'cut'] as const)('(%s) and goes again before that is offered to nobody', async (what) => {
    const { archive, restore } = await archived(what);
    await restore();
    await archive();
    expect(await open()).toEqual([]);
  });
});
