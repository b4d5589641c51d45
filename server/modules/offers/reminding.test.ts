import { beforeEach, describe, expect, test } from 'vitest';
import { hashToken } from '#server/platform/crypto.ts';
import { idOf, type OfferId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  accept,
  comeFree,
  decline,
  historyOf,
  lastOffer,
  line,
  linkOf,
  liveOffer,
  messagesTo,
  openSalon,
  setPolicy,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { SendFailure } from '../notifications/message-provider.ts';
import { answerOffer } from './answer-offer.ts';
import { matchOpening } from './match-opening.ts';
import { remindOffer } from './remind-offer.ts';
import { resendLink } from './resend-link.ts';
import { viewOffer } from './view-offer.ts';

const deps = await testDeps();

const { db } = deps;

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
  const refuse = {
    name: 'refusing',
    send: () => Promise.reject(new SendFailure('permanent', 'test:refused')),
  };
  deps.providers = { sms: refuse, email: refuse };
}

describe('a reminder', () => {
  test('that nobody would get at night is not made: the first link stays the only one', async () => {
    const { salon, first } = await offered();
    await setPolicy(deps, salon, { quietFromMinute: 0, quietUntilMinute: 1440 });
    await db.customer.updateMany({ data: { email: null, emailKey: null } });
    const link = await linkOf(deps, first);
    deps.clock.advance(6);
    await work(deps);
    expect(await linkOf(deps, first)).toBe(link);
    expect(await historyOf(deps, first)).not.toContain('reminder_sent');
  });

  test('is sent once, with a fresh link, however often the processor runs', async () => {
    const { first } = await offered();
    const before = await linkOf(deps, first);
    deps.clock.advance(5);
    await deps.runJobs();
    await work(deps);
    await work(deps);
    expect(await messagesTo(deps, first)).toEqual([
      'offer by email',
      'offer by sms',
      'offer_reminder by email',
      'offer_reminder by sms',
    ]);
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'reminder_sent']);
    const offer = await liveOffer(deps, first);
    expect(offer).toMatchObject({
      linkVersion: 2,
      reminderSentAt: deps.clock.now(),
      previousTokenHash: null,
    });
    expect(offer.tokenHash).toBe(hashToken(await linkOf(deps, first)));
    expect(await linkOf(deps, first)).not.toBe(before);
    expect(await remindOffer(deps, idOf<OfferId>(offer.id))).toBe(false);
    expect(await liveOffer(deps, first)).toEqual(offer);
  });

  test('is found by the sweep when its job was lost', async () => {
    const { first } = await offered();
    await deps.database.pool.query('DELETE FROM pgboss.job');
    deps.clock.advance(4.9);
    expect(await work(deps)).toMatchObject({ reminders: 0 });
    deps.clock.advance(0.2);
    expect(await work(deps)).toMatchObject({ reminders: 1 });
    expect(await statusOf(deps, first)).toBe('notified');
  });

  test('is not sent when the offer was answered meanwhile, or has run out', async () => {
    const { first, second } = await offered();
    const { id } = await lastOffer(deps, first);
    await decline(deps, first);
    deps.clock.advance(5);
    await deps.runJobs();
    expect(await remindOffer(deps, idOf<OfferId>(id))).toBe(false);
    const next = await liveOffer(deps, second);
    deps.clock.advance(30);
    expect(await remindOffer(deps, idOf<OfferId>(next.id))).toBe(false);
    expect(await db.message.count({ where: { template: 'offer_reminder' } })).toBe(0);
  });

  test('is not sent when the claim window is too short for one', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { claimExpiryMinutes: 14 });
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    deps.clock.advance(13);
    expect(await work(deps)).toMatchObject({ reminders: 0 });
    expect(await messagesTo(deps, entry)).toEqual(['offer by email', 'offer by sms']);
  });

  test('that has been accepted by the provider replaces the first link, which says so and to which contact', async () => {
    const { first } = await offered();
    const old = await linkOf(deps, first);
    deps.clock.advance(5);
    await deps.runJobs();
    const seen = await viewOffer(deps, old);
    expect(seen).toMatchObject({ ok: true, offer: { state: 'replaced' } });
    if (!seen.ok) throw new Error('unknown');
    expect(seen.offer.sentTo).toEqual([expect.stringMatching(/^\+47 •+ \d\d$/), 'k•••@example.com']);
    expect(await answerOffer(deps, { token: old, action: 'accept', channel: 'web' })).toMatchObject({
      outcome: 'replaced',
    });
    expect(await statusOf(deps, first)).toBe('notified');

    expect(await resendLink(deps, old)).toEqual({ ok: true, sentTo: seen.offer.sentTo });
    await deps.runJobs();
    const sent = await db.message.findMany({ where: { template: 'offer', linkVersion: 2 } });
    expect(sent.map(({ status }) => status)).toEqual(['sent', 'sent']);
    expect(await accept(deps, first)).toMatchObject({ outcome: 'booked' });
    // Whoever comes back with the first link hears what became of it.
    expect(await answerOffer(deps, { token: old, action: 'accept', channel: 'web' })).toMatchObject({
      outcome: 'already_booked',
    });
    expect(await viewOffer(deps, old)).toMatchObject({ offer: { state: 'accepted' } });
    expect(await resendLink(deps, old)).toEqual({ ok: false, reason: 'closed' });
  });

  test('that can’t be sent leaves the first link good', async () => {
    const { first } = await offered();
    const old = await linkOf(deps, first);
    nobodyAnswers();
    deps.clock.advance(5);
    await deps.runJobs();
    expect(await liveOffer(deps, first)).toMatchObject({ linkVersion: 2, previousTokenHash: hashToken(old) });
    expect(await viewOffer(deps, old)).toMatchObject({ offer: { state: 'open' } });
    expect(await answerOffer(deps, { token: old, action: 'accept', channel: 'web' })).toMatchObject({
      outcome: 'booked',
    });
  });

  test('by whose first link somebody comes after the time has run out: told that it has', async () => {
    const { first } = await offered();
    const old = await linkOf(deps, first);
    deps.clock.advance(5);
    await deps.runJobs();
    deps.clock.advance(10);
    expect(await viewOffer(deps, old)).toMatchObject({ offer: { state: 'expired' } });
    expect(await answerOffer(deps, { token: old, action: 'accept', channel: 'web' })).toMatchObject({
      outcome: 'expired',
    });
    expect(await resendLink(deps, old)).toEqual({ ok: false, reason: 'closed' });
  });
});

describe('after an outage', () => {
  /** The providers take nothing just now. */
  function outOfOrder(channels: readonly ('sms' | 'email')[]) {
    const refuse = {
      name: 'out of order',
      send: () => Promise.reject(new SendFailure('transient', 'test:busy')),
    };
    deps.providers = {
      sms: channels.includes('sms') ? refuse : inbox.sms,
      email: channels.includes('email') ? refuse : inbox.email,
    };
  }
  /** Each minute until the offer has run out. */
  async function untilItEnds() {
    for (let minute = 0; minute < 15; minute += 1) {
      deps.clock.advance(1);
      await work(deps);
    }
  }

  test('of the worker, the offer that goes out late reminds of itself', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await matchOpening(deps, { openingId });
    deps.clock.advance(8);
    await deps.runJobs();
    await untilItEnds();
    expect(await messagesTo(deps, entry)).toEqual(['offer by email', 'offer by sms']);
  });

  test('of the worker, the sweep that comes before the messages reminds of nothing that nobody was told', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await matchOpening(deps, { openingId });
    const link = await linkOf(deps, entry);
    deps.clock.advance(6);
    expect(await work(deps)).toMatchObject({ reminders: 0 });
    expect(await linkOf(deps, entry)).toBe(link);
    expect(await db.message.findMany({ select: { status: true }, where: { template: 'offer' } })).toEqual([
      { status: 'sent' },
      { status: 'sent' },
    ]);
  });

  test('of both providers, nobody is reminded beside the offer', async () => {
    outOfOrder(['sms', 'email']);
    const { first } = await offered();
    deps.clock.advance(5);
    await work(deps);
    deps.providers = inbox;
    await untilItEnds();
    expect(await messagesTo(deps, first)).toEqual(['offer by email', 'offer by sms']);
  });

  test('of one provider, its late offer stands in for the reminder, and its link is good', async () => {
    outOfOrder(['sms']);
    const { first } = await offered();
    deps.clock.advance(5);
    await work(deps);
    deps.providers = inbox;
    deps.clock.advance(2);
    await work(deps);
    expect(await messagesTo(deps, first)).toEqual(['offer by email', 'offer by sms']);
    expect(await db.message.findMany({ where: { status: 'sent', template: 'offer' } })).toHaveLength(2);
    expect(await accept(deps, first)).toMatchObject({ outcome: 'booked' });
  });

  test('that was over in time, the reminder comes as ever, once', async () => {
    outOfOrder(['sms', 'email']);
    const { salon, first } = await offered();
    await setPolicy(deps, salon, { reminderLeadMinutes: 5 });
    deps.clock.advance(1);
    deps.providers = inbox;
    await untilItEnds();
    expect(await messagesTo(deps, first)).toEqual([
      'offer by email',
      'offer by sms',
      'offer_reminder by email',
      'offer_reminder by sms',
    ]);
  });

  test('a channel that never told of the offer does not remind of it', async () => {
    const refuse = () => Promise.reject(new SendFailure('permanent', 'test:no such number'));
    deps.providers = { ...inbox, sms: { name: 'refusing', send: refuse } };
    const { first } = await offered();
    deps.providers = inbox;
    deps.clock.advance(5);
    await work(deps);
    expect(await messagesTo(deps, first)).toEqual([
      'offer by email',
      'offer by sms',
      'offer_reminder by email',
    ]);
  });
});
