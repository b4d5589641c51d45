import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { idOf, newId, type UserId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { makeSalon } from '#server/testing/factories.ts';
import { createLocaleDetector, type StaffLanguages } from './locale.ts';
import { createPageLocale } from './page-locale.ts';

const deps = await testDeps();
beforeEach(() => deps.reset());

const pageLocale = createPageLocale(deps);
const at = (path: string) => new URL(path, 'http://ledig.test');

function staffOf(...salons: { slug: string; locale: 'en' | 'nb' }[]): StaffLanguages {
  return { user: { locale: 'en' }, salons };
}

describe('a page of the dashboard', () => {
  test('is in the language of its salon', async () => {
    const staff = staffOf({ slug: 'brygga', locale: 'en' }, { slug: 'fjord', locale: 'nb' });
    expect(await pageLocale(at('/dashboard/fjord/waitlist'), staff)).toBe('nb');
    expect(await pageLocale(at('/dashboard/fjord.data'), staff)).toBe('nb');
  });

  test('of another salon is refused in the language in which staff see their own', async () => {
    const stranger = await makeSalon(deps.db, { locale: 'nb' });
    const staff = staffOf({ slug: 'brygga', locale: 'en' });
    expect(await pageLocale(at(`/dashboard/${stranger.slug}`), staff)).toBe('en');
    expect(await pageLocale(at('/dashboard/no-such-salon'), staff)).toBe('en');
    expect(await pageLocale(at(`/dashboard/${stranger.slug}`), staffOf())).toBe('en');
  });
});

test('a salon’s public page is in its language, whoever looks', async () => {
  const salon = await makeSalon(deps.db, { locale: 'nb' });
  expect(await pageLocale(at(`/s/${salon.slug}`), null)).toBe('nb');
  expect(await pageLocale(at(`/s/${salon.slug}`), staffOf({ slug: 'brygga', locale: 'en' }))).toBe('nb');
});

test('a link to staff is in the language in which they were written to', async () => {
  const { organisationId } = await makeSalon(deps.db, { locale: 'en' });
  const user = { email: 'kari@fjord.example', name: 'Kari', passwordHash: 'none', locale: 'nb' };
  const userId = idOf<UserId>((await deps.db.user.create({ data: user })).id);
  const times = { createdAt: deps.clock.now(), expiresAt: minutesAfter(deps.clock.now(), 30) };
  const reset = await deps.db.passwordReset.create({
    data: { userId, tokenHash: newId(), ...times },
  });
  const invitation = await deps.db.invitation.create({
    data: {
      organisationId,
      role: 'staff',
      email: 'nina@example.com',
      locale: 'nb',
      invitedBy: userId,
      tokenHash: newId(),
      ...times,
    },
  });
  const toReset = deps.links.signLink('password_reset', { id: reset.id, version: 1 });
  const toAccept = deps.links.signLink('invitation', { id: invitation.id, version: 1 });
  expect(await pageLocale(at(`/p/${toReset}`), null)).toBe('nb');
  expect(await pageLocale(at(`/i/${toAccept}.data`), null)).toBe('nb');
  expect(await pageLocale(at(`/i/${toReset}`), null)).toBeNull();
});

test('what can’t be looked up leaves it to the browser: also a page that says so has a language', async () => {
  const localeOf = createLocaleDetector(() => Promise.reject(new Error('the database is away')));
  const request = new Request(at('/s/fjord'), { headers: { 'accept-language': 'nb' } });
  expect(await localeOf(request, null)).toBe('nb');
});
