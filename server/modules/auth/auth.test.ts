import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createRateLimits } from '#server/platform/rate-limit.ts';
import { testDeps } from '#server/testing/deps.ts';
import { createCaller } from '#server/trpc/router.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { findSession, keepSessionAlive, sessionLifetimeMs, type StaffSession } from './session.ts';

const testing = await testDeps();
const limits = createRateLimits({
  url: testing.database.url,
  applicationName: 'ledig-test',
  secret: 'secret',
  onStoreError: () => undefined,
});
afterAll(() => limits.close());
const deps = { ...testing, limits };
const { db, clock } = deps;
const passwordHash = await hashPassword('hemmelig');

beforeEach(() => testing.reset());

const caller = (session: StaffSession | null = null, address = '192.0.2.1') =>
  createCaller({ deps, session, address, locale: 'nb', transport: 'page' });

async function addUser(email = 'kari@fjord.example') {
  return db.user.create({ data: { email, name: 'Kari', passwordHash, locale: 'nb' } });
}

async function addSalon(organisationId: string, slug: string) {
  return db.salon.create({
    data: { organisationId, slug, name: slug, timeZone: 'Europe/Oslo', locale: 'nb', currency: 'NOK' },
  });
}

async function logIn(password = 'hemmelig', email = 'kari@fjord.example', address?: string) {
  return caller(null, address).auth.login({ email, password });
}

async function sessionAfterLogIn(): Promise<{ token: string; session: StaffSession }> {
  const outcome = await logIn();
  if (!outcome.ok) throw new Error(outcome.reason);
  const session = await findSession(db, outcome.token, clock.now());
  if (!session) throw new Error('no session');
  return { token: outcome.token, session };
}

describe('logging in', () => {
  test('with the right password starts a session that lasts a fortnight', async () => {
    await addUser();
    const outcome = await logIn();

    expect(outcome).toMatchObject({ ok: true });
    if (!outcome.ok) return;
    expect(new Date(outcome.expiresAt).getTime() - clock.now().getTime()).toBe(sessionLifetimeMs);
    expect(await findSession(db, outcome.token, clock.now())).toMatchObject({
      user: { name: 'Kari', locale: 'nb' },
    });
  });

  test('does not mind capitals or blanks around the address', async () => {
    await addUser();
    expect(await logIn('hemmelig', ' Kari@Fjord.example ')).toMatchObject({ ok: true });
  });

  test('is refused alike for a wrong password, an unknown account and one that was shut', async () => {
    const { id } = await addUser();
    expect(await logIn('gal')).toEqual({ ok: false, reason: 'wrong' });
    expect(await logIn('hemmelig', 'ola@fjord.example')).toEqual({ ok: false, reason: 'wrong' });
    await db.user.update({ where: { id }, data: { disabledAt: clock.now() } });
    expect(await logIn()).toEqual({ ok: false, reason: 'wrong' });
  });

  test('stores no token, and is audited', async () => {
    const { id } = await addUser();
    const { token } = await sessionAfterLogIn();

    const [stored] = await db.session.findMany();
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await db.auditEvent.findMany()).toMatchObject([
      { action: 'auth.logged_in', actorType: 'user', actorId: id },
    ]);
  });

  test('ends the session that the browser had, and the user’s old ones', async () => {
    await addUser();
    const { session } = await sessionAfterLogIn();
    await caller(session).auth.login({ email: 'kari@fjord.example', password: 'hemmelig' });

    expect(await db.session.count()).toBe(1);
    expect(await db.session.findUnique({ where: { id: session.id } })).toBeNull();
  });

  test('is stopped after five tries for an account from an address; others are not locked out', async () => {
    await addUser();
    for (let i = 0; i < 5; i += 1) expect(await logIn('gal')).toEqual({ ok: false, reason: 'wrong' });

    expect(await logIn()).toMatchObject({ ok: false, reason: 'too_many_tries' });
    expect(await logIn('hemmelig', undefined, '192.0.2.2')).toMatchObject({ ok: true });
  });

  test('counts afresh after the right password', async () => {
    await addUser();
    for (let i = 0; i < 4; i += 1) await logIn('gal');
    expect(await logIn()).toMatchObject({ ok: true });
    for (let i = 0; i < 4; i += 1) await logIn('gal');
    expect(await logIn()).toMatchObject({ ok: true });
  });
});

describe('a session', () => {
  test('ends when it was not used for a fortnight', async () => {
    await addUser();
    const { token } = await sessionAfterLogIn();

    clock.advance(14 * 24 * 60 - 1);
    expect(await findSession(db, token, clock.now())).not.toBeNull();
    clock.advance(1);
    expect(await findSession(db, token, clock.now())).toBeNull();
  });

  test('lives on with its use, and is written at most every five minutes', async () => {
    await addUser();
    const { token, session } = await sessionAfterLogIn();

    clock.advance(4);
    expect(await keepSessionAlive(db, session, clock.now())).toBe(session);
    clock.advance(1);
    const kept = await keepSessionAlive(db, session, clock.now());
    expect(kept.expiresAt.getTime()).toBe(clock.now().getTime() + sessionLifetimeMs);
    expect((await findSession(db, token, clock.now()))?.expiresAt).toEqual(kept.expiresAt);
  });

  test('ends at once when the account is shut', async () => {
    const { id } = await addUser();
    const { token } = await sessionAfterLogIn();
    await db.user.update({ where: { id }, data: { disabledAt: clock.now() } });
    expect(await findSession(db, token, clock.now())).toBeNull();
  });

  test('is nobody’s for any other token', async () => {
    expect(await findSession(db, '', clock.now())).toBeNull();
    expect(await findSession(db, 'x'.repeat(43), clock.now())).toBeNull();
  });

  test('ends by logging out, and a repeat does no harm', async () => {
    await addUser();
    const { token, session } = await sessionAfterLogIn();

    expect(await caller(session).auth.logout()).toEqual({ ok: true });
    expect(await findSession(db, token, clock.now())).toBeNull();
    expect(await caller(session).auth.logout()).toEqual({ ok: true });
    expect(await caller().auth.logout()).toEqual({ ok: true });
    expect((await db.auditEvent.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual([
      'auth.logged_in',
      'auth.logged_out',
    ]);
  });
});

describe('the salons of a user', () => {
  async function salonsOf(
    memberships: (ids: { fjord: string; oslo: string; bergen: string }) => {
      organisationId: string;
      salonId?: string;
      role: string;
    }[],
  ) {
    const user = await addUser();
    const fjord = await db.organisation.create({ data: { name: 'Fjord' } });
    const other = await db.organisation.create({ data: { name: 'Other' } });
    const oslo = await addSalon(fjord.id, 'oslo');
    const bergen = await addSalon(fjord.id, 'bergen');
    await addSalon(other.id, 'elsewhere');
    await db.salon.create({ data: { ...(await archived(fjord.id)) } });
    for (const membership of memberships({ fjord: fjord.id, oslo: oslo.id, bergen: bergen.id })) {
      await db.membership.create({ data: { userId: user.id, ...membership } });
    }
    const { session } = await sessionAfterLogIn();
    const me = await caller(session).auth.me();
    return me?.salons.map(({ slug, role }) => `${slug}: ${role}`);
  }

  async function archived(organisationId: string) {
    return {
      organisationId,
      slug: 'closed',
      name: 'closed',
      timeZone: 'Europe/Oslo',
      locale: 'nb',
      currency: 'NOK',
      archivedAt: clock.now(),
    };
  }

  test('are all of the organisation, and no other; a closed one is gone', async () => {
    expect(await salonsOf(({ fjord }) => [{ organisationId: fjord, role: 'owner' }])).toEqual([
      'bergen: owner',
      'oslo: owner',
    ]);
  });

  test('are one, when the membership is of one', async () => {
    expect(
      await salonsOf(({ fjord, oslo }) => [{ organisationId: fjord, salonId: oslo, role: 'staff' }]),
    ).toEqual(['oslo: staff']);
  });

  test('count the higher role where there are two', async () => {
    expect(
      await salonsOf(({ fjord, oslo }) => [
        { organisationId: fjord, role: 'staff' },
        { organisationId: fjord, salonId: oslo, role: 'manager' },
      ]),
    ).toEqual(['bergen: staff', 'oslo: manager']);
  });

  test('are none for who works nowhere; who is not logged in is nobody', async () => {
    expect(await salonsOf(() => [])).toEqual([]);
    expect(await caller().auth.me()).toBeNull();
  });
});

describe('a password', () => {
  test('is kept as Argon2id with its salt', async () => {
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashPassword('hemmelig')).not.toBe(passwordHash);
  });

  test('is checked with the same work when there is no account', async () => {
    expect(await passwordMatches(passwordHash, 'hemmelig')).toBe(true);
    expect(await passwordMatches(passwordHash, 'Hemmelig')).toBe(false);
    expect(await passwordMatches(null, 'hemmelig')).toBe(false);
  });
});
