import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, newId, type MessageId, type UserId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { testDeps } from '#server/testing/deps.ts';
import { raceTrack } from '#server/testing/races/race.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
} from '#server/testing/factories.ts';
import type { CustomerFields, SalonFields, TestSalon } from '#server/testing/factories.ts';
import {
  accept,
  comeFree,
  entryRow,
  historyOf,
  lastOffer,
  line,
  openSalon,
  statusOf,
} from '#server/testing/waitlist-steps.ts';
import { SendFailure, type FailureKind } from './message-provider.ts';
import { fakeProvider, makeOfferedCustomer } from './notifications.fixtures.ts';
import { queueMessages } from './queue-messages.ts';
import { recordDelivery } from './record-delivery.ts';
import { sendMessage } from './send-message.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
let sms = fakeProvider('sms');
let email = fakeProvider('email');
beforeEach(async () => {
  await deps.reset();
  sms = fakeProvider('sms');
  email = fakeProvider('email');
  deps.providers = { sms, email };
});

const row = (id: MessageId) => db.message.findUniqueOrThrow({ where: { id } });
const send = (messageId: MessageId) => sendMessage(deps, { messageId });
const use = (salon: { id: string }) =>
  db.smsUsage.findMany({ where: { salonId: salon.id }, orderBy: { month: 'asc' } });
const used = async (salon: { id: string }) => (await use(salon)).map(({ segmentsUsed }) => segmentsUsed);
const setQuota = (salon: { id: string }, quota: SalonFields) =>
  db.salon.update({ where: { id: salon.id }, data: quota });

const refuse = (kind: FailureKind) => () => {
  throw new SendFailure(kind, `test:${kind}`);
};

/** So many confirmations by SMS that wait to be sent, of one segment each, in one salon. */
async function confirmations(
  count: number,
  { quota = {}, customer = {} }: { quota?: SalonFields; customer?: CustomerFields } = {},
) {
  const salon = await makeSalon(db, quota);
  const service = await makeService(db, salon, { name: 'Klipp', durationMinutes: 15 });
  const employee = await makeEmployee(db, salon, { services: [service] });
  const ids: MessageId[] = [];
  for (let quarter = 0; quarter < count; quarter += 1) {
    const startsAt = new Date(Date.parse('2026-06-10T08:00Z') + quarter * 15 * 60_000);
    const booking = await makeBooking(db, {
      salon,
      employee,
      services: [service],
      customer: await makeCustomer(db, salon, customer),
      startsAt: startsAt.toISOString(),
    });
    const [message] = await deps.inTransaction((tx) =>
      queueMessages(tx, [{ template: 'booking_confirmed', bookingId: booking.id, channels: ['sms'] }]),
    );
    ids.push(idOf<MessageId>(message?.id ?? ''));
  }
  return { salon, ids };
}

async function offerBySms(fields: CustomerFields = {}, quota: SalonFields = {}) {
  const made = await makeOfferedCustomer(deps, fields);
  await setQuota(made.salon, quota);
  const [message] = await deps.inTransaction((tx) =>
    queueMessages(tx, [{ template: 'offer', offerId: made.offerId, channels: ['sms'] }]),
  );
  return { ...made, messageId: idOf<MessageId>(message?.id ?? '') };
}

describe('an SMS takes its segments of the salon’s month', () => {
  test('when it is sent, with what the salon’s setting was when the month began', async () => {
    const { salon, messageId } = await offerBySms({}, { smsIncludedSegments: 500, smsHardCap: 900 });
    expect(await use(salon)).toEqual([]);
    await send(messageId);

    expect(await use(salon)).toEqual([
      {
        salonId: salon.id,
        month: new Date('2026-06-01'),
        segmentsIncluded: 500,
        hardCap: 900,
        segmentsUsed: 1,
      },
    ]);
    expect(await row(messageId)).toMatchObject({
      status: 'sent',
      segments: 1,
      reservedSegments: 1,
      reservedMonth: new Date('2026-06-01'),
    });
  });

  test('as many as a carrier bills: letters outside the GSM alphabet make two of it', async () => {
    const { salon, messageId, service } = await offerBySms();
    await db.service.update({ where: { id: service.id }, data: { name: 'Føn ✂ og 🎀' } });
    await send(messageId);

    expect((await row(messageId)).segments).toBeGreaterThan(1);
    expect(await used(salon)).toEqual([(await row(messageId)).segments]);
  });

  test('once, when its job runs twice', async () => {
    const { salon, messageId } = await offerBySms();
    await Promise.all([send(messageId), send(messageId)]);
    await send(messageId);
    expect(await used(salon)).toEqual([1]);
  });

  test('and an e-mail takes none', async () => {
    const { salon, offerId } = await makeOfferedCustomer(deps);
    await deps.inTransaction((tx) =>
      queueMessages(tx, [{ template: 'offer', offerId, channels: ['email'] }]),
    );
    await deps.runJobs();
    expect(email.sent).toHaveLength(1);
    expect(await use(salon)).toEqual([]);
  });

  test('by the salon’s own clock: late on 30 June in Oslo is June, an hour later July', async () => {
    const { salon, ids } = await confirmations(2, { quota: { smsHardCap: 1 } });
    const [june, july] = ids as [MessageId, MessageId];
    deps.clock.set(new Date('2026-06-30T21:30Z'));
    await send(june);
    deps.clock.set(new Date('2026-06-30T22:30Z'));
    await send(july);

    expect((await use(salon)).map(({ month, segmentsUsed }) => [month, segmentsUsed])).toEqual([
      [new Date('2026-06-01'), 1],
      [new Date('2026-07-01'), 1],
    ]);
  });
});

describe('what surely did not go out is given back', () => {
  test.each(['permanent', 'refused'] as const)('refused (%s): for good', async (kind) => {
    const { salon, messageId } = await offerBySms();
    sms.onSend = refuse(kind);
    await send(messageId);

    expect(await row(messageId)).toMatchObject({
      status: 'failed',
      reservedMonth: null,
      reservedSegments: null,
    });
    expect(await used(salon)).toEqual([0]);
  });

  test('not taken for now: the next try takes it anew, and once', async () => {
    const { salon, messageId } = await offerBySms();
    sms.onSend = refuse('transient');
    await send(messageId);
    expect(await used(salon)).toEqual([0]);
    await send(messageId);
    expect(await used(salon)).toEqual([0]);
    sms.onSend = () => undefined;
    await send(messageId);

    expect(await row(messageId)).toMatchObject({ status: 'sent', attempts: 3 });
    expect(await used(salon)).toEqual([1]);
  });

  test('but not what nobody knows of', async () => {
    const { salon, messageId } = await offerBySms();
    sms.onSend = refuse('unclear');
    await send(messageId);

    expect(await row(messageId)).toMatchObject({ status: 'unknown', reservedSegments: 1 });
    expect(await used(salon)).toEqual([1]);
  });

  test('nor what a carrier took and could not deliver: it is billed', async () => {
    sms = fakeProvider('twilio');
    deps.providers = { sms, email };
    const { salon, messageId } = await offerBySms();
    await send(messageId);
    const news = {
      provider: 'twilio',
      providerId: 'twilio-1',
      status: 'undelivered',
      code: 'twilio:30003',
    } as const;
    expect(await deps.inTransaction((tx) => recordDelivery(tx, { messageId, ...news }))).toBe(true);

    expect(await row(messageId)).toMatchObject({ status: 'undelivered', reservedSegments: 1 });
    expect(await used(salon)).toEqual([1]);
  });

  test('nor what the provider told of before its answer failed', async () => {
    const { salon, messageId } = await offerBySms();
    sms.onSend = async () => {
      await deps.inTransaction((tx) =>
        recordDelivery(tx, {
          messageId,
          provider: 'twilio',
          providerId: 'SM1',
          status: 'delivered',
          code: null,
        }),
      );
      refuse('permanent')();
    };
    await send(messageId);

    expect(await row(messageId)).toMatchObject({ status: 'delivered', reservedSegments: 1 });
    expect(await used(salon)).toEqual([1]);
  });

  test('nor what it told of while its answer was being written down', async () => {
    const { salon, messageId } = await offerBySms();
    const handedOver = Promise.withResolvers<void>();
    const answers = Promise.withResolvers<void>();
    sms.onSend = async () => {
      handedOver.resolve();
      await answers.promise;
      refuse('permanent')();
    };
    const sending = send(messageId);
    await handedOver.promise;
    // The news stop where they are told to the pages: they hold the offer and the message by then.
    await track.gateBeforeInsert('change_events');
    const news = { provider: 'twilio', providerId: 'SM1', status: 'delivered', code: null } as const;
    const [told, sent] = await track.overtake(
      () => track.slow.inTransaction((tx) => recordDelivery(tx, { messageId, ...news })),
      () => {
        answers.resolve();
        return sending;
      },
    );
    expect([told, sent]).toMatchObject([{ value: true }, { status: 'fulfilled' }]);

    expect(await row(messageId)).toMatchObject({ status: 'delivered', reservedSegments: 1 });
    expect(await used(salon)).toEqual([1]);
  });
});

describe('where the month has no room', () => {
  test('an SMS is blocked, and says why; the provider hears nothing of it', async () => {
    const { salon, ids } = await confirmations(2, { quota: { smsHardCap: 1 } });
    for (const id of ids) await send(id);

    expect(sms.sent).toHaveLength(1);
    expect(await row(ids[1] as MessageId)).toMatchObject({
      status: 'blocked',
      lastError: 'quota',
      failure: 'trouble',
      attempts: 0,
      reservedMonth: null,
    });
    expect(await used(salon)).toEqual([1]);
    expect(deps.logged).toMatchObject([{ messageId: ids[1], segments: 1 }]);
  });

  test('the same is said by e-mail instead, once', async () => {
    const { ids } = await confirmations(1, { quota: { smsHardCap: 0 } });
    await send(ids[0] as MessageId);
    await send(ids[0] as MessageId);
    await deps.runJobs();

    expect(sms.sent).toEqual([]);
    expect(email.sent).toHaveLength(1);
    expect(email.sent[0]?.content.text).toContain('Klipp');
  });

  test('the e-mail that was written with it stays the only one', async () => {
    const { salon, offerId } = await makeOfferedCustomer(deps);
    await setQuota(salon, { smsHardCap: 0 });
    await deps.inTransaction((tx) => queueMessages(tx, [{ template: 'offer', offerId }]));
    await deps.runJobs();

    expect(email.sent).toHaveLength(1);
    expect(await db.message.count()).toBe(2);
  });

  test('a new month has room again', async () => {
    const { ids } = await confirmations(2, { quota: { smsHardCap: 1 } });
    await send(ids[0] as MessageId);
    deps.clock.set(new Date('2026-07-01T08:00Z'));
    await send(ids[1] as MessageId);
    expect(sms.sent).toHaveLength(2);
  });

  test('a customer without e-mail is passed over at once, and keeps their place', async () => {
    const world = await openSalon(deps, { salon: { smsHardCap: 0 } });
    const { salon, cut, ida } = world;
    const [first, second] = await line(
      deps,
      { salon, service: cut },
      { customer: await makeCustomer(db, salon, { email: null }) },
      {},
    );
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T10:00+02:00' });
    await deps.runJobs();

    expect(await statusOf(deps, first)).toBe('waiting');
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'message_trouble']);
    expect(await entryRow(deps, first)).toMatchObject({
      declineCount: 0,
      unreachableCount: 0,
      cooldownUntil: null,
    });
    expect(await statusOf(deps, second)).toBe('notified');
    expect(email.sent.map(({ content }) => 'subject' in content && content.subject)).toContainEqual(
      expect.stringContaining('Ledig time'),
    );
  });

  test('an offer whose e-mail fails too is passed on, and no fault of the customer’s', async () => {
    const world = await openSalon(deps, { salon: { smsHardCap: 0 } });
    const { salon, cut, ida } = world;
    const [first] = await line(deps, { salon, service: cut }, {});
    email.onSend = refuse('permanent');
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T10:00+02:00' });
    await deps.runJobs();

    expect(await statusOf(deps, first)).toBe('waiting');
    expect(await lastOffer(deps, first)).toMatchObject({ status: 'notification_failed' });
  });
});

describe('staff are warned', () => {
  async function member(
    salon: TestSalon,
    role: string,
    { everywhere = false, disabledAt = null as Date | null, wantsNotices = null as boolean | null } = {},
  ) {
    const id = newId<UserId>();
    const address = `${role}-${id.slice(0, 8)}@fjord.example`;
    await db.user.create({
      data: { id, email: address, name: role, passwordHash: 'x', locale: 'en', disabledAt },
    });
    await db.membership.create({
      data: {
        userId: id,
        organisationId: salon.organisationId,
        salonId: everywhere ? null : salon.id,
        role,
        wantsNotices,
      },
    });
    return address;
  }
  const warnings = () =>
    db.message.findMany({ where: { template: 'sms_quota' }, orderBy: { createdAt: 'asc' } });

  test('at 80 and at 100 %: owners and managers, by e-mail, once each', async () => {
    const { salon, ids } = await confirmations(12, {
      quota: { smsIncludedSegments: 10 },
      customer: { email: null },
    });
    const owner = await member(salon, 'owner', { everywhere: true });
    const manager = await member(salon, 'manager');
    await member(salon, 'staff');
    await member(salon, 'manager', { disabledAt: deps.clock.now() });
    const counts: number[] = [];
    for (const id of ids) {
      await send(id);
      counts.push((await warnings()).length);
    }
    expect(counts).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 2, 4, 4, 4]);
    expect(new Set((await warnings()).map(({ recipient }) => recipient))).toEqual(new Set([owner, manager]));
    await deps.runJobs();

    const subjects = email.sent.map(({ content }) => 'subject' in content && content.subject);
    expect(new Set(subjects)).toEqual(
      new Set(['Fjord Frisør has used 80% of this month’s SMS', 'Fjord Frisør has used up this month’s SMS']),
    );
    expect(email.sent.at(-1)?.content.text).toContain('SMS go out as before, and cost extra');
    expect(email.sent[0]?.content.text).toContain('http://ledig.test/dashboard/');
    expect(email.sent[0]?.content.text).toContain('/settings/sms');
  });

  test('once for each mark, though many pass it at once', async () => {
    const { salon, ids } = await confirmations(12, { quota: { smsIncludedSegments: 10 } });
    await member(salon, 'owner');
    await Promise.all(ids.map(send));
    expect(await warnings()).toHaveLength(2);
  });

  test('once, though the mark is passed again after something was given back', async () => {
    const { salon, ids } = await confirmations(9, { quota: { smsIncludedSegments: 10 } });
    await member(salon, 'owner');
    for (const id of ids.slice(0, 7)) await send(id);
    sms.onSend = refuse('permanent');
    await send(ids[7] as MessageId);
    expect(await warnings()).toHaveLength(1);
    expect(await used(salon)).toEqual([7]);
    sms.onSend = () => undefined;
    await send(ids[8] as MessageId);

    expect(await used(salon)).toEqual([8]);
    expect(await warnings()).toHaveLength(1);
  });

  test('anew, when the limit was raised and most of it is used again', async () => {
    const { salon, ids } = await confirmations(16, { quota: { smsIncludedSegments: 10 } });
    await member(salon, 'owner');
    for (const id of ids.slice(0, 8)) await send(id);
    expect(await warnings()).toHaveLength(1);
    await db.smsUsage.updateMany({ data: { segmentsIncluded: 20 } });
    for (const id of ids.slice(8)) await send(id);
    expect(await warnings()).toHaveLength(2);
  });

  test('when the cap keeps an SMS back, though it is not met exactly', async () => {
    const { salon, ids } = await confirmations(1, { quota: { smsHardCap: 1 } });
    await member(salon, 'owner');
    await db.service.updateMany({ data: { name: 'Føn ✂ og 🎀 med alt som hører til en lang dag hos oss' } });
    await send(ids[0] as MessageId);

    expect(await row(ids[0] as MessageId)).toMatchObject({ status: 'blocked' });
    expect(await warnings()).toHaveLength(1);
    await deps.runJobs();
    const mail = email.sent.find(({ recipient }) => recipient.startsWith('owner'));
    expect(mail?.content.text).toContain('no more SMS go out before the next month');
  });

  test('not who has turned such e-mail off, and not who may not see the quota', async () => {
    const { salon, ids } = await confirmations(8, { quota: { smsIncludedSegments: 10 } });
    await member(salon, 'owner', { wantsNotices: false });
    await member(salon, 'staff', { wantsNotices: true });
    const manager = await member(salon, 'manager', { wantsNotices: true });
    for (const id of ids) await send(id);
    expect((await warnings()).map(({ recipient }) => recipient)).toEqual([manager]);
  });

  test('not who turns it off before the e-mail goes out', async () => {
    const { salon, ids } = await confirmations(8, { quota: { smsIncludedSegments: 10 } });
    const owner = await member(salon, 'owner');
    for (const id of ids) await send(id);
    await db.membership.updateMany({ data: { wantsNotices: false } });
    await deps.runJobs();
    expect(await warnings()).toMatchObject([{ recipient: owner, status: 'cancelled' }]);
  });

  test('not where the salon has neither an amount nor a cap, or sends no SMS at all', async () => {
    for (const quota of [{}, { smsHardCap: 0, smsIncludedSegments: 5 }]) {
      await deps.reset();
      const { salon, ids } = await confirmations(2, { quota });
      await member(salon, 'owner');
      for (const id of ids) await send(id);
      expect(await warnings()).toEqual([]);
    }
  });
});

describe('twenty at once, with room for seven', () => {
  /** Lets all go on when all have come. */
  function meeting(callers: number): () => Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    let arrived = 0;
    return async () => {
      arrived += 1;
      if (arrived === callers) resolve();
      await promise;
    };
  }

  test('seven go out, and the month is full to the last', async () => {
    const { salon, ids } = await confirmations(20, { quota: { smsHardCap: 7 }, customer: { email: null } });
    await Promise.all(ids.map(send));

    expect(sms.sent).toHaveLength(7);
    expect(await db.message.groupBy({ by: ['status'], _count: true, orderBy: { status: 'asc' } })).toEqual([
      { status: 'blocked', _count: 13 },
      { status: 'sent', _count: 7 },
    ]);
    expect(await used(salon)).toEqual([7]);
  });

  test('who looks first and then takes lets more through: the race is there', async () => {
    const { salon, ids } = await confirmations(20, { quota: { smsHardCap: 7 } });
    const month = new Date('2026-06-01');
    await db.smsUsage.create({ data: { salonId: salon.id, month, segmentsIncluded: 0, hardCap: 7 } });
    const where = { salonId_month: { salonId: salon.id, month } };
    const allHaveLooked = meeting(ids.length);
    const lookThenTake = async (tx: Tx) => {
      const { segmentsUsed, hardCap } = await tx.db.smsUsage.findUniqueOrThrow({ where });
      await allHaveLooked();
      if (segmentsUsed + 1 > (hardCap ?? 0)) return false;
      await tx.db.smsUsage.update({ where, data: { segmentsUsed: { increment: 1 } } });
      return true;
    };
    const through = await Promise.all(ids.map(() => deps.inTransaction(lookThenTake)));

    expect(through.filter(Boolean)).toHaveLength(20);
    await deps.reset();
  });
});

test('who accepts an offer does not wait for the row of the month', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const [entry] = await line(deps, { salon, service: cut }, {});
  if (!entry) throw new Error('nobody waits');
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T10:00+02:00' });
  await deps.runJobs();
  expect(await use(salon)).toHaveLength(1);

  await deps.inTransaction(async (tx) => {
    await tx.db.$queryRaw`SELECT FROM sms_usage WHERE salon_id = ${salon.id}::uuid FOR UPDATE`;
    expect(await accept(deps, entry)).toMatchObject({ outcome: 'booked' });
  });
});
