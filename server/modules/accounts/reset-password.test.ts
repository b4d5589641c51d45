import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { idOf, type UserId } from '#server/platform/ids.schema.ts';
import { createRateLimits } from '#server/platform/rate-limit.ts';
import { testDeps } from '#server/testing/deps.ts';
import { createCaller } from '#server/trpc/router.ts';
import { startChallenge } from '../auth/login-challenge.ts';
import { hashPassword } from '../auth/password.ts';
import { startSession } from '../auth/session.ts';
import { newestMail } from './accounts.fixtures.ts';
import { accountSweeps } from './accounts.sweeps.ts';

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
const newPassword = 'snø i april';

beforeEach(() => testing.reset());

const caller = (address = '192.0.2.1') =>
  createCaller({ deps, session: null, address, locale: 'nb', transport: 'page' });
const ask = (to = email, address?: string) => caller(address).password.request({ email: to });
const set = (token: string, password = newPassword) => caller().password.setByToken({ token, password });
const view = (token: string) => caller().password.byToken({ token });
const logIn = (password: string) => caller().auth.login({ email, password });
const over = { ok: false, reason: 'over' };

async function addUser(): Promise<UserId> {
  const { id } = await db.user.create({ data: { email, name: 'Kari Nordmann', passwordHash, locale: 'nb' } });
  return idOf<UserId>(id);
}

async function askedFor(): Promise<{ userId: UserId; token: string }> {
  const userId = await addUser();
  await ask();
  const mail = await newestMail(testing, email);
  if (!mail) throw new Error('no mail');
  return { userId, token: mail.token };
}

describe('who forgot the password', () => {
  test('gets a link by e-mail, in their language, which is kept nowhere', async () => {
    const { token } = await askedFor();
    await testing.runJobs();
    expect(await newestMail(testing, email)).toMatchObject({
      subject: 'Lag et nytt passord',
      status: 'sent',
    });
    const kept = [await db.passwordReset.findMany(), await db.message.findMany()];
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test('sets a new one with it, and is logged in nowhere any more', async () => {
    const { userId, token } = await askedFor();
    await deps.inTransaction((tx) => startSession(tx, userId));
    await deps.inTransaction((tx) => startChallenge(tx, userId));
    expect(await view(token)).toEqual({ outcome: 'open', email });
    expect(await set(token)).toEqual({ ok: true });
    expect([await db.session.count(), await db.loginChallenge.count()]).toEqual([0, 0]);
    expect(await logIn('regn i mars')).toEqual({ ok: false, reason: 'wrong' });
    expect(await logIn(newPassword)).toMatchObject({ ok: true });
    expect(await db.auditEvent.findFirst()).toMatchObject({
      action: 'auth.password_reset',
      actorId: userId,
      data: { sessionsEnded: 1 },
    });
  });

  test('may log in at once, even after too many tries', async () => {
    const { token } = await askedFor();
    for (let tries = 0; tries < 6; tries += 1) await logIn('gal');
    await set(token);
    expect(await logIn(newPassword)).toMatchObject({ ok: true });
  });
});

describe('the link', () => {
  test('works once, also when it is used twice at the same time', async () => {
    const { token } = await askedFor();
    const outcomes = await Promise.all([set(token), set(token, 'sol i september')]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await set(token)).toEqual(over);
    expect(await view(token)).toEqual({ outcome: 'over' });
  });

  test('changes nothing when it is looked at, or when the password is weak', async () => {
    const { token } = await askedFor();
    await view(token);
    expect(await set(token, 'karinordmann1')).toEqual({ ok: false, reason: 'weak', problem: 'too_common' });
    expect(await db.user.findFirst()).toMatchObject({ passwordHash });
    expect(await set(token)).toEqual({ ok: true });
  });

  test('works for half an hour', async () => {
    const { token } = await askedFor();
    clock.advance(30);
    expect(await view(token)).toEqual({ outcome: 'over' });
    expect(await set(token)).toEqual(over);
    expect(await runSweep(testing, accountSweeps)).toMatchObject({ 'password-resets-removed': 1 });
  });

  test('takes the place of the one before', async () => {
    const { token } = await askedFor();
    clock.advance(1);
    await ask();
    const newer = await newestMail(testing, email);
    expect(await set(token)).toEqual(over);
    expect(await set(newer?.token ?? '')).toEqual({ ok: true });
  });

  test('is not sent any more once another one has taken its place', async () => {
    await askedFor();
    clock.advance(1);
    await ask();
    await testing.runJobs();
    const statuses = await db.message.findMany({ select: { status: true }, orderBy: { status: 'asc' } });
    expect(statuses.map(({ status }) => status)).toEqual(['cancelled', 'sent']);
  });

  test('is one when two ask at once', async () => {
    await addUser();
    expect(await Promise.all([ask(), ask()])).toEqual([{ ok: true }, { ok: true }]);
    expect(await db.passwordReset.count()).toBe(1);
  });

  test('of another kind, or that nobody signed, is unknown', async () => {
    await askedFor();
    const { id } = await db.passwordReset.findFirstOrThrow();
    const other = deps.links.signLink('invitation', { id, version: 1 });
    expect(await view(other)).toEqual({ outcome: 'unknown' });
    expect(await set(other)).toEqual({ ok: false, reason: 'unknown' });
    expect(await set('nonsense')).toEqual({ ok: false, reason: 'unknown' });
  });

  test('is nothing for an account that was shut', async () => {
    const { userId, token } = await askedFor();
    await db.user.update({ where: { id: userId }, data: { disabledAt: clock.now() } });
    expect(await view(token)).toEqual({ outcome: 'over' });
    expect(await set(token)).toEqual(over);
  });
});

describe('a stranger who types an address', () => {
  test('sees the same, and waits as long, whether it has an account or not', async () => {
    const seen = async () => {
      testing.paused.length = 0;
      return { answer: await ask(), paused: [...testing.paused] };
    };
    const unknown = await seen();
    expect(await newestMail(testing, email)).toBeNull();
    const userId = await addUser();
    const known = await seen();
    expect(known).toEqual(unknown);
    expect(known.paused).toEqual([expect.any(Number)]);
    await db.user.update({ where: { id: userId }, data: { disabledAt: clock.now() } });
    expect(await seen()).toEqual(unknown);
    expect(await db.message.count()).toBe(1);
  });

  test('is stopped after three for one account, known or not, from wherever', async () => {
    await addUser();
    for (const to of [email, 'nobody@fjord.example']) {
      const answers = [];
      for (let count = 0; count < 4; count += 1) answers.push(await ask(to, `192.0.2.${count + 1}`));
      expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false]);
      expect(answers[3]).toMatchObject({ reason: 'too_many_tries' });
    }
    expect(await db.message.count()).toBe(3);
  });

  test('is stopped after ten for many accounts', async () => {
    const answers = [];
    for (let count = 0; count < 11; count += 1) answers.push(await ask(`nobody-${count}@fjord.example`));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
  });
});
