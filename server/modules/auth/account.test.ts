import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { idOf, type MembershipId, type UserId } from '#server/platform/ids.schema.ts';
import { createRateLimits } from '#server/platform/rate-limit.ts';
import { testDeps } from '#server/testing/deps.ts';
import { createCaller } from '#server/trpc/router.ts';
import { browserName } from './browser.rules.ts';
import { hashPassword } from './password.ts';
import { findSession, type StaffSession } from './session.ts';

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
const passwordHash = await hashPassword('regn i mars');
const email = 'kari@fjord.example';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

beforeEach(() => testing.reset());

const caller = (session: StaffSession | null = null) =>
  createCaller({ deps, session, address: '192.0.2.1', locale: 'nb', transport: 'page' }).auth;

async function addUser(): Promise<UserId> {
  const { id } = await db.user.create({ data: { email, name: 'Kari Nordmann', passwordHash, locale: 'nb' } });
  return idOf<UserId>(id);
}

async function logIn(userAgent?: string): Promise<StaffSession> {
  const outcome = await caller().login({ email, password: 'regn i mars', userAgent });
  const session = outcome.ok && (await findSession(db, outcome.token, clock.now()));
  if (!session) throw new Error('not logged in');
  return session;
}

const audited = async () =>
  (await db.auditEvent.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);

describe('changing the password', () => {
  test('takes the old one and a new one; only this browser stays logged in', async () => {
    await addUser();
    await logIn();
    const here = await logIn();
    expect(await caller(here).changePassword({ current: 'regn i mars', password: 'snø i april' })).toEqual({
      ok: true,
    });
    expect((await db.session.findMany()).map(({ id }) => id)).toEqual([here.id]);
    expect(await caller().login({ email, password: 'regn i mars' })).toEqual({ ok: false, reason: 'wrong' });
    expect(await caller().login({ email, password: 'snø i april' })).toMatchObject({ ok: true });
    expect(await audited()).toContain('auth.password_changed');
  });

  test('is refused without the old one, and after five tries even with it', async () => {
    await addUser();
    const here = await logIn();
    const change = (current: string) => caller(here).changePassword({ current, password: 'snø i april' });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await change('feil passord')).toEqual({ ok: false, reason: 'wrong' });
    }
    expect(await change('regn i mars')).toMatchObject({ ok: false, reason: 'too_many_tries' });
    expect((await db.user.findFirst())?.passwordHash).toBe(passwordHash);
  });

  test('is refused for one that is too short, or made of one’s own name, and that is no try', async () => {
    await addUser();
    const here = await logIn();
    const change = (password: string) => caller(here).changePassword({ current: 'regn i mars', password });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await change('kort')).toEqual({ ok: false, reason: 'weak', problem: 'too_short' });
    }
    expect(await change('KariNordmann1')).toEqual({ ok: false, reason: 'weak', problem: 'too_common' });
    expect(await change('snø i april')).toEqual({ ok: true });
  });

  test('twice at once changes it once', async () => {
    await addUser();
    const here = await logIn();
    const outcomes = await Promise.all(
      ['snø i april', 'sol i september'].map((password) =>
        caller(here).changePassword({ current: 'regn i mars', password }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('the sessions of a user', () => {
  test('are theirs alone, this browser’s first, and say when and in which browser', async () => {
    await addUser();
    const here = await logIn(firefox);
    clock.advance(60);
    await logIn();
    await db.user.create({
      data: {
        email: 'ola@fjord.example',
        name: 'Ola',
        passwordHash,
        sessions: {
          create: {
            tokenHash: 'x',
            createdAt: clock.now(),
            lastSeenAt: clock.now(),
            expiresAt: here.expiresAt,
          },
        },
      },
    });
    const { sessions } = await caller(here).sessions();
    expect(sessions).toMatchObject([
      { sessionId: here.id, browser: 'Firefox, Windows', isThis: true },
      { browser: '', isThis: false, createdAt: clock.now().toISOString() },
    ]);
  });

  test('end all at once, the one of this browser too', async () => {
    await addUser();
    await logIn();
    const here = await logIn();
    expect(await caller(here).logoutEverywhere()).toEqual({ ok: true });
    expect(await db.session.count()).toBe(0);
    expect(await caller(here).logoutEverywhere()).toEqual({ ok: true });
    expect(await audited()).toEqual(['auth.logged_in', 'auth.logged_in', 'auth.logged_out_everywhere']);
  });
});

describe('a browser', () => {
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  test.each([
    [firefox, 'Firefox, Windows'],
    [`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/140.0.0.0 Mobile Safari/537.36`, 'Chrome, Android'],
    [`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, 'Edge, Windows'],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.4 Safari/605.1.15`, 'Safari, Mac'],
    ['curl/8.5.0', ''],
    ['', ''],
  ])('that says %s is called %s', (userAgent, name) => expect(browserName(userAgent)).toBe(name));
});

describe('being told what waits for a person', () => {
  async function work(userId: UserId, role: string): Promise<string> {
    const organisation = await db.organisation.create({ data: { name: 'Fjord' } });
    const { id } = await db.membership.create({ data: { userId, organisationId: organisation.id, role } });
    return id;
  }
  const wants = async (session: StaffSession) =>
    (await caller(session).notices()).memberships.map((each) => each.wants);

  test('goes by the role as long as nothing else is said, then by what was said', async () => {
    const userId = await addUser();
    const id = idOf<MembershipId>(await work(userId, 'staff'));
    const here = await logIn();
    expect(await wants(here)).toEqual([false]);
    await db.membership.update({ where: { id }, data: { role: 'manager' } });
    expect(await wants(here)).toEqual([true]);
    await caller(here).setNotices({ membershipId: id, wants: false });
    await db.membership.update({ where: { id }, data: { role: 'owner' } });
    expect(await wants(here)).toEqual([false]);
  });

  test('is nobody else’s to decide', async () => {
    const stranger = await db.user.create({
      data: { email: 'stine@fjord.example', name: 'Stine', passwordHash },
    });
    const membershipId = idOf<MembershipId>(await work(idOf<UserId>(stranger.id), 'owner'));
    await addUser();
    const here = await logIn();
    await expect(caller(here).setNotices({ membershipId, wants: false })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await db.membership.findMany()).toMatchObject([{ wantsNotices: null }]);
  });
});
