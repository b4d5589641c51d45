import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { urlOfDatabase, withClient } from '#scripts/database-connection.ts';
import { beat } from '#server/modules/running/heartbeat.ts';
import { json, standIn } from '#server/modules/notifications/stand-in.fixtures.ts';
import { createTransactions } from '#server/platform/tx.ts';
import { makeSalon } from '#server/testing/factories.ts';
import { testDeps } from '#server/testing/deps.ts';
import { examine } from './examine.ts';

const deps = await testDeps();
const provider = standIn(json(200, { sid: 'AC1', status: 'active', ID: 1, Name: 'Ledig' }));
beforeEach(() => deps.reset());

const url = deps.database.url;
const sound = {
  LEDIG_MODE: 'production',
  DATABASE_URL: url,
  PUBLIC_URL: 'https://ledig.example',
  LINK_KEYS: 'k1:a-link-key-that-is-long-enough-for-it',
  DATA_KEYS: 'k1:a-data-key-that-is-long-enough-for-it',
  CRON_KEY: 'a-cron-key-that-is-long',
  METRICS_TOKEN: 'a-metrics-token-of-ours',
  TRUSTED_PROXIES: '1',
  SMS_PROVIDER: 'twilio',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a-secret-token-of-twilio',
  TWILIO_FROM: '+4790000000',
  EMAIL_PROVIDER: 'postmark',
  POSTMARK_SERVER_TOKEN: 'a-secret-token-of-postmark',
  POSTMARK_FROM: 'ledig@example.com',
  POSTMARK_WEBHOOK_SECRET: 'a-webhook-secret-of-ours',
};
type Variables = Record<string, string | undefined>;

const look = (changes: Variables = {}) =>
  examine({ ...sound, ...changes }, { twilio: provider.url, postmark: provider.url });
/** What is not as it should be. */
const faults = async (changes: Variables = {}) =>
  (await look(changes)).filter(({ state }) => state !== 'ok').map(({ state, what }) => `${state} ${what}`);

/** A worker that was there just now, by the database's own clock. */
async function workerIsThere(): Promise<void> {
  const { clock: _still, ...own } = deps;
  const boss = { insert: () => Promise.reject(new Error('nothing is queued')) };
  await beat({ ...own, inTransaction: createTransactions({ db: deps.database.prisma, boss }) }, randomUUID());
}

test('a sound installation has nothing to complain of, and none of its secrets is said', async () => {
  await workerIsThere();
  expect(await faults()).toEqual([]);
  const said = JSON.stringify(await look());
  for (const [name, value] of Object.entries(sound))
    if (/KEY|TOKEN|SECRET/.test(name)) expect(said).not.toContain(value);
});

test('a setting that is missing is named', async () => {
  expect(await faults({ CRON_KEY: undefined, LINK_KEYS: 'short' })).toEqual([
    expect.stringMatching(/^FAIL LINK_KEYS /),
    'FAIL CRON_KEY is not set',
  ]);
});

test('a worker that has stopped is missed', async () => {
  expect(await faults()).toEqual(['FAIL worker: none has ever run']);
  await deps.database.pool.query(
    `INSERT INTO workers (id, started_at, seen_at) VALUES (gen_random_uuid(), now() - interval '1 hour', now() - interval '10 minutes')`,
  );
  expect(await faults()).toEqual(['FAIL worker: not seen for 10 minutes']);
});

test('work that waits, and work that was given up, are told', async () => {
  await workerIsThere();
  await deps.database.pool.query(
    `INSERT INTO pgboss.job (name, data, start_after, policy)
     VALUES ('messages.send', '{}', now() - interval '5 minutes', 'standard'), ('dead-letter', '{}', now(), 'standard')`,
  );
  expect(await faults()).toEqual(['warn jobs: the oldest has waited for 5 minutes', 'warn dead letters: 1']);
});

test('SMS that a quota keeps back are told', async () => {
  await workerIsThere();
  const { id } = await makeSalon(deps.db);
  await deps.database.pool.query(
    `INSERT INTO messages (salon_id, channel, template, locale, recipient, status, last_error, failure, idempotency_key, created_at)
     VALUES ($1, 'sms', 'offer', 'nb', '+4741234567', 'blocked', 'quota', 'trouble', 'kept-back', now())`,
    [id],
  );
  expect(await faults()).toEqual(['warn SMS quota: 1 kept back in the last day, of 1 salon(s)']);
});

test('credentials that a provider refuses are told, by its own code', async () => {
  await workerIsThere();
  provider.answers = (response, asked) =>
    asked.path.startsWith('/2010')
      ? json(401, { code: 20003, message: 'Authenticate', status: 401 })(response, asked)
      : json(401, { ErrorCode: 10, Message: 'Bad token' })(response, asked);
  expect(await faults()).toEqual([
    'FAIL SMS by Twilio: refuses us (twilio:20003)',
    'FAIL e-mail by Postmark: refuses us (postmark:10)',
  ]);
  expect(provider.asked.map(({ method }) => method)).toEqual(['GET', 'GET']);
});

test('a provider that has a bad moment is no fault of ours', async () => {
  await workerIsThere();
  provider.answers = json(503, {});
  expect(await faults()).toEqual([
    expect.stringMatching(/^warn SMS by Twilio: gave no clear answer/),
    expect.stringMatching(/^warn e-mail by Postmark: gave no clear answer/),
  ]);
});

test('a database that was never migrated is told, look by look', async () => {
  const name = `${new URL(url).pathname.slice(1)}_bare`;
  await deps.database.pool.query(`CREATE DATABASE ${name}`);
  try {
    const said = await faults({ DATABASE_URL: urlOfDatabase(url, name) });
    expect(said[0]).toMatch(/^FAIL migrations: relation "_prisma_migrations" does not exist/);
    expect(said).toContainEqual(expect.stringMatching(/^FAIL worker: /));
  } finally {
    await withClient(url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
});

test('a database that is not there is told in a sentence', async () => {
  expect(await faults({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })).toEqual([
    "FAIL The database server can't be reached: is DATABASE_URL right?",
  ]);
});

test('the demo’s keys are good for the demo, and said to be so', async () => {
  await workerIsThere();
  const said = await examine({ LEDIG_MODE: 'demo', DATABASE_URL: url });
  expect(said.some(({ state }) => state === 'FAIL')).toBe(false);
  expect(said.find(({ what }) => what.startsWith('CRON_KEY'))).toMatchObject({ state: 'warn' });
  expect(said.filter(({ what }) => what.includes('stays in the inbox'))).toHaveLength(2);
});
