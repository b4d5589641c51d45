import { beforeEach, expect, test } from 'vitest';
import { idOf, newId, type OfferId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking } from '#server/testing/factories.ts';
import {
  comeFree,
  decline,
  lastOffer,
  line,
  openSalon,
  staff,
  work,
  type OpenSalon,
} from '#server/testing/waitlist-steps.ts';
import { SendFailure } from '../notifications/message-provider.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { notifyEntry } from '../offers/notify-entry.ts';
import { reportUnreachable } from '../offers/report-unreachable.ts';
import { needsAPerson, smsNearlyUsed } from './needs-a-person.ts';

const deps = await testDeps();
const { db } = deps;

beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

const needed = ({ salon }: OpenSalon) => needsAPerson(db, { salonId: salon.id, now: deps.clock.now() });

/** Ten o'clock comes free, and is offered to whoever is first in line. */
async function tenComesFree({ salon, ida, cut }: OpenSalon): Promise<string> {
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await work(deps);
  return openingId;
}

test('a salon in which all goes well needs nobody', async () => {
  const world = await openSalon(deps);
  await line(deps, { salon: world.salon, service: world.cut }, {});
  await tenComesFree(world);
  expect(await needed(world)).toEqual({
    messages: [],
    stuckMessages: 0,
    unreachable: [],
    unfilled: [],
    away: [],
    more: { messages: 0, unreachable: 0, unfilled: 0, away: 0 },
  });
});

test('who waits and is reached by no message, until they are reached', async () => {
  const world = await openSalon(deps);
  const [kari] = await line(deps, { salon: world.salon, service: world.cut }, {});
  await tenComesFree(world);
  await reportUnreachable(deps, idOf<OfferId>((await lastOffer(deps, kari)).id));
  expect((await needed(world)).unreachable).toEqual([
    { entryId: kari.id, customerName: expect.any(String) as string },
  ]);
});

test('a message that did not arrive, for three days or until it is sent anew', async () => {
  const world = await openSalon(deps);
  await line(deps, { salon: world.salon, service: world.cut }, {});
  await tenComesFree(world);
  const [message] = await db.message.findMany({
    where: { salonId: world.salon.id, template: 'offer', channel: 'email' },
  });
  if (!message) throw new Error('Nothing was sent.');
  await db.message.update({ where: { id: message.id }, data: { status: 'failed' } });
  expect((await needed(world)).messages).toMatchObject([{ id: message.id, status: 'failed' }]);

  const now = deps.clock.now();
  deps.clock.advance(3 * 24 * 60 + 1);
  expect((await needed(world)).messages).toEqual([]);
  deps.clock.set(now.toISOString());
  // The contact was corrected: the next offer goes there. Of a booking they are still to be told.
  const { email } = await db.customer.findUniqueOrThrow({ where: { id: message.customerId ?? '' } });
  await db.customer.updateMany({ data: { email: 'right@example.com' } });
  expect((await needed(world)).messages).toEqual([]);
  await db.message.update({ where: { id: message.id }, data: { template: 'booking_moved' } });
  expect((await needed(world)).messages).toMatchObject([{ id: message.id }]);
  await db.message.update({ where: { id: message.id }, data: { template: 'offer' } });
  await db.customer.updateMany({ where: { id: message.customerId ?? '' }, data: { email } });

  const again = { ...message, id: newId(), idempotencyKey: 'again', status: 'queued' };
  await db.message.create({ data: { ...again, createdAt: new Date(now.getTime() + 1_000) } });
  expect((await needed(world)).messages).toEqual([]);
});

test('messages that do not get out are counted for an hour; then each is named that was not sent anew', async () => {
  const world = await openSalon(deps);
  await line(deps, { salon: world.salon, service: world.cut }, {});
  const down = { name: 'down', send: () => Promise.reject(new SendFailure('transient', 'test:down')) };
  const inbox = deps.providers;
  deps.providers = { sms: down, email: down };
  await tenComesFree(world);
  // The offer, and to whom the time was before that it is cancelled; both by SMS and e-mail.
  expect(await needed(world)).toMatchObject({ stuckMessages: 4, messages: [] });
  await db.message.updateMany({ data: { status: 'failed', failure: 'trouble' } });
  expect(await needed(world)).toMatchObject({ stuckMessages: 4, messages: [] });
  deps.clock.advance(61);
  deps.providers = inbox;
  expect(await needed(world)).toMatchObject({ stuckMessages: 0, messages: [{}, {}, {}, {}] });
});

test('time that was offered until it was too late, while it is ahead', async () => {
  const world = await openSalon(deps);
  await line(deps, { salon: world.salon, service: world.cut }, {});
  const openingId = await tenComesFree(world);
  deps.clock.set('2026-06-02T09:45+02:00');
  await work(deps);
  expect(await db.opening.findUniqueOrThrow({ where: { id: openingId } })).toMatchObject({
    status: 'lapsed',
  });
  expect((await needed(world)).unfilled).toMatchObject([{ openingId }]);
  deps.clock.set(ten);
  expect((await needed(world)).unfilled).toEqual([]);
});

test('time for which nobody was found, while it is ahead, free, and of today or yesterday', async () => {
  const world = await openSalon(deps);
  const { salon, ida, cut } = world;
  await line(deps, { salon, service: cut }, { windows: [{ dateFrom: '2026-06-02', untilMinute: 540 }] });
  const openingId = await tenComesFree(world);
  const found = { openingId, employeeName: 'Ida', startsAt: new Date(ten).toISOString() };
  expect((await needed(world)).unfilled).toEqual([found]);

  await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: ten, now: deps.clock.now() });
  expect((await needed(world)).unfilled).toEqual([]);
});

test('no time that staff offered to one customer by hand: it was free before', async () => {
  const world = await openSalon(deps);
  const { salon, ida, cut } = world;
  const [kari] = await line(deps, { salon, service: cut }, {});
  const offer = { salonId: salon.id, entryId: kari.id, employeeId: ida.id, startsAt: ten, actor: staff };
  await notifyEntry(deps, { ...offer, thenNext: false });
  await decline(deps, kari);
  await work(deps);
  expect(await db.opening.findFirstOrThrow()).toMatchObject({ status: 'exhausted', continues: false });
  expect((await needed(world)).unfilled).toEqual([]);
});

test('a time that was offered again since, once', async () => {
  const world = await openSalon(deps);
  const { salon, cut } = world;
  await line(deps, { salon, service: cut }, { windows: [{ dateFrom: '2026-06-02', untilMinute: 540 }] });
  await tenComesFree(world);
  deps.clock.advance(1);
  const later = await tenComesFree(world);
  expect((await needed(world)).unfilled).toMatchObject([{ openingId: later }]);
});

test('nor does what staff offered by hand in between, and nobody took, hide that it is still free', async () => {
  const world = await openSalon(deps);
  const { salon, ida, cut } = world;
  await line(deps, { salon, service: cut }, { windows: [{ dateFrom: '2026-06-02', untilMinute: 540 }] });
  const openingId = await tenComesFree(world);
  const [kari] = await line(deps, { salon, service: cut }, {});
  deps.clock.advance(1);
  await notifyEntry(deps, {
    salonId: salon.id,
    entryId: kari.id,
    employeeId: ida.id,
    startsAt: ten,
    thenNext: false,
    actor: staff,
  });
  expect((await needed(world)).unfilled).toEqual([]);
  await decline(deps, kari);
  await work(deps);
  expect((await needed(world)).unfilled).toMatchObject([{ openingId }]);
});

test('five of a kind by name, and how many more there are', async () => {
  const world = await openSalon(deps);
  await line(deps, { salon: world.salon, service: world.cut }, {}, {}, {}, {}, {}, {}, {});
  const refuse = () => Promise.reject(new SendFailure('permanent', 'test:gone'));
  const { providers } = deps;
  deps.providers = { sms: { name: 'refusing', send: refuse }, email: { name: 'refusing', send: refuse } };
  try {
    await tenComesFree(world);
  } finally {
    deps.providers = providers;
  }
  const { unreachable, messages, more } = await needed(world);
  expect([unreachable.length, messages.length]).toEqual([5, 5]);
  // An SMS and an e-mail to each of the seven, and to whom the time was before.
  expect(more).toEqual({ unreachable: 2, messages: 11, unfilled: 0, away: 0 });
});

test('customers who are booked with somebody who is away then, day by day', async () => {
  const world = await openSalon(deps);
  const { salon, ida, cut } = world;
  const book = (startsAt: string) =>
    makeBooking(db, { salon, employee: ida, services: [cut], startsAt, now: deps.clock.now() });
  const [first] = [
    await book(ten),
    await book('2026-06-02T12:00+02:00'),
    await book('2026-06-04T10:00+02:00'),
  ];
  const away = async () => (await needed(world)).away;
  expect(await away()).toEqual([]);

  await db.timeOff.create({
    data: {
      employeeId: ida.id,
      startsAt: new Date('2026-06-02T11:00+02:00'),
      endsAt: new Date('2026-06-03T00:00+02:00'),
    },
  });
  const one = { employeeId: ida.id, employeeName: 'Ida', date: '2026-06-02', bookings: 1 };
  expect(await away()).toEqual([one]);
  await db.timeOff.updateMany({ data: { startsAt: new Date('2026-06-02T00:00+02:00') } });
  expect(await away()).toEqual([{ ...one, bookings: 2 }]);
  await cancelBooking(deps, { salonId: salon.id, bookingId: first.id, actor: staff });
  expect(await away()).toEqual([one]);
  // What began before now is nobody's task any more.
  deps.clock.set('2026-06-02T12:30+02:00');
  expect(await away()).toEqual([]);
});

test('an SMS that the quota kept back, unless the e-mail says the same', async () => {
  const world = await openSalon(deps, { salon: { smsHardCap: 0 } });
  await line(deps, { salon: world.salon, service: world.cut }, {});
  await tenComesFree(world);
  expect(await db.message.count({ where: { template: 'offer', status: 'blocked' } })).toBe(1);
  expect((await needed(world)).messages).toEqual([]);

  await db.message.updateMany({ where: { template: 'offer', channel: 'email' }, data: { status: 'failed' } });
  const { messages } = await needed(world);
  expect(messages.map(({ channel, status }) => `${channel} ${status}`).toSorted()).toEqual([
    'email failed',
    'sms blocked',
  ]);
});

test('that most of the month’s SMS are used, and whether any still go out', async () => {
  const { salon } = await openSalon(deps);
  const use = async (segmentsUsed: number, hardCap: number | null) => {
    await db.smsUsage.deleteMany();
    await db.smsUsage.create({
      data: {
        salonId: salon.id,
        month: new Date('2026-06-01'),
        segmentsIncluded: 100,
        hardCap,
        segmentsUsed,
      },
    });
    return smsNearlyUsed(db, { salonId: salon.id, now: deps.clock.now() });
  };
  expect(await use(79, null)).toBeNull();
  expect(await use(80, null)).toEqual({ percent: 80, used: 80, limit: 100, isBlocking: false });
  expect(await use(130, 200)).toBeNull();
  expect(await use(200, 200)).toEqual({ percent: 100, used: 200, limit: 200, isBlocking: true });

  const july = new Date('2026-07-01T00:00:00+02:00');
  expect(await smsNearlyUsed(db, { salonId: salon.id, now: july })).toBeNull();
  await deps.reset();
});
