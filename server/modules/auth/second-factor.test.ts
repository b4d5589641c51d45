import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { idOf, type UserId } from '#server/platform/ids.schema.ts';
import { createRateLimits } from '#server/platform/rate-limit.ts';
import { createSealer } from '#server/platform/sealer.ts';
import { testDeps } from '#server/testing/deps.ts';
import { createCaller } from '#server/trpc/router.ts';
import { hashPassword } from './password.ts';
import { newRecoveryCodes, newSecret, stepOfCode } from './second-factor.rules.ts';
import { findSession, startSession, type StaffSession } from './session.ts';

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
const password = 'regn i mars';
const passwordHash = await hashPassword(password);
const email = 'kari@fjord.example';

beforeEach(() => testing.reset());

const wrong = { ok: false, reason: 'wrong' };
const caller = (session: StaffSession | null = null) =>
  createCaller({ deps, session, address: '192.0.2.1', locale: 'nb', transport: 'page' }).auth;

async function addUser(): Promise<StaffSession> {
  const { id } = await db.user.create({ data: { email, name: 'Kari', passwordHash, locale: 'nb' } });
  const { token } = await deps.inTransaction((tx) => startSession(tx, idOf<UserId>(id)));
  const session = await findSession(db, token, clock.now());
  if (!session) throw new Error('no session');
  return session;
}

/** What somebody's app shows so many steps from now. */
function codeOf(secret: string, steps = 0): string {
  const timestamp = clock.now().getTime() + steps * 30_000;
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });
}

async function beginSetup(session: StaffSession): Promise<string> {
  expect(await caller(session).startSecondFactor({ password })).toEqual({ ok: true });
  const factor = await caller(session).secondFactor();
  if (factor.state !== 'setup') throw new Error(factor.state);
  return factor.secret;
}

/** Somebody whose log-in asks for codes, the last of which is a while ago. */
async function withSecondFactor() {
  const session = await addUser();
  const secret = await beginSetup(session);
  const outcome = await caller(session).confirmSecondFactor({ code: codeOf(secret) });
  if (!outcome.ok) throw new Error(outcome.reason);
  clock.advance(5);
  return { session, secret, recoveryCodes: outcome.recoveryCodes };
}

async function challenge(): Promise<string> {
  const outcome = await caller().login({ email, password });
  if (outcome.ok || outcome.reason !== 'code_needed') throw new Error('no code was asked for');
  return outcome.challenge;
}

const logInWith = async (code: string) => caller().confirmLogin({ challenge: await challenge(), code });

describe('a code', () => {
  // RFC 6238, appendix B, with the last six of its eight digits.
  const secret = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32;
  test.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [20_000_000_000, '353130', 666_666_666],
  ])('at second %i is %s', (second, code, step) => {
    expect(stepOfCode(secret, code, new Date(second * 1_000))).toBe(step);
  });

  test('holds one step before and after its own, and no longer', () => {
    const own = newSecret();
    const now = new Date('2026-06-01T10:00:10Z');
    const at = (seconds: number) =>
      TOTP.generate({ secret: Secret.fromBase32(own), timestamp: now.getTime() + seconds * 1_000 });
    const found = [-60, -30, 0, 30, 60].map((seconds) => stepOfCode(own, at(seconds), now) !== null);
    expect(found).toEqual([false, true, true, true, false]);
  });

  test('for recovery is none twice', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-km-np-z02-9]{4}-){3}[a-km-np-z02-9]{4}$/);
  });
});

describe('setting it up', () => {
  test('asks for the password, and changes nothing before the first code', async () => {
    const session = await addUser();
    expect(await caller(session).startSecondFactor({ password: 'gal' })).toEqual(wrong);
    expect(await caller(session).secondFactor()).toEqual({ state: 'off' });
    const secret = await beginSetup(session);
    expect(await caller().login({ email, password })).toMatchObject({ ok: true });
    expect(await caller(session).confirmSecondFactor({ code: '000000' })).toEqual(wrong);
    expect(await caller(session).confirmSecondFactor({ code: codeOf(secret) })).toMatchObject({ ok: true });
    expect(await caller(session).secondFactor()).toMatchObject({ state: 'on', codesLeft: 10 });
  });

  test('keeps neither the secret nor a recovery code as it is', async () => {
    const { secret, recoveryCodes } = await withSecondFactor();
    const kept = JSON.stringify([await db.secondFactor.findMany(), await db.recoveryCode.findMany()]);
    expect(kept).not.toContain(secret);
    for (const code of recoveryCodes) expect(kept).not.toContain(code);
  });

  test('is over after half an hour', async () => {
    const session = await addUser();
    const secret = await beginSetup(session);
    clock.advance(30);
    expect(await caller(session).secondFactor()).toEqual({ state: 'off' });
    expect(await caller(session).confirmSecondFactor({ code: codeOf(secret) })).toEqual({
      ok: false,
      reason: 'over',
    });
  });

  test('once more from an old page leaves the one that is on', async () => {
    const { session, secret } = await withSecondFactor();
    await caller(session).startSecondFactor({ password });
    expect(await logInWith(codeOf(secret))).toMatchObject({ ok: true });
  });

  test('is audited, without the code', async () => {
    const { session } = await withSecondFactor();
    expect(await db.auditEvent.findMany()).toMatchObject([
      { action: 'auth.second_factor_on', actorId: session.user.id, data: {} },
    ]);
  });
});

describe('logging in', () => {
  test('asks for the code after the right password, and for nothing after a wrong one', async () => {
    const { secret } = await withSecondFactor();
    const before = await db.session.count();
    expect(await caller().login({ email, password: 'gal' })).toEqual(wrong);
    const open = await challenge();
    expect(await db.session.count()).toBe(before);
    expect(await caller().confirmLogin({ challenge: open, code: '000000' })).toEqual(wrong);
    const outcome = await caller().confirmLogin({ challenge: open, code: codeOf(secret) });
    expect(outcome.ok && (await findSession(db, outcome.token, clock.now()))).toMatchObject({
      user: { email },
    });
  });

  test('takes a code once, also for another log-in, and none from before it', async () => {
    const { secret } = await withSecondFactor();
    expect(await logInWith(codeOf(secret))).toMatchObject({ ok: true });
    expect(await logInWith(codeOf(secret))).toEqual(wrong);
    expect(await logInWith(codeOf(secret, -1))).toEqual(wrong);
    expect(await logInWith(codeOf(secret, 1))).toMatchObject({ ok: true });
  });

  test('takes a code once when several come at the same time', async () => {
    const { secret } = await withSecondFactor();
    const open = [];
    for (let count = 0; count < 6; count += 1) open.push(await challenge());
    const outcomes = await Promise.all(
      open.map((each) => caller().confirmLogin({ challenge: each, code: codeOf(secret) })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('takes each recovery code once, however it is typed', async () => {
    const { recoveryCodes, session } = await withSecondFactor();
    const [code = ''] = recoveryCodes;
    expect(await logInWith(` ${code.toUpperCase().replaceAll('-', ' ')}`)).toMatchObject({ ok: true });
    expect(await logInWith(code)).toEqual(wrong);
    expect(await caller(session).secondFactor()).toMatchObject({ codesLeft: 9 });
  });

  test('is refused after five wrong codes, from wherever, even with the right one', async () => {
    const { secret } = await withSecondFactor();
    for (let tries = 0; tries < 5; tries += 1) expect(await logInWith('000000')).toEqual(wrong);
    expect(await logInWith(codeOf(secret))).toMatchObject({ ok: false, reason: 'too_many_tries' });
  });

  test('has to begin anew after ten minutes, and when the password was changed meanwhile', async () => {
    const { secret, session } = await withSecondFactor();
    const over = { ok: false, reason: 'over' };
    const late = await challenge();
    clock.advance(10);
    expect(await caller().confirmLogin({ challenge: late, code: codeOf(secret) })).toEqual(over);
    const open = await challenge();
    await caller(session).changePassword({ current: password, password: 'snø i april' });
    expect(await caller().confirmLogin({ challenge: open, code: codeOf(secret) })).toEqual(over);
  });

  test('is not for an account that was shut meanwhile', async () => {
    const { secret } = await withSecondFactor();
    const open = await challenge();
    await db.user.updateMany({ data: { disabledAt: clock.now() } });
    expect(await caller().confirmLogin({ challenge: open, code: codeOf(secret) })).toEqual({
      ok: false,
      reason: 'over',
    });
  });

  test('uses a step up once, whatever key the secret is kept with, and then keeps it with the newest', async () => {
    const { secret } = await withSecondFactor();
    const known = { id: 'test', secret: 'a-key-for-tests-and-nothing-but-tests' };
    const sealer = createSealer([
      { id: 'new', secret: 'a-newer-key-for-tests-and-nothing-but-tests' },
      known,
    ]);
    const later = createCaller({
      deps: { ...deps, sealer },
      session: null,
      address: '192.0.2.1',
      locale: 'nb',
      transport: 'page',
    });
    const open = await challenge();
    expect(await later.auth.confirmLogin({ challenge: open, code: codeOf(secret) })).toMatchObject({
      ok: true,
    });
    const factor = await db.secondFactor.findFirstOrThrow();
    expect(sealer.isStale(factor.sealedSecret)).toBe(false);
    expect(sealer.open(factor.userId, factor.sealedSecret)).toBe(secret);
  });
});

describe('turning it off', () => {
  test('asks for the password; logging in asks for no code then', async () => {
    const { session } = await withSecondFactor();
    expect(await caller(session).endSecondFactor({ password: 'gal' })).toEqual(wrong);
    expect(await caller(session).secondFactor()).toMatchObject({ state: 'on' });
    expect(await caller(session).endSecondFactor({ password })).toEqual({ ok: true });
    expect(await caller().login({ email, password })).toMatchObject({ ok: true });
    expect(await db.recoveryCode.count()).toBe(0);
  });

  test('five wrong passwords are enough', async () => {
    const { session } = await withSecondFactor();
    for (let tries = 0; tries < 5; tries += 1) await caller(session).endSecondFactor({ password: 'gal' });
    expect(await caller(session).endSecondFactor({ password })).toMatchObject({ reason: 'too_many_tries' });
  });
});

describe('new recovery codes', () => {
  test('ask for the password, and those from before are good for nothing', async () => {
    const { session, recoveryCodes } = await withSecondFactor();
    expect(await caller(session).renewRecoveryCodes({ password: 'gal' })).toEqual(wrong);
    const outcome = await caller(session).renewRecoveryCodes({ password });
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(await logInWith(recoveryCodes[0] ?? '')).toEqual(wrong);
    expect(await logInWith(outcome.recoveryCodes[0] ?? '')).toMatchObject({ ok: true });
  });

  test('are for who has a second factor', async () => {
    expect(await caller(await addUser()).renewRecoveryCodes({ password })).toEqual({
      ok: false,
      reason: 'over',
    });
  });
});
