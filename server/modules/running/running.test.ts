import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { type TestSalon } from '#server/testing/factories.ts';
import { makeOpening } from '#server/testing/waitlist-factories.ts';
import { openSalon } from '#server/testing/waitlist-steps.ts';
import { createCaller } from '#server/trpc/router.ts';
import { createWorkerApp } from '#server/web/worker-app.ts';
import { createServer } from 'node:http';
import { listen } from '#server/web/listen.ts';
import { beat } from './heartbeat.ts';

const deps = await testDeps();
const { pool } = deps.database;
beforeEach(() => deps.reset());

const eva = newId<UserId>();
const owner = (salon: TestSalon) =>
  createCaller({
    deps,
    session: {
      id: newId<SessionId>(),
      expiresAt: new Date('2026-07-01T00:00:00Z'),
      user: { id: eva, email: 'eva@example.com', name: 'Eva', locale: 'nb' },
      salons: [{ ...salon, locale: 'nb', accentColour: null, role: 'owner' }],
    },
    address: '192.0.2.1',
    locale: 'nb',
    transport: 'page',
  });

/** A job that was given up, as the job store keeps it. */
async function giveUp(queue: string, data: object, error: string | null = 'TypeError'): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO pgboss.job (id, name, data, policy, source_name, source_retry_count, source_output)
     VALUES ($1, 'dead-letter', $2, 'standard', $3, 5, $4)`,
    [id, data, queue, error === null ? null : { error }],
  );
  return id;
}

const queued = async (queue: string) =>
  (await pool.query<{ data: unknown }>('SELECT data FROM pgboss.job WHERE name = $1', [queue])).rows.map(
    ({ data }) => data,
  );

async function aSalonWithAnOpening() {
  const { salon, ida } = await openSalon(deps);
  const opening = await makeOpening(deps.db, { employee: ida, startsAt: '2026-06-02T12:00+02:00' });
  return { salon, opening };
}

describe('what was given up', () => {
  test('is listed for its salon alone, with what it was, why, and how often it was tried', async () => {
    const { salon, opening } = await aSalonWithAnOpening();
    const other = await aSalonWithAnOpening();
    const id = await giveUp(
      'waitlist.match-opening',
      { openingId: opening.id },
      'PrismaClientKnownRequestError',
    );
    await giveUp('waitlist.match-opening', { openingId: other.opening.id });
    await giveUp('waitlist.sweep', {});
    await giveUp('messages.send', { messageId: 'no id at all' }, 'ZodError');
    expect(await owner(salon).running.failed({ salonId: salon.id })).toEqual({
      total: 1,
      jobs: [{ id, work: 'match', failure: 'database', tries: 6, failedAt: expect.any(String) }],
    });
  });

  test('goes back to its queue when it is tried again, once, and the act is audited', async () => {
    const { salon, opening } = await aSalonWithAnOpening();
    const jobId = await giveUp('waitlist.match-opening', { openingId: opening.id });
    const retry = () => owner(salon).running.retry({ salonId: salon.id, jobId });
    const counts = await Promise.all([retry(), retry()]);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(1);
    expect(await queued('waitlist.match-opening')).toEqual([{ openingId: opening.id }]);
    expect(await queued('dead-letter')).toEqual([]);
    expect(await deps.db.auditEvent.findMany()).toMatchObject([
      { action: 'job.retried', actorId: eva, salonId: salon.id, data: { count: 1 } },
    ]);
    expect(await deps.runJobs()).toContain('waitlist.match-opening');
  });

  test('can all be tried again at once, and nothing of another salon is', async () => {
    const { salon, opening } = await aSalonWithAnOpening();
    const other = await aSalonWithAnOpening();
    await giveUp('waitlist.match-opening', { openingId: opening.id });
    await giveUp('waitlist.match-opening', { openingId: opening.id });
    const theirs = await giveUp('waitlist.match-opening', { openingId: other.opening.id });
    expect(await owner(salon).running.retry({ salonId: salon.id, jobId: theirs })).toEqual({ count: 0 });
    expect(await owner(salon).running.retry({ salonId: salon.id })).toEqual({ count: 2 });
    expect(await queued('dead-letter')).toEqual([{ openingId: other.opening.id }]);
  });

  test('is gone when it is dropped, and another salon’s stays', async () => {
    const { salon, opening } = await aSalonWithAnOpening();
    const other = await aSalonWithAnOpening();
    const jobId = await giveUp('waitlist.match-opening', { openingId: opening.id });
    const theirs = await giveUp('waitlist.match-opening', { openingId: other.opening.id });
    const drop = (id: string) => owner(salon).running.drop({ salonId: salon.id, jobId: id });
    expect(await drop(theirs)).toEqual({ count: 0 });
    expect(await drop(jobId)).toEqual({ count: 1 });
    expect(await queued('dead-letter')).toEqual([{ openingId: other.opening.id }]);
    expect(await deps.db.auditEvent.findMany()).toMatchObject([{ action: 'job.dropped' }]);
  });

  test('is told to the owner on the day’s page, and to nobody who could do nothing about it', async () => {
    const { salon, opening } = await aSalonWithAnOpening();
    await giveUp('waitlist.match-opening', { openingId: opening.id });
    expect(await owner(salon).report.attention({ salonId: salon.id })).toMatchObject({ failedJobs: 1 });
  });
});

describe('a worker', () => {
  const state = (salon: TestSalon) => owner(salon).running.worker({ salonId: salon.id });

  test('is missed after two minutes without a word, and there again with the next', async () => {
    const { salon } = await openSalon(deps);
    expect(await state(salon)).toEqual({ isSilent: true, seenAt: null });
    const id = randomUUID();
    await beat(deps, id);
    const seenAt = deps.clock.now().toISOString();
    deps.clock.advance(2);
    expect(await state(salon)).toEqual({ isSilent: false, seenAt });
    deps.clock.advance(0.1);
    expect(await state(salon)).toEqual({ isSilent: true, seenAt });
    await beat(deps, id);
    expect(await state(salon)).toMatchObject({ isSilent: false });
  });

  test('is not missed while another one is there', async () => {
    const { salon } = await openSalon(deps);
    await beat(deps, randomUUID());
    deps.clock.advance(10);
    await beat(deps, randomUUID());
    expect(await state(salon)).toMatchObject({ isSilent: false });
    expect(await deps.db.worker.count()).toBe(2);
  });

  test('that ended a week ago is forgotten', async () => {
    await beat(deps, randomUUID());
    deps.clock.set(minutesAfter(deps.clock.now(), 8 * 24 * 60));
    await beat(deps, randomUUID());
    expect(await deps.db.worker.count()).toBe(1);
  });

  test('says over HTTP whether it is at work', async () => {
    const server = createServer(createWorkerApp({ metricsToken: null }, deps));
    await listen(server, 0);
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
    expect(await ready()).toBe(503);
    await beat(deps, randomUUID());
    expect(await ready()).toBe(200);
    deps.clock.advance(3);
    expect(await ready()).toBe(503);
    server.close();
  });
});
