import { beforeEach, describe, expect, test } from 'vitest';
import { createCaller } from '#server/trpc/router.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import type { StaffSession } from '#server/modules/auth/session.ts';
import { newId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeSalon, type TestSalon } from '#server/testing/factories.ts';
import { locales } from '#server/texts/catalogue.ts';
import { makeBookedCustomer, makeOfferedCustomer } from './notifications.fixtures.ts';
import { channels, templates } from './notifications.schema.ts';
import { queueMessages, type MessageRequest } from './queue-messages.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const callerIn = (context: Partial<RequestContext> = {}) =>
  createCaller({ deps, session: null, address: 'test', locale: 'en', transport: 'page', ...context });

async function queue(...requests: MessageRequest[]) {
  deps.clock.advance(1);
  await deps.inTransaction((tx) => queueMessages(tx, requests));
}

describe('the inbox of development', () => {
  const { message } = callerIn();

  test('shows each message as its recipient sees it, newest first, with a link that works', async () => {
    const { offerId, customer, offer } = await makeOfferedCustomer(deps);
    await queue({ template: 'offer', offerId, channels: ['sms'] });
    await queue({ template: 'offer_reminder', offerId, channels: ['email'] });
    const { messages, next } = await message.inbox({});

    expect(messages).toMatchObject([
      {
        channel: 'email',
        template: 'offer_reminder',
        recipient: customer.email,
        subject: 'Holdt av til deg til kl. 10:15: Dameklipp, tir. 2. juni kl. 10:00',
        html: expect.stringContaining(`href="http://ledig.test/o/${offer.token}"`),
      },
      {
        channel: 'sms',
        template: 'offer',
        recipient: customer.phone,
        status: 'queued',
        segments: 1,
        text: expect.stringContaining(`http://ledig.test/o/${offer.token}`),
        salonName: 'Fjord Frisør',
        timeZone: 'Europe/Oslo',
      },
    ]);
    expect(next).toBeNull();
  });

  test('goes by channel and by part of the recipient', async () => {
    const first = await makeOfferedCustomer(deps, {
      phone: '+4790011222',
      email: 'Kari.Nordmann@example.com',
    });
    const second = await makeOfferedCustomer(deps);
    await queue(
      { template: 'offer', offerId: first.offerId },
      { template: 'offer', offerId: second.offerId },
    );
    const recipients = async (filter: Parameters<typeof message.inbox>[0]) =>
      (await message.inbox(filter)).messages.map(({ recipient }) => recipient);

    expect(await recipients({ channel: 'sms' })).toHaveLength(2);
    expect(await recipients({ recipient: '900 11 222' })).toEqual(['+4790011222']);
    expect(await recipients({ recipient: 'nordmann@EXAMPLE' })).toEqual(['Kari.Nordmann@example.com']);
    expect(await recipients({ recipient: 'nordmann@example', channel: 'sms' })).toEqual([]);
    expect(await recipients({ recipient: '%' })).toEqual([]);
  });

  test('has pages that follow each other without a gap, also among messages of one moment', async () => {
    for (let count = 0; count < 2; count += 1) {
      const { offerId } = await makeOfferedCustomer(deps);
      const { booking } = await makeBookedCustomer(deps);
      await queue({ template: 'offer', offerId }, { template: 'booking_confirmed', bookingId: booking.id });
    }
    const all = (await message.inbox({})).messages.map(({ id }) => id);
    const paged: string[] = [];
    let before: string | undefined;
    do {
      const { messages, next } = await message.inbox({ limit: 3, before });
      paged.push(...messages.map(({ id }) => id));
      before = next ?? undefined;
    } while (before);

    expect(all).toHaveLength(8);
    expect(paged).toEqual(all);
  });

  test('is not there in production', async () => {
    const production = callerIn({ deps: { ...deps, env: { ...deps.env, mode: 'production' } } });
    await expect(production.message.inbox({})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('writes nothing', async () => {
    const { offerId } = await makeOfferedCustomer(deps);
    await queue({ template: 'offer', offerId });
    const before = await db.message.findMany();
    await message.inbox({});

    expect(await db.message.findMany()).toEqual(before);
  });
});

describe('the samples of development', () => {
  test('are every template for customers, on each channel and in each language, and the notice to staff', async () => {
    await makeSalon(db);
    const shown = (await callerIn().message.samples()).flatMap(({ messages }) =>
      messages.map(({ template, channel, locale }) => `${template} ${channel} ${locale}`),
    );
    const all = templates.flatMap((template) =>
      channels.flatMap((channel) => locales.map((locale) => `${template} ${channel} ${locale}`)),
    );
    expect(shown).toEqual([...all, ...locales.map((locale) => `staff_notice email ${locale}`)]);
  });

  test('are not there in production', async () => {
    await makeSalon(db);
    const production = callerIn({ deps: { ...deps, env: { ...deps.env, mode: 'production' } } });
    await expect(production.message.samples()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the list of a salon’s messages', () => {
  const sessionIn = ({ id, organisationId, slug, name, timeZone }: TestSalon): StaffSession => ({
    id: newId(),
    expiresAt: minutesAfter(deps.clock.now(), 60),
    user: { id: newId(), name: 'Ingrid', email: 'ingrid@fjord.example', locale: 'nb' },
    salons: [{ id, organisationId, slug, name, timeZone, locale: 'nb', accentColour: null, role: 'staff' }],
  });

  test('is for its staff: who was told what, and what became of it', async () => {
    const { offerId, salon, customer } = await makeOfferedCustomer(deps);
    await queue({ template: 'offer', offerId });
    await deps.runJobs();
    const { message } = callerIn({ session: sessionIn(salon) });

    expect((await message.list({ salonId: salon.id, channel: 'sms' })).messages).toMatchObject([
      {
        template: 'offer',
        recipient: customer.phone,
        customerName: customer.name,
        status: 'sent',
        lastError: null,
      },
    ]);
    expect((await message.list({ salonId: salon.id, statuses: ['failed'] })).messages).toEqual([]);
    expect((await message.list({ salonId: salon.id, statuses: ['sent', 'failed'] })).messages).toHaveLength(
      2,
    );
  });

  test('goes by what it tells and by part of who got it, and leads to what it is about', async () => {
    const { salon, offerId, entryId } = await makeOfferedCustomer(deps, {
      name: 'Kari Nordmann',
      phone: '+4790011222',
    });
    await queue({ template: 'offer', offerId }, { template: 'waitlist_joined', entryId });
    const { message } = callerIn({ session: sessionIn(salon) });
    const found = async (filter: Omit<Parameters<typeof message.list>[0], 'salonId'>) =>
      (await message.list({ salonId: salon.id, channel: 'sms', ...filter })).messages;

    const [offer] = await found({ template: 'offer' });
    if (!offer) throw new Error('There is one.');
    expect(offer).toMatchObject({ template: 'offer', entryId, bookingStartsAt: null });
    expect(await found({ template: 'booking_moved' })).toEqual([]);
    expect(await found({ search: 'kari nord' })).toHaveLength(2);
    expect(await found({ search: '900 11 222' })).toHaveLength(2);
    expect(await found({ search: '%' })).toEqual([]);
    expect(await message.get({ salonId: salon.id, messageId: offer.id })).toMatchObject(offer);

    const { salon: another, booking } = await makeBookedCustomer(deps);
    await queue({ template: 'booking_confirmed', bookingId: booking.id });
    const { messages } = await callerIn({ session: sessionIn(another) }).message.list({
      salonId: another.id,
      channel: 'sms',
    });
    expect(messages).toMatchObject([{ entryId: null, bookingStartsAt: booking.startsAt.toISOString() }]);
  });

  test('lets one be sent once more, on the same channel, to the contact of today', async () => {
    const { offerId, salon, customer } = await makeOfferedCustomer(deps);
    await queue({ template: 'offer', offerId });
    const { message } = callerIn({ session: sessionIn(salon) });
    const [sms] = (await message.list({ salonId: salon.id, channel: 'sms' })).messages;
    if (!sms) throw new Error('There is one.');
    const again = () => message.resend({ salonId: salon.id, messageId: sms.id });
    expect(await again()).toEqual({ ok: false, reason: 'on_its_way' });

    await deps.runJobs();
    await db.customer.update({ where: { id: customer.id }, data: { phone: '+4790000001' } });
    expect(await again()).toMatchObject({ ok: true });
    // The second click of a double click.
    expect(await again()).toEqual({ ok: false, reason: 'on_its_way' });
    await deps.runJobs();
    const { messages } = await message.list({ salonId: salon.id, channel: 'sms', statuses: ['sent'] });
    expect(messages.map(({ recipient }) => recipient).toSorted()).toEqual(
      ['+4790000001', customer.phone].toSorted(),
    );
    expect(await db.auditEvent.count({ where: { action: 'message.resent', subjectId: sms.id } })).toBe(1);
  });

  test('has the words of each as they read today, but not the customer’s link', async () => {
    const { offerId, salon, customer, offer } = await makeOfferedCustomer(deps);
    await queue({ template: 'offer', offerId });
    await deps.runJobs();
    const { message } = callerIn({ session: sessionIn(salon) });
    const { messages } = await message.list({ salonId: salon.id });
    expect(messages).toHaveLength(2);
    for (const { id, channel } of messages) {
      const { words, customerId, makesSense } = await message.get({ salonId: salon.id, messageId: id });
      expect({ customerId, makesSense }).toEqual({ customerId: customer.id, makesSense: true });
      expect(words?.text).toContain(salon.name);
      expect(words?.text).toContain('/...');
      expect(words?.text).not.toContain(offer.token);
      expect(words?.subject === null).toBe(channel === 'sms');
    }
    deps.clock.advance(60);
    const [first] = messages;
    if (!first) throw new Error('There is one.');
    expect(await message.get({ salonId: salon.id, messageId: first.id })).toMatchObject({
      makesSense: false,
    });
  });

  test('sends none again that tells what is over, or to who can’t be reached', async () => {
    const { offerId, salon, customer } = await makeOfferedCustomer(deps);
    await queue({ template: 'offer', offerId, channels: ['sms'] });
    await deps.runJobs();
    const { message } = callerIn({ session: sessionIn(salon) });
    const [sms] = (await message.list({ salonId: salon.id })).messages;
    if (!sms) throw new Error('There is one.');
    const again = () => message.resend({ salonId: salon.id, messageId: sms.id });
    await db.customer.update({ where: { id: customer.id }, data: { phone: null } });
    expect(await again()).toEqual({ ok: false, reason: 'no_channel' });
    deps.clock.advance(60);
    expect(await again()).toEqual({ ok: false, reason: 'pointless' });
  });

  test('holds no other salon’s messages', async () => {
    const { offerId } = await makeOfferedCustomer(deps);
    await queue({ template: 'offer', offerId });
    const { salon } = await makeBookedCustomer(deps);
    const { message } = callerIn({ session: sessionIn(salon) });

    expect((await message.list({ salonId: salon.id })).messages).toEqual([]);
  });

  test('is not found by staff of another salon, and asks strangers who they are', async () => {
    const { salon } = await makeOfferedCustomer(deps);
    const other = await makeBookedCustomer(deps);
    const { message } = callerIn({ session: sessionIn(other.salon) });

    await expect(message.list({ salonId: salon.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(callerIn().message.list({ salonId: salon.id })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
  });
});
