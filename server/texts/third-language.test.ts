import type { Request as ExpressRequest } from 'express';
import { describe, expect, test, vi } from 'vitest';
import { composeMessage } from '#server/modules/notifications/compose-message.ts';
import { templates } from '#server/modules/notifications/notifications.schema.ts';
import { localeSchema } from '#server/modules/salon/salon.schema.ts';
import { AppError } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.schema.ts';
import { testDatabase } from '#server/testing/database.ts';
import { makeSalon } from '#server/testing/factories.ts';
import { languageOf, problemText } from '#server/web/error-responses.ts';
import { createLocaleDetector, localeChoice } from '#server/web/locale.ts';
import { localeOf, type Locale } from './catalogue.ts';
import type * as files from './language-files.ts';

// One line more where the languages are listed, and nothing else: app/third-language.test.ts does the same for the pages.
vi.mock('./language-files.ts', async (original) => {
  const { languageFiles } = await original<typeof files>();
  const pl = async () => (await import('./pseudo-language.ts')).pseudoPolish;
  return { languageFiles: { ...languageFiles, pl } };
});

const polish = 'pl' as Locale;
const database = await testDatabase();

describe('the language of a page', () => {
  const detect = createLocaleDetector(async () => null);
  const page = (address: string, headers: Record<string, string> = {}) =>
    detect(new Request(`https://ledig.example${address}`, { headers }), null);

  test('is the third one when its address says so, and is remembered', async () => {
    expect(await page('/?lng=pl')).toBe('pl');
    const cookie = await localeChoice(new URL('https://ledig.example/?lng=pl'));
    expect(await page('/', { cookie: cookie?.split(';')[0] ?? '' })).toBe('pl');
  });

  test.each([
    ['pl-PL,pl;q=0.9,en;q=0.8', 'pl'],
    ['szl,en;q=0.5', 'pl'],
    ['nn,en;q=0.5', 'nb'],
    ['no', 'nb'],
    ['nb-NO,nb;q=0.9', 'nb'],
    ['de,fr;q=0.5', 'en'],
  ])('is found from what the browser asks for: %s', async (header, locale) => {
    expect(await page('/', { 'accept-language': header })).toBe(locale);
  });
});

test('a contract takes every language that there is, and no other', () => {
  expect(localeSchema.safeParse('pl').success).toBe(true);
  expect(localeSchema.safeParse('sv').success).toBe(false);
  expect(localeSchema.safeParse('nb-NO').success).toBe(false);
});

test('the database takes any tag of a language, and what is none it refuses', async () => {
  const { prisma: db } = database;
  expect(await makeSalon(db, { locale: 'pl' })).toMatchObject({ locale: 'pl' });
  for (const locale of ['sv', 'de-AT', 'zh-Hant', 'es-419', 'sr-Latn-RS']) await makeSalon(db, { locale });
  for (const locale of ['', 'Polski', 'nb_NO', 'pl ', 'NB', 'en\n']) {
    await expect(makeSalon(db, { locale })).rejects.toThrow();
  }
});

test('a row whose language is gone is told in the fallback', () => {
  expect(['pl', 'nb', 'sv', null].map(localeOf)).toEqual(['pl', 'nb', 'en', 'en']);
});

test.each(templates)('the message %s is written in it, with its dates and money', (template) => {
  const sent = (channel: 'sms' | 'email') =>
    composeMessage({
      id: newId(),
      locale: polish,
      template,
      channel,
      recipient: 'kari@example.com',
      status: 'queued',
      createdAt: new Date('2026-11-27T12:50:00Z'),
      sentAt: null,
      customerName: 'Kari Nordmann',
      salon: { name: 'Fjord Frisør', timeZone: 'Europe/Oslo', address: '', phone: null, accentColour: null },
      service: 'Dameklipp',
      appointment: {
        startsAt: new Date('2026-11-28T09:00:00Z'),
        employee: 'Ingrid Solberg',
        priceMinor: 79_000,
        currency: 'NOK',
      },
      calendarEntry: null,
      organiser: null,
      answerBy: new Date('2026-11-27T13:05:00Z'),
      link: 'https://ledig.example/o/token',
      own: null,
    });

  expect(sent('sms').text).toMatch(/^\[.+\]$/);
  const mail = sent('email');
  expect(mail).toMatchObject({
    subject: expect.stringMatching(/^\[.+\]$/),
    html: expect.stringContaining('<html dir="ltr" lang="pl">'),
  });
  expect(mail.text).toMatch(/^\[Hi Kari Nordmann,\]\n/);
  expect(mail.text).toContain('[When]: [sobota, 28 listopada at 10:00]');
  expect(mail.text).toMatch(/\[Price\]: 790\s(NOK|kr)/);
});

test('errors are told in it to programs', () => {
  const asking = { acceptsLanguages: (...tags: string[]) => tags.includes('szl') && 'szl' };
  const locale = languageOf(asking as unknown as ExpressRequest);
  expect(JSON.parse(problemText(new AppError('not_found'), locale))).toMatchObject({
    title: '[This does not exist.]',
  });
});
