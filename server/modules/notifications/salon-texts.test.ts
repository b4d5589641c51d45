import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeSalon, type TestSalon } from '#server/testing/factories.ts';
import { locales, type Locale } from '#server/texts/catalogue.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import { createCaller } from '#server/trpc/router.ts';
import { makeOfferedCustomer } from './notifications.fixtures.ts';
import { channels, templates } from './notifications.schema.ts';
import { queueMessages } from './queue-messages.ts';
import { checkParts } from './salon-texts.rules.ts';
import type { TextParts } from './salon-texts.schema.ts';
import { standardParts } from './standard-parts.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const manager = (salon: TestSalon) =>
  createCaller({
    deps,
    session: {
      id: newId<SessionId>(),
      expiresAt: new Date('2026-07-01T00:00:00Z'),
      user: { id: newId<UserId>(), email: 'eva@example.com', name: 'Eva', locale: 'nb' },
      salons: [{ ...salon, locale: 'nb', accentColour: null, role: 'manager' }],
    },
    address: '192.0.2.1',
    locale: 'nb',
    transport: 'page',
  }).messageText;

const sms = (body: string): TextParts => ({ subject: '', body, note: '' });
const offerSms = (salon: TestSalon, locale: Locale = 'nb') =>
  ({ salonId: salon.id, template: 'offer', channel: 'sms', locale }) as const;
const offerMail = (salon: TestSalon) =>
  ({ salonId: salon.id, template: 'offer', channel: 'email', locale: 'nb' }) as const;
const ownOffer = sms('Hei {{customer}}! {{when}} er ledig. Svar innen {{until}}: {{link}}');

/** What the customer of an offer gets, as the inbox shows it. */
async function received({ offerId }: Awaited<ReturnType<typeof makeOfferedCustomer>>) {
  await deps.inTransaction((tx) => queueMessages(tx, [{ template: 'offer', offerId }]));
  const { message } = createCaller({
    deps,
    session: null,
    address: 'test',
    locale: 'en',
    transport: 'page',
  });
  const { messages } = await message.inbox({});
  const of = (channel: 'sms' | 'email') => {
    const found = messages.find((each) => each.channel === channel);
    if (!found) throw new Error(`nothing came by ${channel}`);
    return found;
  };
  return { sms: of('sms'), email: of('email') };
}

describe.each(templates)('%s', (template) => {
  test('may stand as it is, in every language and on each channel', () => {
    for (const channel of channels)
      for (const locale of locales)
        expect(checkParts(template, channel, standardParts(template, channel, locale))).toEqual([]);
  });
});

describe('an own text', () => {
  test('is what customers of its language get, until the salon goes back to the standard one', async () => {
    const made = await makeOfferedCustomer(deps);
    const texts = manager(made.salon);
    const key = offerSms(made.salon);
    expect(await texts.set({ ...key, parts: ownOffer })).toEqual({ ok: true });
    const got = await received(made);
    expect(got.sms.text).toBe(
      `Hei ${made.customer.name}! tir. 2.6 kl. 10:00 er ledig. Svar innen 10:15: http://ledig.test/o/${made.offer.token}`,
    );
    expect(got.email.text).toContain('Nå er det blitt ledig');

    await texts.reset(key);
    expect((await received(made)).sms.text).toContain('Fjord Frisør: Ledig time!');
  });

  test('in another language changes nothing for them', async () => {
    const made = await makeOfferedCustomer(deps);
    await manager(made.salon).set({ ...offerSms(made.salon, 'en'), parts: ownOffer });
    expect((await received(made)).sms.text).toContain('Fjord Frisør: Ledig time!');
  });

  test('of another salon changes nothing for them', async () => {
    const made = await makeOfferedCustomer(deps);
    const other = await makeSalon(db);
    await manager(other).set({ ...offerSms(other), parts: ownOffer });
    expect((await received(made)).sms.text).toContain('Fjord Frisør: Ledig time!');
  });

  test('of an e-mail keeps its lines and its markup as they were typed', async () => {
    const made = await makeOfferedCustomer(deps);
    const parts = {
      subject: 'Ledig\nnå',
      body: 'Til {{until}}.\r\n<b>Hilsen</b> & takk',
      note: '',
    };
    expect(await manager(made.salon).set({ ...offerMail(made.salon), parts })).toEqual({ ok: true });
    const { email } = await received(made);
    expect(email).toMatchObject({
      subject: 'Ledig nå',
      text: expect.stringContaining('Til kl. 10:15.\n<b>Hilsen</b> & takk'),
      html: expect.stringContaining('Til kl. 10:15.<br/>&lt;b&gt;Hilsen&lt;/b&gt; &amp; takk'),
    });
  });
});

describe('a text that customers could do nothing with', () => {
  const cases: [why: string, body: string, problem: object][] = [
    ['an offer without its link', '{{when}} til {{until}}', { problem: 'placeholder_missing', name: 'link' }],
    ['an offer without its end', '{{when}} {{link}}', { problem: 'placeholder_missing', name: 'until' }],
    ['no words', ' \n ', { problem: 'empty', name: null }],
    [
      'an unknown name',
      '{{when}} {{until}} {{link}} {{constructor}}',
      { problem: 'placeholder_unknown', name: 'constructor' },
    ],
    [
      'a way of filling in that i18next knows',
      '{{when}} {{until}} {{link}} {{- salon}}',
      { problem: 'placeholder_unknown', name: '- salon' },
    ],
    ['an open brace', '{{when}} {{until}} {{link', { problem: 'placeholder_broken' }],
    ['a brace too many', '{{{when}}} {{until}} {{link}}', { problem: 'placeholder_broken' }],
    [
      'more than three SMS',
      `{{when}} {{until}} {{link}} ${'og enda mer '.repeat(40)}`,
      { problem: 'sms_too_long' },
    ],
  ];

  test.each(cases)('is refused: %s', async (_why, body, problem) => {
    const salon = await makeSalon(db);
    const answer = await manager(salon).set({ ...offerSms(salon), parts: sms(body) });
    expect(answer).toMatchObject({ ok: false });
    expect(answer.ok ? [] : answer.problems).toContainEqual(
      expect.objectContaining({ field: 'body', ...problem }),
    );
    expect(await db.messageText.count()).toBe(0);
  });

  test('an e-mail has its link as a button, and takes none in its words', async () => {
    const salon = await makeSalon(db);
    const parts = { subject: 'Ledig', body: 'Til {{until}}: {{link}}', note: '' };
    expect(await manager(salon).set({ ...offerMail(salon), parts })).toMatchObject({
      ok: false,
      problems: [{ field: 'body', problem: 'placeholder_unknown', name: 'link' }],
    });
  });

  test('a wish has no time yet that could be named', async () => {
    const salon = await makeSalon(db);
    const key = { ...offerSms(salon), template: 'waitlist_joined' } as const;
    expect(await manager(salon).set({ ...key, parts: sms('{{service}} {{when}} {{link}}') })).toMatchObject({
      problems: [{ problem: 'placeholder_unknown', name: 'when' }],
    });
  });
});

describe('the page of a text', () => {
  test('begins with the standard one, and lists which are changed', async () => {
    const salon = await makeSalon(db);
    const texts = manager(salon);
    const before = await texts.get(offerSms(salon));
    expect(before).toMatchObject({
      isOwn: false,
      parts: before.standard,
      required: ['when', 'until', 'link'],
    });
    await texts.set({ ...offerSms(salon), parts: ownOffer });
    expect(await texts.get(offerSms(salon))).toMatchObject({ isOwn: true, parts: ownOffer });
    const listed = await texts.list({ salonId: salon.id });
    expect(listed).toHaveLength(templates.length * channels.length * locales.length);
    expect(listed.filter(({ isOwn }) => isOwn)).toEqual([
      { template: 'offer', channel: 'sms', locale: 'nb', isOwn: true },
    ]);
  });

  test('does not replace what somebody else has written meanwhile', async () => {
    const salon = await makeSalon(db);
    const texts = manager(salon);
    const { version } = await texts.get(offerSms(salon));
    await texts.set({ ...offerSms(salon), parts: ownOffer });
    const late = texts.set({ ...offerSms(salon), version, parts: sms('{{when}} {{until}} {{link}}') });
    expect(await late.catch((error: unknown) => toAppError(error).code)).toBe('conflict');
    expect((await texts.get(offerSms(salon))).parts).toEqual(ownOffer);
  });

  test('keeps no copy of the standard text, and says in the trail which text it was', async () => {
    const salon = await makeSalon(db);
    const texts = manager(salon);
    await texts.set({ ...offerSms(salon), parts: ownOffer });
    const { standard } = await texts.get(offerSms(salon));
    await texts.set({ ...offerSms(salon), parts: standard });
    await texts.reset(offerSms(salon));
    expect(await db.messageText.count()).toBe(0);
    const told = { template: 'offer', channel: 'sms', locale: 'nb' };
    expect(await db.auditEvent.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { action: 'message_text.set', data: told },
      { action: 'message_text.reset', data: told },
    ]);
  });

  test('shows the message with facts that are made up, and what it costs', async () => {
    const salon = await makeSalon(db, { name: 'Fjord' });
    const { preview } = manager(salon);
    const seen = await preview({
      ...offerSms(salon),
      parts: sms('{{salon}}: {{when}} {{until}} {{link}} ł'),
    });
    expect(seen).toMatchObject({
      message: {
        channel: 'sms',
        segments: 2,
        text: expect.stringMatching(/^Fjord: .*10:00 .*ledig\.test\/o\//),
      },
      problems: [],
    });
    expect(await preview({ ...offerSms(salon), parts: sms('{{when') })).toMatchObject({ message: null });
    const mail = await preview({
      ...offerMail(salon),
      parts: { subject: '{{service}}', body: '{{until}}', note: '' },
    });
    expect(mail).toMatchObject({ message: { subject: 'Dameklipp', html: expect.stringContaining('<h1') } });
  });
});
