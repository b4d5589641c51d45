import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type EmployeeId, type SalonId, type ServiceId } from '#server/platform/ids.schema.ts';
import { forCrowds, testDeps, type TestDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { makeOpening } from '#server/testing/waitlist-factories.ts';
import { createBookingInput } from './bookings.schema.ts';
import { createBooking } from './create-booking.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

// A Tuesday; the clock of the tests stands at ten o'clock on the Monday before.
const ten = '2026-06-02T10:00+02:00';
const eleven = '2026-06-02T11:00+02:00';

async function world(service: Parameters<typeof makeService>[2] = {}) {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon, service);
  const ida = await makeEmployee(db, salon, { services: [cut], position: 0 });
  return { salon, cut, ida };
}

interface BookOptions {
  phone?: string;
  email?: string;
  employeeId?: EmployeeId;
  idempotencyKey?: string;
  by?: TestDeps;
}

function book(
  salon: { id: SalonId },
  services: readonly { id: ServiceId }[],
  startsAt: string,
  { phone = '412 34 567', by = deps, ...rest }: BookOptions = {},
) {
  const { email, employeeId, idempotencyKey } = rest;
  return createBooking(
    by,
    createBookingInput.parse({
      salonId: salon.id,
      serviceIds: services.map(({ id }) => id),
      employeeId,
      startsAt: new Date(startsAt).toISOString(),
      contact: { name: 'Kari Nordmann', phone, email },
      locale: 'nb',
      idempotencyKey,
    }),
  );
}

describe('booking a free time', () => {
  test('tells where the confirmation goes, of the addresses given and of no other', async () => {
    const { salon, cut } = await world();
    const first = await book(salon, [cut], ten, { email: 'Kari@fjord.example' });
    expect(first).toMatchObject({ confirmedBy: ['sms', 'email'] });
    // Somebody who has only the number must not learn that there is an address as well.
    const second = await book(salon, [cut], eleven);
    expect(second).toMatchObject({ confirmedBy: ['sms'] });
    expect(second.ok && (await db.message.count({ where: { bookingId: second.booking.id } }))).toBe(2);
  });

  test('writes the booking, takes its time with both buffers, confirms it, and gives a link to it', async () => {
    const { salon, cut, ida } = await world({ bufferBeforeMinutes: 5, bufferAfterMinutes: 10 });
    const outcome = await book(salon, [cut], ten, { email: 'Kari@fjord.example' });

    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.booking).toMatchObject({
      status: 'confirmed',
      date: '2026-06-02',
      localTime: '10:00',
      priceMinor: 69_000,
      changeable: true,
      items: [{ serviceId: cut.id, employeeId: ida.id }],
    });
    expect(deps.links.readLink('booking', outcome.token)).toEqual({ id: outcome.booking.id, version: 1 });
    expect(await db.calendarItem.findMany()).toMatchObject([
      { startsAt: new Date('2026-06-02T09:55+02:00'), endsAt: new Date('2026-06-02T11:10+02:00') },
    ]);
    expect(await db.customer.findMany()).toMatchObject([
      {
        name: 'Kari Nordmann',
        phone: '+4741234567',
        email: 'Kari@fjord.example',
        emailKey: 'kari@fjord.example',
        locale: 'nb',
      },
    ]);
    const messages = await db.message.findMany({ orderBy: { channel: 'asc' } });
    expect(messages.map(({ channel, template }) => [channel, template])).toEqual([
      ['email', 'booking_confirmed'],
      ['sms', 'booking_confirmed'],
    ]);
    expect(await db.auditEvent.findMany()).toMatchObject([
      { action: 'booking.created', actorType: 'customer', subjectId: outcome.booking.id },
    ]);
  });

  test('takes several services in a row with one employee, with the outer buffers only', async () => {
    const { salon, cut } = await world({ bufferBeforeMinutes: 5, bufferAfterMinutes: 10 });
    const colour = await makeService(db, salon, {
      durationMinutes: 90,
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 20,
    });
    await makeEmployee(db, salon, { services: [colour], position: 1 });
    const both = await makeEmployee(db, salon, { services: [cut, colour], position: 2 });

    const outcome = await book(salon, [cut, colour], ten);

    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.booking.endsAt).toBe('2026-06-02T10:30:00.000Z');
    expect(outcome.booking.items.map(({ employeeId, startsAt }) => [employeeId, startsAt])).toEqual([
      [both.id, '2026-06-02T08:00:00.000Z'],
      [both.id, '2026-06-02T09:00:00.000Z'],
    ]);
    const [first, last] = await db.calendarItem.findMany({ orderBy: { startsAt: 'asc' } });
    expect([first?.startsAt, first?.endsAt, last?.endsAt]).toEqual([
      new Date('2026-06-02T09:55+02:00'),
      new Date('2026-06-02T11:00+02:00'),
      new Date('2026-06-02T12:50+02:00'),
    ]);
  });

  test('with anyone goes to whoever has the lightest day', async () => {
    const { salon, cut, ida } = await world();
    const jon = await makeEmployee(db, salon, { services: [cut], position: 1 });
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T15:00+02:00' });

    const outcome = await book(salon, [cut], ten);
    expect(outcome).toMatchObject({ ok: true, booking: { items: [{ employeeId: jon.id }] } });
  });

  test('knows a customer by their contact again', async () => {
    const { salon, cut } = await world();
    await book(salon, [cut], ten, { email: 'kari@fjord.example' });
    await book(salon, [cut], eleven, { email: 'Kari+salon@fjord.example' });
    expect(await db.customer.count()).toBe(1);
    // Somebody else's phone beside a known address makes nobody's messages go there.
    await book(salon, [cut], '2026-06-02T12:00+02:00', { email: 'kari@fjord.example', phone: '987 65 432' });
    expect(await db.customer.count()).toBe(2);
  });
});

describe('a time is not sold', () => {
  test('when it is booked: the nearest free times are said instead', async () => {
    const { salon, cut, ida } = await world();
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: ten });

    const outcome = await book(salon, [cut], ten);
    expect(outcome).toMatchObject({ ok: false, reason: 'taken' });
    if (outcome.ok || outcome.reason !== 'taken') throw new Error('it was taken');
    expect(outcome.alternatives.map((slot) => slot.localTime)).toEqual([
      '09:00',
      '11:00',
      '11:15',
      '11:30',
      '11:45',
      '12:00',
    ]);
    expect(await db.customer.count()).toBe(1); // the one of the booking that was there
  });

  test('when the buffers of two bookings would overlap', async () => {
    const { salon, cut } = await world({ bufferBeforeMinutes: 10, bufferAfterMinutes: 10 });
    expect(await book(salon, [cut], ten)).toMatchObject({ ok: true });
    // From 11:10 the employee is free; the booking's own ten minutes before it begin at 11:05.
    expect(await book(salon, [cut], '2026-06-02T11:15+02:00', { phone: '98765432' })).toMatchObject({
      reason: 'taken',
    });
    expect(await book(salon, [cut], '2026-06-02T11:30+02:00', { phone: '98765432' })).toMatchObject({
      ok: true,
    });
  });

  test('while it is held for the waitlist; when the hold is stale it is, and the opening ends', async () => {
    const { salon, cut, ida } = await world();
    await makeOpening(db, { employee: ida, startsAt: ten });
    expect(await book(salon, [cut], ten)).toMatchObject({ reason: 'taken' });

    deps.clock.advance(6);
    expect(await book(salon, [cut], ten)).toMatchObject({ ok: true });
    expect(await db.opening.findMany()).toMatchObject([{ status: 'exhausted' }]);
  });

  test('inside the notice, beyond the horizon, off the grid, outside hours or in time off', async () => {
    const { salon, cut, ida } = await world();
    await db.timeOff.create({
      data: { employeeId: ida.id, startsAt: new Date(ten), endsAt: new Date(eleven) },
    });
    const at = (startsAt: string) => book(salon, [cut], startsAt);
    expect(await at('2026-06-01T10:45+02:00')).toMatchObject({ reason: 'taken' });
    expect(await at('2026-08-01T10:00+02:00')).toMatchObject({ reason: 'taken' });
    expect(await at('2026-06-02T12:05+02:00')).toMatchObject({ reason: 'taken' });
    expect(await at('2026-06-02T16:15+02:00')).toMatchObject({ reason: 'taken' });
    expect(await at('2026-06-02T10:30+02:00')).toMatchObject({ reason: 'taken' });
    expect(await at('2026-06-01T11:00+02:00')).toMatchObject({ ok: true });
  });

  test('to a customer who has another appointment then; a stranger who types their number learns nothing of it', async () => {
    const { salon, cut } = await world();
    await makeEmployee(db, salon, { services: [cut], position: 1 });
    expect(await book(salon, [cut], ten)).toMatchObject({ ok: true });
    const own = await book(salon, [cut], '2026-06-02T10:30+02:00');
    await book(salon, [cut], ten, { phone: '412 34 568' });
    const strangers = await book(salon, [cut], '2026-06-02T10:30+02:00', { phone: '412 34 569' });
    expect(own).toMatchObject({ ok: false, reason: 'taken' });
    expect(Object.keys(own)).toEqual(Object.keys(strangers));
    const alternatives = !own.ok && own.reason === 'taken' ? own.alternatives : [];
    expect(alternatives.map(({ localTime }) => localTime)).not.toContain('10:30');
    expect(alternatives).not.toEqual([]);
    expect(await book(salon, [cut], eleven)).toMatchObject({ ok: true });
  });
});

describe('what cannot be booked', () => {
  test('a salon, service or employee that is unknown or closed: not found', async () => {
    const { salon, cut, ida } = await world();
    await expect(book({ id: newId<SalonId>() }, [cut], ten)).rejects.toMatchObject({ code: 'not_found' });
    await expect(book(salon, [{ id: newId<ServiceId>() }], ten)).rejects.toMatchObject({ code: 'not_found' });
    await expect(book(salon, [cut], ten, { employeeId: newId<EmployeeId>() })).rejects.toMatchObject({
      code: 'not_found',
    });
    await db.employee.update({ where: { id: ida.id }, data: { archivedAt: new Date() } });
    await expect(book(salon, [cut], ten, { employeeId: ida.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('a service with an employee who does not do it', async () => {
    const { salon, cut } = await world();
    const jon = await makeEmployee(db, salon);
    expect(await book(salon, [cut], ten, { employeeId: jon.id })).toEqual({
      ok: false,
      reason: 'employee_mismatch',
    });
  });

  test('with a phone number that does not exist: said at its field', async () => {
    const { salon, cut } = await world();
    expect(await book(salon, [cut], ten, { phone: '12 34' })).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'contact.phone', problem: 'phone_invalid' }],
    });
  });
});

describe('who has another appointment then', () => {
  /** Kari has a cut with Ida at ten; Jon is free all day. */
  async function booked() {
    const { salon, cut } = await world();
    const jon = await makeEmployee(db, salon, { services: [cut], position: 1 });
    const first = await book(salon, [cut], ten);
    const again = () => book(salon, [cut], ten, { employeeId: jon.id });
    return { salon, cut, jon, first, again };
  }

  test('is answered as whoever comes second, with times at which they could come', async () => {
    const { again } = await booked();
    const outcome = await again();
    expect(outcome).toMatchObject({ ok: false, reason: 'taken' });
    const times = 'alternatives' in outcome ? outcome.alternatives.map(({ localTime }) => localTime) : [];
    expect(times).toHaveLength(6);
    expect(times.filter((time) => time > '09:00' && time < '11:00')).toEqual([]);
    expect(await db.booking.count()).toBe(1);
  });

  test('is not told so by the page, which anybody could ask, but by a message to the address that was given', async () => {
    const { first, again } = await booked();
    await db.message.deleteMany();
    await again();
    deps.clock.advance(1);
    await again();
    const bookingId = first.ok ? first.booking.id : '';
    const told = { bookingId, template: 'booking_confirmed', channel: 'sms', recipient: '+4741234567' };
    expect(await db.message.findMany()).toMatchObject([told, told]);
  });
});

describe('many at once', () => {
  const phoneOf = (index: number) => `412 34 5${String(index).padStart(2, '0')}`;

  test('50 for one time: one booking, the others are told so', { timeout: 60_000 }, async () => {
    const { salon, cut } = await world();
    const by = forCrowds(deps);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => book(salon, [cut], ten, { phone: phoneOf(index), by })),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'taken')).toHaveLength(49);
    expect(await db.booking.count()).toBe(1);
    expect(await db.customer.count()).toBe(1);
  });

  test('one customer from two devices, at overlapping times with two employees: one booking', async () => {
    const { salon, cut } = await world();
    await makeEmployee(db, salon, { services: [cut] });
    const outcomes = await Promise.all([
      book(salon, [cut], ten),
      book(salon, [cut], '2026-06-02T10:30+02:00'),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes).toContainEqual(expect.objectContaining({ reason: 'taken' }));
  });
});

describe('the same request once more', () => {
  const idempotencyKey = '0b0f6a52-7a68-4d47-9c0e-3f5a1a0f7a11';
  const idOf = (outcome: Awaited<ReturnType<typeof book>>) => (outcome.ok ? outcome.booking.id : outcome);

  test('two at once, as of a double click: one booking, and both show it', async () => {
    const { salon, cut } = await world();
    await makeEmployee(db, salon, { services: [cut] });
    for (const day of [2, 3, 4]) {
      const key = idempotencyKey.replace(/.$/, String(day));
      const again = () => book(salon, [cut], `2026-06-0${day}T10:00+02:00`, { idempotencyKey: key });
      const [first, second] = await Promise.all([again(), again()]);
      expect(first).toMatchObject({ ok: true });
      expect(second).toEqual(first);
    }
    expect(await db.booking.count()).toBe(3);
    expect(await db.message.count({ where: { template: 'booking_confirmed' } })).toBe(3);
  });

  test('later, when the time is taken: by the booking that it made itself', async () => {
    const { salon, cut } = await world();
    const first = await book(salon, [cut], ten, { idempotencyKey });
    expect(await book(salon, [cut], ten, { idempotencyKey })).toEqual(first);
    expect(await book(salon, [cut], ten)).toMatchObject({ reason: 'taken' });
    expect(await db.booking.count()).toBe(1);
  });

  test('after it was refused, it is a new one: nothing is kept of what made nothing', async () => {
    const { salon, cut } = await world();
    await book(salon, [cut], ten);
    const other = { phone: '412 34 568', idempotencyKey };
    expect(await book(salon, [cut], ten, other)).toMatchObject({ reason: 'taken' });
    expect(await book(salon, [cut], eleven, other)).toMatchObject({ ok: true });
  });

  test('with the key of another request: refused, also when both come at once', async () => {
    const { salon, cut } = await world();
    const outcomes = await Promise.all([
      book(salon, [cut], ten, { idempotencyKey }),
      book(salon, [cut], '2026-06-03T10:00+02:00', { phone: '412 34 568', idempotencyKey }),
    ]);
    expect(outcomes.map(idOf)).toContainEqual({ ok: false, reason: 'key_reused' });
    expect(await book(salon, [cut], '2026-06-04T10:00+02:00', { idempotencyKey })).toEqual({
      ok: false,
      reason: 'key_reused',
    });
    expect(await db.booking.count()).toBe(1);
    expect(await db.customer.count()).toBe(1);
  });
});
