import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#server/modules/auth/auth.rules.ts';
import { newId, type EmployeeId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, type TestSalon } from '#server/testing/factories.ts';
import { makeEntry, makeOpening } from '#server/testing/waitlist-factories.ts';
import { openSalon } from '#server/testing/waitlist-steps.ts';
import { createCaller } from '#server/trpc/router.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import { reordered } from './order.rules.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const eva = newId<UserId>();

/** The procedures as somebody of the salon's staff calls them. */
function as(role: Role, salon: TestSalon, userId: UserId = eva) {
  return createCaller({
    deps,
    session: {
      id: newId<SessionId>(),
      expiresAt: new Date('2026-07-01T00:00:00Z'),
      user: { id: userId, email: 'eva@example.com', name: 'Eva', locale: 'nb' },
      salons: [{ ...salon, locale: 'nb', accentColour: null, role }],
    },
    address: '192.0.2.1',
    locale: 'nb',
    transport: 'page',
  });
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no error',
    (error: unknown) => toAppError(error).code,
  );

const cutValues = {
  category: 'Klipp',
  name: 'Klipp',
  description: '',
  durationMinutes: 45,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  priceMinor: 59_000,
};

describe('the salon', () => {
  test('is changed as a whole, and what was changed is audited by name alone', async () => {
    const { salon } = await openSalon(deps);
    const owner = as('owner', salon);
    const { values, version, currencyIsFixed } = await owner.salon.settings({ salonId: salon.id });
    expect(currencyIsFixed).toBe(true);
    const wanted = {
      ...values,
      name: 'Fjord',
      phone: '22 00 11 22',
      accentColour: '#2F6F5E',
      matchingEnabled: false,
    };
    expect(await owner.salon.change({ salonId: salon.id, version, values: wanted })).toEqual({ ok: true });
    expect((await owner.salon.settings({ salonId: salon.id })).values).toEqual({
      ...wanted,
      phone: '+4722001122',
      accentColour: '#2f6f5e',
    });
    expect(await db.auditEvent.findMany()).toMatchObject([
      {
        action: 'salon.changed',
        actorId: eva,
        data: { changed: ['name', 'phone', 'accentColour', 'matchingEnabled'] },
      },
    ]);
  });

  test('says at its field what only it can know', async () => {
    const { salon } = await openSalon(deps);
    const owner = as('owner', salon);
    const { values, version } = await owner.salon.settings({ salonId: salon.id });
    const change = (changes: Partial<typeof values>) =>
      owner.salon.change({ salonId: salon.id, version, values: { ...values, ...changes } });
    expect(await change({ phone: '12' })).toMatchObject({
      reason: 'invalid',
      fields: [{ field: 'values.phone', problem: 'phone_invalid' }],
    });
    expect(await change({ currency: 'SEK' })).toMatchObject({
      fields: [{ field: 'values.currency', problem: 'currency_in_use' }],
    });
    for (const wrong of [{ timeZone: '+02:00' }, { timeZone: 'Oslo' }, { logoUrl: 'javascript:alert(1)' }])
      expect(await codeOf(change(wrong))).toBe('invalid_input');
    expect(await db.auditEvent.count()).toBe(0);
  });

  test('chooses its currency while it has no prices', async () => {
    const salon = await makeSalon(db);
    const owner = as('owner', salon);
    const { values, version } = await owner.salon.settings({ salonId: salon.id });
    await owner.salon.change({ salonId: salon.id, version, values: { ...values, currency: 'SEK' } });
    expect((await owner.salon.settings({ salonId: salon.id })).values.currency).toBe('SEK');
  });
});

describe('two who edit at once: the later one is told, and nothing of the earlier one’s is lost', () => {
  const edits: Record<
    string,
    (world: Awaited<ReturnType<typeof openSalon>>) => Promise<() => Promise<unknown>>
  > = {
    'the salon': async ({ salon }) => {
      const { values, version } = await as('owner', salon).salon.settings({ salonId: salon.id });
      let count = 0;
      return () => {
        count += 1;
        const wanted = { ...values, name: `Fjord ${count}` };
        return as('owner', salon).salon.change({ salonId: salon.id, version, values: wanted });
      };
    },
    'an employee': async ({ salon, ida }) => {
      const [employee] = await as('owner', salon).salon.employees({ salonId: salon.id });
      let count = 0;
      return () => {
        count += 1;
        return as('owner', salon).salon.changeEmployee({
          salonId: salon.id,
          employeeId: ida.id,
          version: employee?.version ?? '',
          name: `Ida ${count}`,
          title: '',
        });
      };
    },
    'what an employee does': async ({ salon, ida }) => {
      const [employee] = await as('owner', salon).salon.employees({ salonId: salon.id });
      const version = employee?.servicesVersion;
      const place = { salonId: salon.id, employeeId: ida.id };
      return () => as('owner', salon).salon.setEmployeeServices({ ...place, version, serviceIds: [] });
    },
    'a service': async ({ salon, cut }) => {
      const [service] = await as('owner', salon).salon.services({ salonId: salon.id });
      let count = 0;
      return () => {
        count += 1;
        return as('owner', salon).salon.changeService({
          salonId: salon.id,
          serviceId: cut.id,
          version: service?.version ?? '',
          values: { ...cutValues, priceMinor: count },
        });
      };
    },
    'a week': async ({ salon, ida }) => {
      const place = { salonId: salon.id, employeeId: ida.id };
      const { version } = await as('owner', salon).salon.hours(place);
      let count = 0;
      return () => {
        count += 1;
        const hours = [{ weekday: 1, fromMinute: 540 + count, untilMinute: 1000 }];
        return as('owner', salon).salon.setHours({ ...place, version, hours });
      };
    },
    'a policy': async ({ salon }) => {
      const { version } = await as('owner', salon).policy.explain({ salonId: salon.id });
      let count = 0;
      return () => {
        count += 1;
        return as('owner', salon).policy.set({
          salonId: salon.id,
          version,
          values: { claimExpiryMinutes: 20 + count },
        });
      };
    },
    'the SMS quota': async ({ salon }) => {
      const { version } = await as('owner', salon).message.usage({ salonId: salon.id });
      let count = 0;
      return () => {
        count += 1;
        return as('owner', salon).message.setQuota({
          salonId: salon.id,
          version,
          values: { included: 100 + count, hardCap: null },
        });
      };
    },
  };

  test.each(Object.keys(edits))('%s', async (name) => {
    const edit = await edits[name]?.(await openSalon(deps));
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(edit?.() ?? Promise.resolve())));
    expect(codes.toSorted()).toEqual(['conflict', 'conflict', 'no error']);
    expect(await db.auditEvent.count()).toBe(1);
  });
});

describe('employees', () => {
  test('come last, with a calendar and what they do, and cannot be booked before they have hours', async () => {
    const { salon, cut } = await openSalon(deps);
    const owner = as('owner', salon);
    const { employeeId } = await owner.salon.addEmployee({
      salonId: salon.id,
      name: ' Nina ',
      title: 'Frisør',
      serviceIds: [cut.id],
    });
    const employees = await owner.salon.employees({ salonId: salon.id });
    expect(employees.map(({ name }) => name)).toEqual(['Ida', 'Nina']);
    expect(employees[1]).toMatchObject({ id: employeeId, title: 'Frisør', serviceIds: [cut.id] });
    expect(await db.auditEvent.findMany()).toMatchObject([
      { action: 'employee.added', subjectId: employeeId },
    ]);
  });

  test('are moved one place at a time, also by two at once', async () => {
    const { salon, ida } = await openSalon(deps);
    const bo = await makeEmployee(db, salon, { name: 'Bo', position: 1 });
    const cy = await makeEmployee(db, salon, { name: 'Cy', position: 2 });
    const move = (employeeId: EmployeeId, direction: 'up' | 'down') =>
      as('manager', salon).salon.moveEmployee({ salonId: salon.id, employeeId, direction });
    await Promise.all([move(cy.id, 'up'), move(cy.id, 'up')]);
    const order = await as('manager', salon).salon.employees({ salonId: salon.id });
    expect(order.map(({ id }) => id)).toEqual([cy.id, ida.id, bo.id]);
  });

  test('who are to go are told with what stands in their name', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const booking = await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: '2026-06-02T13:00+02:00',
    });
    await makeOpening(db, { employee: ida, startsAt: '2026-06-02T10:00+02:00' });
    await makeEntry(db, { salon, service: cut });
    expect(
      await as('manager', salon).salon.touchedByArchiving({ salonId: salon.id, employeeId: ida.id }),
    ).toMatchObject({ bookings: [{ bookingId: booking.id }], openings: 1, entries: 0 });
    expect(
      await as('manager', salon).salon.touchedByArchiving({ salonId: salon.id, serviceId: cut.id }),
    ).toMatchObject({ bookings: [{ bookingId: booking.id }], entries: 1 });
  });
});

describe('services', () => {
  test('that are new can be booked at once, of those who do them', async () => {
    const { salon, ida } = await openSalon(deps);
    const { serviceId } = await as('manager', salon).salon.addService({
      salonId: salon.id,
      values: cutValues,
      employeeIds: [ida.id],
    });
    const page = await as('staff', salon).salon.bySlug({ slug: salon.slug });
    const offered = page.serviceGroups.flatMap(({ services }) => services);
    expect(offered.find(({ id }) => id === serviceId)).toMatchObject({
      name: 'Klipp',
      employeeIds: [ida.id],
    });
  });

  test('that are archived are gone from the public page; what is booked stays', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T13:00+02:00' });
    const manager = as('manager', salon);
    await manager.salon.archiveService({ salonId: salon.id, serviceId: cut.id });
    await manager.salon.archiveService({ salonId: salon.id, serviceId: cut.id });
    expect((await manager.salon.bySlug({ slug: salon.slug })).serviceGroups).toEqual([]);
    expect(await db.booking.findMany()).toMatchObject([{ status: 'confirmed' }]);
    expect(await db.auditEvent.findMany()).toMatchObject([{ action: 'service.archived' }]);
  });
});

describe('what was archived', () => {
  test('comes back with the hours and the services that it had, once, and is in the trail', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const manager = as('manager', salon);
    const employee = { salonId: salon.id, employeeId: ida.id };
    const service = { salonId: salon.id, serviceId: cut.id };
    const before = [await manager.salon.employees(employee), await manager.salon.hours(employee)];
    const onSale = await manager.salon.bySlug({ slug: salon.slug });
    await manager.salon.archiveEmployee(employee);
    await manager.salon.archiveService(service);
    for (let time = 0; time < 2; time += 1) {
      await manager.salon.restoreEmployee(employee);
      await manager.salon.restoreService(service);
    }
    expect([await manager.salon.employees(employee), await manager.salon.hours(employee)]).toEqual(before);
    expect(await manager.salon.bySlug({ slug: salon.slug })).toEqual(onSale);
    const trail = await db.auditEvent.findMany({ orderBy: { id: 'asc' } });
    expect(trail.map(({ action }) => action)).toEqual([
      'employee.archived',
      'service.archived',
      'employee.restored',
      'service.restored',
    ]);
  });

  test('comes back beside one that has its name by now', async () => {
    const { salon, ida } = await openSalon(deps);
    const manager = as('manager', salon);
    await manager.salon.archiveEmployee({ salonId: salon.id, employeeId: ida.id });
    await manager.salon.addEmployee({ salonId: salon.id, name: ida.name, title: '' });
    await manager.salon.restoreEmployee({ salonId: salon.id, employeeId: ida.id });
    const employees = await manager.salon.employees({ salonId: salon.id });
    expect(employees.filter(({ name }) => name === ida.name)).toMatchObject([
      { archivedAt: null },
      { archivedAt: null },
    ]);
  });

  test('is not for staff to bring back', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const staff = as('staff', salon).salon;
    expect(await codeOf(staff.restoreEmployee({ salonId: salon.id, employeeId: ida.id }))).toBe('forbidden');
    expect(await codeOf(staff.restoreService({ salonId: salon.id, serviceId: cut.id }))).toBe('forbidden');
  });
});

describe('an order', () => {
  test('has nothing before its first and nothing after its last', () => {
    expect(reordered(['a', 'b', 'c'], 'b', 'up')).toEqual(['b', 'a', 'c']);
    expect(reordered(['a', 'b', 'c'], 'a', 'up')).toEqual(['a', 'b', 'c']);
    expect(reordered(['a', 'b', 'c'], 'c', 'down')).toEqual(['a', 'b', 'c']);
    expect(reordered(['a'], 'b', 'up')).toBeNull();
  });
});
