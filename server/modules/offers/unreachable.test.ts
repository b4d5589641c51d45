import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type MessageId, type OfferId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { failingProvider } from '#server/testing/failing-provider.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  accept,
  calendarOf,
  comeFree,
  entryRow,
  historyOf,
  lastOffer,
  line,
  openSalon,
  openingRow,
  staff,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import type { TestEntry } from '#server/testing/waitlist-factories.ts';
import { changeEntry } from '../waitlist/change-entry.ts';
import type { FailureKind } from '../notifications/message-provider.ts';
import { recordDelivery } from '../notifications/record-delivery.ts';
import { reportUnreachable } from './report-unreachable.ts';

const deps = await testDeps();

const inbox = deps.providers;

beforeEach(async () => {
  await deps.reset();
  deps.providers = inbox;
});

const ten = '2026-06-02T10:00+02:00';

/** The first of two has an offer of Ida's time at ten, for a quarter of an hour. */
async function offered() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  return { ...world, first, second, openingId };
}

/** Both providers refuse every message for good. */
function nobodyAnswers() {
  deps.providers = { sms: failingProvider('permanent'), email: failingProvider('permanent') };
}

describe('when no channel reaches the customer', () => {
  test('the entry is set aside, and the next customer is asked at once', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [first, second] = await line(deps, { salon, service: cut }, {}, {});
    nobodyAnswers();
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'unreachable']);
    expect(await entryRow(deps, first)).toMatchObject({
      status: 'cooldown',
      cooldownReason: 'unreachable',
      cooldownUntil: minutesAfter(deps.clock.now(), 60),
      unreachableCount: 1,
      declineCount: 0,
    });
    expect(await lastOffer(deps, first)).toMatchObject({ status: 'notification_failed' });
    expect(await historyOf(deps, second)).toEqual(['created_public', 'slot_matched', 'unreachable']);
    expect(await calendarOf(deps, ida)).toEqual([]);
  });

  test('the second time it rests until its contact details change', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    nobodyAnswers();
    for (const day of [2, 3]) {
      await comeFree(deps, {
        salon,
        employee: ida,
        services: [cut],
        startsAt: `2026-06-0${day}T10:00+02:00`,
      });
      await deps.runJobs();
      deps.clock.advance(60);
      await work(deps);
    }
    expect(await entryRow(deps, entry)).toMatchObject({
      status: 'cooldown',
      cooldownReason: 'unreachable',
      cooldownUntil: null,
      unreachableCount: 2,
    });
    deps.clock.advance(7 * 24 * 60);
    await work(deps);
    expect(await statusOf(deps, entry)).toBe('cooldown');

    deps.providers = inbox;
    const changed = await changeEntry(deps, {
      salonId: salon.id,
      entryId: entry.id,
      wish: { serviceId: cut.id, employeeIds: [], leadTimeMinutes: 0, preferredDate: '2026-06-12' },
      contact: { name: 'Kari', email: 'ny@example.com', phone: null },
      actor: staff,
    });
    expect(changed).toEqual({ ok: true });
    expect(await entryRow(deps, entry)).toMatchObject({
      status: 'waiting',
      unreachableCount: 0,
      customerEmail: 'ny@example.com',
    });
  });

  test('but the offer was answered meanwhile: it stays answered', async () => {
    const { first } = await offered();
    const { id } = await lastOffer(deps, first);
    await accept(deps, first);
    await reportUnreachable(deps, idOf<OfferId>(id));
    expect(await statusOf(deps, first)).toBe('booked');
  });
});

describe('when the providers are down', () => {
  /** Two wait, and the time at ten comes free while the channels fail in these ways; then so many minutes go by, one piece after the other. */
  async function duringOutage(how: Record<'sms' | 'email', FailureKind>, ...minutes: number[]) {
    const { salon, cut, ida } = await openSalon(deps);
    const [first, second] = await line(deps, { salon, service: cut }, {}, {});
    deps.providers = { sms: failingProvider(how.sms), email: failingProvider(how.email) };
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await goOn(0, ...minutes);
    return { salon, cut, ida, first, second, openingId };
  }

  async function goOn(...minutes: number[]) {
    for (const each of minutes) {
      deps.clock.advance(each);
      await deps.runJobs();
    }
  }

  /** A reminder of what was tried is none of what the entry went through. */
  const storyOf = async (entry: TestEntry) =>
    (await historyOf(deps, entry)).filter((reason) => reason !== 'reminder_sent').slice(1);

  const unharmed = {
    status: 'waiting',
    cooldownReason: null,
    cooldownUntil: null,
    unreachableCount: 0,
    declineCount: 0,
    lastMissAt: null,
  };

  test('an offer is tried for as long as it lives; then the next is asked, and nobody is set aside', async () => {
    const down = { sms: 'transient', email: 'transient' } as const;
    const { first, second } = await duringOutage(down, 12);
    expect(await storyOf(first)).toEqual(['slot_matched']);
    expect(await statusOf(deps, second)).toBe('waiting');
    // The next try would come after its end.
    await goOn(2.5, 0.45);
    expect(await statusOf(deps, second)).toBe('notified');
    await goOn(15);
    for (const entry of [first, second]) {
      expect(await storyOf(entry)).toEqual(['slot_matched', 'message_trouble']);
      expect(await entryRow(deps, entry)).toMatchObject(unharmed);
      expect(await lastOffer(deps, entry)).toMatchObject({ status: 'notification_failed' });
    }
  });

  test('a provider that is back in time brings the offer, which counts like any other', async () => {
    const { first } = await duringOutage({ sms: 'transient', email: 'transient' }, 4);
    deps.providers = inbox;
    await goOn(1.5, 9.5);
    expect(await storyOf(first)).toEqual(['slot_matched', 'offer_timed_out']);
  });

  test('one that is back when half of the time is gone costs nobody a miss', async () => {
    const { first } = await duringOutage({ sms: 'transient', email: 'transient' }, 7);
    deps.providers = inbox;
    await goOn(1, 7);
    expect(await storyOf(first)).toEqual(['slot_matched', 'message_trouble']);
    expect(await entryRow(deps, first)).toMatchObject(unharmed);
  });

  test.each([
    { sms: 'permanent', email: 'transient' },
    { sms: 'transient', email: 'permanent' },
    { sms: 'refused', email: 'permanent' },
  ] as const)(
    'one channel failed for good ($sms), the other did not ($email): nobody is set aside',
    async (how) => {
      const { first } = await duringOutage(how, 1, 13.5, 0.45);
      expect(await storyOf(first)).toEqual(['slot_matched', 'message_trouble']);
      expect(await entryRow(deps, first)).toMatchObject(unharmed);
    },
  );

  test('a second outage counts no more than the first', async () => {
    const { salon, cut, ida, first } = await duringOutage({ sms: 'refused', email: 'refused' });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-03T10:00+02:00' });
    await goOn(0);
    expect(await entryRow(deps, first)).toMatchObject(unharmed);
    expect((await storyOf(first)).filter((reason) => reason === 'message_trouble')).toHaveLength(2);
  });

  test('nobody is asked again for the same time', async () => {
    const { first, second, openingId } = await duringOutage({ sms: 'refused', email: 'refused' });
    deps.providers = inbox;
    await goOn(60);
    for (const entry of [first, second]) {
      expect(await deps.db.offer.count({ where: { waitlistEntryId: entry.id } })).toBe(1);
    }
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted' });
  });

  test('an offer of which nobody knows whether it went out is no miss when it runs out', async () => {
    const { first } = await duringOutage({ sms: 'unclear', email: 'unclear' }, 15);
    expect(await storyOf(first)).toEqual(['slot_matched', 'message_trouble']);
    expect(await entryRow(deps, first)).toMatchObject(unharmed);
  });

  test('but one that got out by one channel is', async () => {
    const { first } = await offered();
    await deps.db.message.updateMany({
      where: { channel: 'sms' },
      data: { status: 'unknown', sentAt: null },
    });
    deps.clock.advance(15);
    await work(deps);
    expect(await storyOf(first)).toEqual(['slot_matched', 'offer_timed_out']);
  });
});

describe('when a carrier does not deliver what its provider had taken', () => {
  /** Each message of the first offer came back with the code of its channel. */
  async function cameBack(codes: Record<'sms' | 'email', string>) {
    const { first, second } = await offered();
    const messages = await deps.db.message.findMany({
      where: { waitlistEntryId: first.id, template: 'offer' },
    });
    for (const { id, channel } of messages) {
      const isSms = channel === 'sms';
      await deps.db.message.update({ where: { id }, data: { provider: null, providerId: null } });
      await deps.inTransaction((tx) =>
        recordDelivery(tx, {
          messageId: idOf<MessageId>(id),
          provider: isSms ? 'twilio' : 'postmark',
          providerId: id,
          status: 'undelivered',
          code: isSms ? codes.sms : codes.email,
        }),
      );
    }
    await deps.runJobs();
    expect(await statusOf(deps, second)).toBe('notified');
    return first;
  }

  test.each([
    { sms: 'twilio:30001', email: 'postmark:HardBounce' },
    { sms: 'twilio:30005', email: 'postmark:SoftBounce' },
    { sms: 'twilio:30002', email: 'postmark:DnsError' },
  ])('for trouble on the way ($sms, $email): the entry waits on, and the next is asked', async (codes) => {
    const first = await cameBack(codes);
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'message_trouble']);
    expect(await entryRow(deps, first)).toMatchObject({ status: 'waiting', unreachableCount: 0 });
  });

  test('because of the number and the address: the entry is set aside', async () => {
    const first = await cameBack({ sms: 'twilio:30005', email: 'postmark:HardBounce' });
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'unreachable']);
  });
});
