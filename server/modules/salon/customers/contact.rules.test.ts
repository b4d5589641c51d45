import { describe, expect, it } from 'vitest';
import {
  contactKeys,
  countryOfSalon,
  emailKeyOf,
  normaliseContact,
  normalisePhone,
} from './contact.rules.ts';
import { contactSchema } from './contact.schema.ts';

function problemsOf(input: unknown): string[] {
  const parsed = contactSchema.safeParse(input);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('a contact', () => {
  it('needs an e-mail address or a phone number; an empty field is none', () => {
    expect(problemsOf({ name: 'Kari', email: '', phone: ' ' })).toEqual(['phone: contact_missing']);
    expect(problemsOf({ name: 'Kari', email: 'kari@fjord.example' })).toEqual([]);
    expect(problemsOf({ name: 'Kari', phone: '412 34 567' })).toEqual([]);
  });

  it('is told all its faults at once, each at its field', () => {
    expect(problemsOf({ name: '', email: 'kari', phone: 'call me' })).toEqual([
      'name: required',
      'email: email_invalid',
      'phone: phone_invalid',
    ]);
  });

  it('is normalised: E.164 by the salon’s country, a key for the address', () => {
    const contact = contactSchema.parse({
      name: ' Kari ',
      email: 'Kari+hair@Fjord.Example',
      phone: '412 34 567',
    });
    expect(normaliseContact(contact, 'NO')).toEqual({
      ok: true,
      contact: {
        name: 'Kari',
        email: 'Kari+hair@fjord.example',
        emailKey: 'kari@fjord.example',
        phone: '+4741234567',
      },
    });
  });

  it('with a number that does not exist there is refused at its field', () => {
    const contact = contactSchema.parse({ name: 'Kari', phone: '12345' });
    expect(normaliseContact(contact, 'NO')).toEqual({
      ok: false,
      fields: [{ field: 'contact.phone', problem: 'phone_invalid' }],
    });
  });
});

describe('a phone number', () => {
  it('may carry its own country, with + or 00', () => {
    expect(normalisePhone('+46 70 123 45 67', 'NO')).toBe('+46701234567');
    expect(normalisePhone('0046701234567', 'NO')).toBe('+46701234567');
  });

  it('is else of the country of the salon’s own number', () => {
    expect(countryOfSalon({ phone: '+46812345678' })).toBe('SE');
    expect(countryOfSalon({ phone: null })).toBe('NO');
  });
});

it.each(['99887766', '+47 99 88 77 66', '004799887766', '(99) 88-77.66'])(
  'the number %s counts as the one that it is',
  (phone) => {
    expect(contactKeys({ email: null, phone })).toEqual(['99887766']);
  },
);

it('a number counts as the same with the 0 of its country and with its code', () => {
  const [local, abroad] = ['070-123 45 67', '+46 70 123 45 67'].map((phone) =>
    contactKeys({ email: null, phone }),
  );
  expect(local).toEqual(abroad);
});

it('addresses that differ in case or +tag are one', () => {
  expect(emailKeyOf('Kari+salon@Fjord.example')).toBe(emailKeyOf('kari@fjord.example'));
});
