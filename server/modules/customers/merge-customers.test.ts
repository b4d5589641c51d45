import { beforeEach, describe, expect, test } from 'vitest';
import type { CustomerId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  type TestCustomer,
  type TestSalon,
} from '#server/testing/factories.ts';
import { makeEntry, makeOffer, makeOpening } from '#server/testing/waitlist-factories.ts';
import { entryRow, openSalon, staff } from '#server/testing/waitlist-steps.ts';
import { findCustomer } from '../salon/customers/find-or-create-customer.ts';
import { usableChannels } from '../notifications/queue-messages.ts';
import { compareCustomers } from './compare-customers.ts';
import type { MergeCustomersOutcome } from './customers.schema.ts';
import { mergeCustomers } from './merge-customers.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

type Choice = 'kept' | 'other';

function merge(
  { id: salonId, organisationId }: TestSalon,
  kept: TestCustomer,
  other: TestCustomer,
  choices: Partial<Record<'name' | 'phone' | 'email' | 'locale', Choice>> = {},
): Promise<MergeCustomersOutcome> {
  return mergeCustomers(deps, {
    salonId,
    organisationId,
    customerId: kept.id,
    otherId: other.id,
    name: 'kept',
    phone: 'kept',
    email: 'kept',
    locale: 'kept',
    ...choices,
    actor: staff,
  });
}

const noon = '2026-06-02T12:00+02:00';

/** Two who are one, at a salon with two employees. */
async function twoAsOne() {
  const world = await openSalon(deps);
  const jon = await makeEmployee(db, world.salon, { name: 'Jon', services: [world.cut] });
  const kept = await makeCustomer(db, world.salon, {
    name: 'Kari',
    email: 'kari@fjord.example',
    phone: null,
  });
  const other = await makeCustomer(db, world.salon, { name: 'Kari Berg', email: null, phone: '+4741234567' });
  return { ...world, jon, kept, other };
}

describe('merging', () => {
  test('makes everything of the other one that of the one who is kept, with the facts that were chosen', async () => {
    const { salon, cut, ida, kept, other } = await twoAsOne();
    const booked = { salon, employee: ida, services: [cut], customer: other };
    const booking = await makeBooking(db, { ...booked, startsAt: noon });
    const entry = await makeEntry(db, { salon, service: cut, customer: other });
    await db.customerNote.create({
      data: { customerId: other.id, text: 'Kaffe', createdAt: deps.clock.now() },
    });
    expect(await merge(salon, kept, other, { name: 'other', phone: 'other' })).toEqual({ ok: true });

    expect(await db.customer.findUniqueOrThrow({ where: { id: kept.id } })).toMatchObject({
      name: 'Kari Berg',
      email: 'kari@fjord.example',
      phone: '+4741234567',
    });
    expect(await db.booking.findUniqueOrThrow({ where: { id: booking.id } })).toMatchObject({
      customerId: kept.id,
    });
    expect(await entryRow(deps, entry)).toMatchObject({
      customerId: kept.id,
      customerEmail: 'kari@fjord.example',
      customerPhone: '+4741234567',
    });
    expect(await db.customerNote.count({ where: { customerId: kept.id } })).toBe(1);
    expect(await db.auditEvent.findFirst({ where: { action: 'customer.merged' } })).toMatchObject({
      subjectId: kept.id,
      actorId: staff.id,
      data: { otherId: other.id, bookings: 1, entries: 1 },
    });
  });

  test('is the same when it is repeated, and who books with the other one’s number is the one who was kept', async () => {
    const { salon, kept, other } = await twoAsOne();
    await merge(salon, kept, other, { phone: 'other' });
    expect(await merge(salon, kept, other, { phone: 'other' })).toEqual({ ok: true });
    expect(await db.auditEvent.count({ where: { action: 'customer.merged' } })).toBe(1);
    const contact = { name: 'Kari', email: null, emailKey: null, phone: '+4741234567' };
    const found = await deps.inTransaction((tx) =>
      findCustomer(tx, { organisationId: salon.organisationId, contact }),
    );
    expect(found).toBe(kept.id);
  });

  test('keeps an opt-out of either, also when the other one agreed later', async () => {
    const { salon, kept, other } = await twoAsOne();
    const consent = (customerId: CustomerId, channel: string, granted: boolean, minute: number) => ({
      customerId,
      channel,
      granted,
      wordingVersion: 'join-1',
      source: 'waitlist_public',
      occurredAt: new Date(Date.UTC(2026, 4, 1, 10, minute)),
    });
    await db.consent.createMany({
      data: [
        consent(kept.id, 'sms', false, 1),
        consent(other.id, 'sms', true, 2),
        consent(other.id, 'email', false, 1),
        consent(other.id, 'email', true, 2),
      ],
    });
    await merge(salon, kept, other, { phone: 'other' });
    expect(await usableChannels(db, kept.id)).toEqual(['email']);
  });

  test('needs a contact that is left', async () => {
    const { salon, kept, other } = await twoAsOne();
    expect(await merge(salon, kept, other, { email: 'other' })).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'phone', problem: 'contact_missing' }],
    });
  });

  test('needs none of two who had none', async () => {
    const salon = await makeSalon(db);
    const [kept, other] = [
      await makeCustomer(db, salon, { email: null, phone: null }),
      await makeCustomer(db, salon, { email: null, phone: null }),
    ];
    expect(await merge(salon, kept, other)).toEqual({ ok: true });
  });

  test('goes on to who the other one had been merged with before', async () => {
    const { salon, kept, other } = await twoAsOne();
    const first = await makeCustomer(db, salon);
    await merge(salon, other, first);
    await merge(salon, kept, other);
    expect(await db.customer.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({
      mergedIntoId: kept.id,
    });
  });

  test('is between two customers of one organisation', async () => {
    const { salon, kept } = await twoAsOne();
    const stranger = await makeCustomer(db, await makeSalon(db));
    await expect(merge(salon, kept, stranger)).rejects.toThrow('not found');
    await expect(merge(salon, kept, kept)).rejects.toThrow('not found');
  });
});

describe('merging is refused, before and when it is done, and changes nothing, while', () => {
  type World = Awaited<ReturnType<typeof twoAsOne>>;
  const book = ({ salon, cut, ida, jon }: World, customer: TestCustomer, employee: 'ida' | 'jon') =>
    makeBooking(db, {
      salon,
      employee: employee === 'ida' ? ida : jon,
      services: [cut],
      customer,
      startsAt: noon,
    });
  const offer = async ({ salon, cut, ida, jon }: World, customer: TestCustomer, employee: 'ida' | 'jon') => {
    const opening = await makeOpening(db, { employee: employee === 'ida' ? ida : jon, startsAt: noon });
    const windows = [{ dateFrom: '2026-06-02', fromMinute: employee === 'ida' ? 600 : 660 }];
    const entry = await makeEntry(db, { salon, service: cut, customer, windows });
    await makeOffer(db, { opening, entry });
  };

  test.each<[string, (world: World) => Promise<unknown>, string[]]>([
    [
      'both are booked at one time',
      async (world) => [await book(world, world.kept, 'ida'), await book(world, world.other, 'jon')],
      ['bookings_overlap'],
    ],
    [
      'one is asked about the time at which the other is booked',
      async (world) => [await book(world, world.kept, 'ida'), await offer(world, world.other, 'jon')],
      ['offer_overlaps_booking'],
    ],
    [
      'both are asked about one time',
      async (world) => [await offer(world, world.kept, 'ida'), await offer(world, world.other, 'jon')],
      ['offers_overlap'],
    ],
    [
      'both wait for the same',
      async ({ salon, cut, kept, other }) => [
        await makeEntry(db, { salon, service: cut, customer: kept }),
        await makeEntry(db, { salon, service: cut, customer: other }),
      ],
      ['same_wish'],
    ],
  ])('%s', async (_, prepare, kinds) => {
    const world = await twoAsOne();
    const { salon, kept, other } = world;
    await prepare(world);
    const compared = await compareCustomers(db, {
      organisationId: salon.organisationId,
      customerId: kept.id,
      otherId: other.id,
      now: deps.clock.now(),
    });
    expect(compared.obstacles.map(({ kind }) => kind)).toEqual(kinds);
    expect(await merge(salon, kept, other)).toMatchObject({ ok: false, reason: 'obstacles' });
    expect(await db.customer.count({ where: { mergedIntoId: { not: null } } })).toBe(0);
  });
});

test('who compares two sees how much each one has and wants', async () => {
  const { salon, cut, ida, kept, other } = await twoAsOne();
  await makeBooking(db, { salon, employee: ida, services: [cut], customer: other, startsAt: noon });
  await db.consent.create({
    data: {
      customerId: other.id,
      channel: 'sms',
      granted: false,
      wordingVersion: 'staff-1',
      source: 'staff_by_phone',
      occurredAt: deps.clock.now(),
    },
  });
  const { organisationId } = salon;
  const asked = { organisationId, customerId: kept.id, otherId: other.id, now: deps.clock.now() };
  expect(await compareCustomers(db, asked)).toMatchObject({
    kept: { name: 'Kari', bookings: 0, optedOut: [] },
    other: { name: 'Kari Berg', bookings: 1, optedOut: ['sms'] },
    obstacles: [],
  });
});
