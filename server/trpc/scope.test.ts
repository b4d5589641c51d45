import { beforeEach, expect, test } from 'vitest';
import type { StaffSession } from '#server/modules/auth/session.ts';
import {
  newId,
  type OrganisationId,
  type SalonId,
  type SessionId,
  type UserId,
} from '#server/platform/ids.ts';
import { testDeps } from '#server/testing/deps.ts';
import type { RequestContext } from './context.ts';
import { toAppError } from './map-errors.ts';
import { appRouter, createCaller } from './router.ts';

// Walks through every procedure there is, so that a new one can't forget to ask whose salon it is about.

const deps = await testDeps();
beforeEach(() => deps.reset());

/** Open to everybody: each is here by decision. */
const forEverybody = new Set([
  'auth.confirmLogin',
  'auth.login',
  'auth.logout',
  'auth.me',
  'availability.firstFree',
  'availability.openingHours',
  'availability.slots',
  'booking.create',
  'message.inbox',
  'message.samples',
  'offer.accept',
  'offer.decline',
  'offer.resend',
  'offer.undo',
  'password.request',
  'salon.bySlug',
  'salon.list',
  'waitlist.askEarlier',
  'waitlist.join',
  'waitlist.sendEarlierLink',
]);
/** For who is logged in, about themselves alone: they name nothing, so there is nobody else's to ask for. */
const forThemselves = [
  'auth.changePassword',
  'auth.confirmSecondFactor',
  'auth.endSecondFactor',
  'auth.logoutEverywhere',
  'auth.renewRecoveryCodes',
  'auth.secondFactor',
  'auth.sessions',
  'auth.startSecondFactor',
];
/** For who has the link. */
const byLink = /[bB]yToken$/;

const own = newId<SalonId>();
const foreign = newId<SalonId>();
const owner: StaffSession = {
  id: newId<SessionId>(),
  expiresAt: new Date('2026-07-01T00:00:00Z'),
  user: { id: newId<UserId>(), email: 'kari@example.com', name: 'Kari', locale: 'nb' },
  salons: [
    {
      id: own,
      organisationId: newId<OrganisationId>(),
      slug: 'fjord',
      name: 'Fjord',
      timeZone: 'Europe/Oslo',
      locale: 'nb',
      accentColour: null,
      role: 'owner',
    },
  ],
};

const forStaff = Object.keys(appRouter._def.procedures).filter(
  (path) => !forEverybody.has(path) && !forThemselves.includes(path) && !byLink.test(path),
);

async function codeOf(path: string, session: StaffSession | null, input: unknown): Promise<string> {
  const context: RequestContext = { deps, session, address: '192.0.2.1', locale: 'en', transport: 'page' };
  const procedure = path
    .split('.')
    .reduce<unknown>((at, step) => Reflect.get(at as object, step), createCaller(context));
  return (procedure as (input: unknown) => Promise<unknown>)(input).then(
    () => 'no error',
    (error: unknown) => toAppError(error).code,
  );
}

test.each(forStaff)('%s: to the staff of another salon, this one does not exist', async (path) => {
  expect(await codeOf(path, owner, { salonId: foreign })).toBe('not_found');
});

test.each(forStaff)('%s is for who is logged in', async (path) => {
  expect(await codeOf(path, null, { salonId: own })).toBe('unauthenticated');
});

test.each([...forEverybody].filter((path) => path in appRouter._def.procedures))(
  '%s is open: nobody is asked to log in',
  async (path) => {
    expect(await codeOf(path, null, {})).not.toBe('unauthenticated');
  },
);

test.each(forThemselves)('%s: is nothing for who is not logged in', async (path) => {
  expect(await codeOf(path, null, { current: 'hemmelig', password: 'noe helt annet', code: '123456' })).toBe(
    'unauthenticated',
  );
});
