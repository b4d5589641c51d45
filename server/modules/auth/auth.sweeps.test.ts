import { beforeEach, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { idOf, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { startChallenge } from './login-challenge.ts';
import { sessionSweeps } from './auth.sweeps.ts';
import { findSession, sessionLifetimeMs, startSession } from './session.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const fortnight = sessionLifetimeMs / 60_000;
const sweep = () => runSweep(deps, sessionSweeps);

async function addUser() {
  const user = { email: 'kari@fjord.example', name: 'Kari', passwordHash: 'none' };
  const { id } = await db.user.create({ data: user });
  return idOf<UserId>(id);
}

test('a session is removed once it has run out; one in use stays', async () => {
  const userId = await addUser();
  const logIn = () => deps.inTransaction((tx) => startSession(tx, userId));
  await logIn();
  deps.clock.advance(60);
  const { token } = await logIn();

  deps.clock.advance(fortnight - 61);
  expect(await sweep()).toMatchObject({ 'sessions-removed': 0 });
  deps.clock.advance(1);
  expect(await sweep()).toMatchObject({ 'sessions-removed': 1 });
  expect(await findSession(db, token, deps.clock.now())).not.toBeNull();
});

test('one sweep removes a thousand at most, the next goes on', async () => {
  await db.$executeRaw`
    INSERT INTO sessions (user_id, token_hash, created_at, last_seen_at, expires_at)
    SELECT ${await addUser()}::uuid, n::text, at, at, at
    FROM generate_series(1, 1001) n, (SELECT ${deps.clock.now()}::timestamptz AS at) t`;
  expect(await sweep()).toMatchObject({ 'sessions-removed': 1_000 });
  expect(await sweep()).toMatchObject({ 'sessions-removed': 1 });
});

test('a log-in whose code never came is forgotten', async () => {
  const userId = await addUser();
  await deps.inTransaction((tx) => startChallenge(tx, userId));
  expect(await sweep()).toMatchObject({ 'login-challenges-removed': 0 });
  deps.clock.advance(10);
  expect(await sweep()).toMatchObject({ 'login-challenges-removed': 1 });
});
