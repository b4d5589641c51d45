import { describe, expect, test } from 'vitest';
import { contrast } from '#server/modules/salon/accent.schema.ts';
import { newId, type BookingId } from '#server/platform/ids.schema.ts';
import { locales } from '#server/texts/catalogue.ts';
import { composeMessage, type ComposedMessage } from './compose-message.ts';
import type { MessageFacts } from './message-facts.ts';
import { templates, type Template } from './notifications.schema.ts';

const bookingId = newId<BookingId>();
const token = 'AQE-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';
const wishes: readonly Template[] = ['waitlist_joined', 'waitlist_exists', 'waitlist_left', 'waitlist_ended'];

function facts(changed: Partial<MessageFacts> & Pick<MessageFacts, 'template' | 'channel'>): MessageFacts {
  return {
    id: newId(),
    locale: 'nb',
    recipient: '+4790000000',
    status: 'queued',
    createdAt: new Date('2026-11-27T12:50:00Z'),
    sentAt: null,
    customerName: 'Kari Nordmann',
    salon: {
      name: 'Fjord Frisør',
      timeZone: 'Europe/Oslo',
      address: 'Markveien 12, 0554 Oslo',
      phone: '+47 22 00 00 00',
      accentColour: null,
    },
    service: 'Dameklipp',
    appointment: wishes.includes(changed.template)
      ? null
      : {
          startsAt: new Date('2026-11-28T09:00:00Z'),
          employee: 'Ingrid Solberg',
          priceMinor: 79000,
          currency: 'NOK',
        },
    calendarEntry: changed.template.startsWith('booking_')
      ? {
          bookingId,
          revision: changed.template === 'booking_confirmed' ? 0 : 90,
          startsAt: new Date('2026-11-28T09:00:00Z'),
          endsAt: new Date('2026-11-28T10:00:00Z'),
          service: 'Dameklipp',
          employee: 'Ingrid Solberg',
          salonName: 'Fjord Frisør',
          address: 'Markveien 12, 0554 Oslo',
        }
      : null,
    organiser: 'post@book.example',
    answerBy: changed.template.startsWith('offer') ? new Date('2026-11-27T13:05:00Z') : null,
    link: `https://ledig.example/o/${token}`,
    own: null,
    ...changed,
  };
}

function email(changed: Partial<MessageFacts> & Pick<MessageFacts, 'template'>) {
  const message = composeMessage(facts({ ...changed, channel: 'email' }));
  if (message.channel !== 'email') throw new Error('not an e-mail');
  return message;
}

function sms(changed: Partial<MessageFacts> & Pick<MessageFacts, 'template'>) {
  const message = composeMessage(facts({ ...changed, channel: 'sms' }));
  if (message.channel !== 'sms') throw new Error('not an SMS');
  return message;
}

const partsOf = (message: ComposedMessage) =>
  message.channel === 'sms' ? [message.text] : [message.subject, message.text, message.html];

describe.each(templates)('%s', (template) => {
  test.each(locales)('is complete in %s, by SMS and by e-mail', (locale) => {
    for (const message of [sms({ template, locale }), email({ template, locale })]) {
      for (const part of partsOf(message)) expect(part).not.toMatch(/\{\{|\}\}|undefined|null|NaN|Invalid/);
      expect(message.text).toContain(`https://ledig.example/o/${token}`);
      expect(message.text).toContain('Fjord Frisør');
      expect(message.text).toContain('Dameklipp');
    }
  });

  test.each(locales)('costs one SMS in %s with usual names', (locale) => {
    expect(sms({ template, locale })).toMatchObject({ segments: 1 });
  });
});

test('an offer says what, when on the salon’s clock, with whom, and until when to answer', () => {
  expect(sms({ template: 'offer' }).text).toBe(
    `Fjord Frisør: Ledig time! Dameklipp lør. 28.11 kl. 10:00 hos Ingrid. Svar innen 14:05: https://ledig.example/o/${token}`,
  );
  expect(sms({ template: 'offer', locale: 'en' }).text).toBe(
    `Fjord Frisør: Dameklipp Sat 28 Nov 10:00 with Ingrid is free. Answer by 14:05: https://ledig.example/o/${token}`,
  );
  expect(email({ template: 'offer' })).toMatchObject({
    subject: 'Ledig time: Dameklipp, lør. 28. nov. kl. 10:00',
    text: expect.stringContaining(
      'Når: lørdag 28. november kl. 10:00\nHos: Ingrid Solberg\nPris: 790\u00a0kr',
    ),
  });
});

test('an answer that is due on another local day is said with its date', () => {
  const answerBy = new Date('2026-11-28T07:30:00Z');
  expect(sms({ template: 'offer', answerBy }).text).toContain('Svar innen lør. 28.11 kl. 08:30:');
});

test('the day is the salon’s, not that of UTC', () => {
  const createdAt = new Date('2026-11-27T22:55:00Z');
  const answerBy = new Date('2026-11-27T23:10:00Z');
  expect(sms({ template: 'offer', createdAt, answerBy }).text).toContain('Svar innen lør. 28.11 kl. 00:10:');
});

test.each([
  ['2026-03-28T09:00:00Z', 'lør. 28.3 kl. 10:00'],
  ['2026-03-29T09:00:00Z', 'søn. 29.3 kl. 11:00'],
  ['2026-10-24T09:00:00Z', 'lør. 24.10 kl. 11:00'],
  ['2026-10-25T09:00:00Z', 'søn. 25.10 kl. 10:00'],
])('%s is said in summer and winter time as it is in Oslo', (startsAt, said) => {
  const appointment = { startsAt: new Date(startsAt), employee: 'Ingrid', priceMinor: 0, currency: 'NOK' };
  expect(sms({ template: 'booking_confirmed', appointment }).text).toContain(said);
});

describe('a name that means harm', () => {
  const customerName = `<img src=x onerror="alert('1')">&copy;`;

  test('is text in the e-mail’s HTML, never markup', () => {
    const { html } = email({ template: 'offer', customerName, service: '<script>alert(2)</script>' });
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#x27;1&#x27;)&quot;&gt;&amp;copy;');
    expect(html).toContain('&lt;script&gt;alert(2)&lt;/script&gt;');
    expect(html).not.toMatch(/<(img|script)/);
  });

  test('brings no other text of the catalogue and no other fact in', () => {
    const { text } = email({ template: 'offer', customerName: '$t(offer.sms) {{link}}' });
    expect(text.split('\n')[0]).toBe('Hei, $t(offer.sms) {{link}}!');
  });

  test('puts no line break into the subject', () => {
    const { subject } = email({ template: 'waitlist_joined', service: 'Klipp\r\nBcc: victim@example.com' });
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

test('the HTML part names its language, has one heading, and one link with words of its own', () => {
  const { html } = email({ template: 'booking_confirmed' });
  expect(html).toMatch(/^<!doctype html><html dir="ltr" lang="nb">/);
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(html).toMatch(/>Se, endre eller avbestill timen<\/span>.*<\/a>/);
});

test('the list of messages shows what the e-mail is about, before its greeting', () => {
  const { html } = email({ template: 'booking_confirmed', locale: 'en' });
  const [shownFirst] = /(?<=<body.*?>)[^<>]+(?=<)/.exec(html) ?? [];
  expect(shownFirst).toBe('Your appointment is booked. Welcome!');
});

test('tables that hold the layout are none to a screen reader, and colours turn in the dark', () => {
  const { html } = email({ template: 'offer' });
  const tables = html.match(/<table[^>]*>/g) ?? [];
  expect(tables).not.toHaveLength(0);
  for (const table of tables) expect(table).toContain('role="presentation"');
  expect(html).toContain('@media (prefers-color-scheme: dark)');
  expect(/<style>(.*?)<\/style>/s.exec(html)?.[1]).not.toContain('&');
});

describe('an e-mail wears the salon’s colour', () => {
  /** The button's ground and the rule over the mail, by day and by night. */
  function worn(accentColour: string | null) {
    const { html } = email({
      template: 'offer',
      salon: { ...facts({ template: 'offer', channel: 'email' }).salon, accentColour },
    });
    const found = (pattern: RegExp) => pattern.exec(html)?.[1] ?? 'none';
    return {
      button: found(/<a [^>]*class="action"[^>]*background-color:(#[0-9a-f]{6})/),
      rule: found(/<table [^>]*border-top:4px solid (#[0-9a-f]{6})/),
      buttonAtNight: found(/\.action \{ background-color: (#[0-9a-f]{6})/),
      ruleAtNight: found(/\.paper \{ border-top-color: (#[0-9a-f]{6})/),
      inkAtNight: found(/\.action \{[^}]*[^-]color: (#[0-9a-f]{6})/),
      paperAtNight: found(/\.paper main \{ background-color: (#[0-9a-f]{6})/),
    };
  }

  test('as it is, where it can be read', () => {
    expect(worn('#8a1c4a')).toMatchObject({ button: '#8a1c4a', rule: '#8a1c4a' });
    expect(worn('#f2a7c3')).toMatchObject({ buttonAtNight: '#f2a7c3', ruleAtNight: '#f2a7c3' });
  });

  test.each(['#ffe94d', '#ffffff', '#808080', '#000000', '#0a0a40'])(
    'and %s made readable, by day and by night',
    (accentColour) => {
      const mail = worn(accentColour);
      expect(contrast(mail.button, '#ffffff')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(mail.rule, '#f3f5f1')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(mail.buttonAtNight, mail.inkAtNight)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(mail.ruleAtNight, mail.paperAtNight)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([null, 'red;}'])('and Ledig’s own where the salon has none that is one: %s', (accentColour) => {
    expect(worn(accentColour)).toMatchObject({
      button: '#1f5f4d',
      rule: '#1f5f4d',
      buttonAtNight: '#7cc9b0',
      ruleAtNight: '#7cc9b0',
    });
  });
});

describe('an e-mail about an appointment brings it into the customer’s calendar', () => {
  test.each(['booking_confirmed', 'booking_moved', 'booking_reminder'] as const)('%s', (template) => {
    const { attachments } = email({ template });
    expect(attachments).toMatchObject([
      { name: 'appointment.ics', contentType: 'text/calendar; charset=utf-8; method=PUBLISH' },
    ]);
    const [file] = attachments;
    for (const line of [
      'METHOD:PUBLISH',
      `UID:${bookingId}@ledig`,
      'STATUS:CONFIRMED',
      'DTSTART:20261128T090000Z',
    ])
      expect(file?.content.split('\r\n')).toContain(line);
  });

  test('and out of it when it is cancelled', () => {
    const { attachments } = email({ template: 'booking_cancelled', locale: 'en' });
    expect(attachments).toMatchObject([
      { name: 'appointment.ics', contentType: 'text/calendar; charset=utf-8; method=CANCEL' },
    ]);
    const [file] = attachments;
    for (const line of ['METHOD:CANCEL', `UID:${bookingId}@ledig`, 'STATUS:CANCELLED', 'SEQUENCE:91'])
      expect(file?.content.split('\r\n')).toContain(line);
  });

  test.each(templates.filter((template) => !template.startsWith('booking_')))(
    'but nothing is attached to %s',
    (template) => expect(email({ template }).attachments).toEqual([]),
  );
});
