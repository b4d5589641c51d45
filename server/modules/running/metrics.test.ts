import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { workedQueues } from '#server/jobs/catalog.ts';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { measured } from '#server/modules/notifications/measured-provider.ts';
import { SendFailure, type OutgoingMessage } from '#server/modules/notifications/message-provider.ts';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { idOf, type OfferId } from '#server/platform/ids.schema.ts';
import { processRegistry } from '#server/platform/meters.ts';
import { testDeps } from '#server/testing/deps.ts';
import { comeFree, line, liveOffer, openSalon } from '#server/testing/waitlist-steps.ts';
import { serveWebApp } from '#server/testing/web-app.ts';
import { beat } from './heartbeat.ts';
import { createMetrics } from './metrics.ts';

const deps = await testDeps();
const token = 'a-token-for-the-tests';
const env = { mode: 'test', publicUrl: 'http://ledig.test', trustedProxies: 0 } as const;
const open = serveWebApp(deps, { env: { ...env, metricsToken: token }, patterns: ['/s/:slug'] });
const closed = serveWebApp(deps, { env: { ...env, metricsToken: null } });
beforeEach(async () => {
  await deps.reset();
  processRegistry.resetMetrics();
});

const metrics = createMetrics(deps, workedQueues);

/** The values of a metric, by its labels. */
async function valuesOf(name: string): Promise<Record<string, number>> {
  const lines = (await metrics.read()).split('\n').filter((each) => each.startsWith(name));
  return Object.fromEntries(
    lines.flatMap((each) => {
      const [, own = '', labels = '', value] = /^(\w+)(\{.*\})? (.+)$/.exec(each) ?? [];
      return own === name
        ? [[labels.replaceAll(/[{}"]/g, ''), value === '+Inf' ? Infinity : Number(value)] as const]
        : [];
    }),
  );
}

/** Two times come free at ten; one is declined and accepted by the next, the other is never answered. */
async function aMorning() {
  const { salon, cut, ida } = await openSalon(deps);
  const [kari, ola] = await line(
    deps,
    { salon, service: cut, windows: [{ dateFrom: '2026-06-02' }] },
    {},
    {},
  );
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T12:00+02:00' });
  await deps.runJobs();
  const answer = async (entry: typeof kari, action: 'accept' | 'decline') => {
    const offer = await liveOffer(deps, entry);
    const own = deps.links.signLink('offer', { id: idOf<OfferId>(offer.id), version: offer.linkVersion });
    return answerOffer(deps, { token: own, action, channel: 'web' });
  };
  deps.clock.advance(5);
  await answer(kari, 'decline');
  await deps.runJobs();
  deps.clock.advance(5);
  await answer(ola, 'accept');
  await deps.runJobs();
}

describe('the metrics', () => {
  test('tell what a hand-made morning was', async () => {
    await aMorning();
    expect(await valuesOf('ledig_openings')).toEqual({ 'state=filled': 1 });
    expect(await valuesOf('ledig_offers')).toEqual({ 'state=declined': 1, 'state=accepted': 1 });
    expect(await valuesOf('ledig_fills')).toEqual({ '': 1 });
    const fill = await valuesOf('ledig_time_to_fill_seconds');
    const claim = await valuesOf('ledig_time_to_claim_seconds');
    expect(claim).toEqual({ 'quantile=0.5': 300, 'quantile=0.9': 300 });
    expect(fill['quantile=0.5']).toBeGreaterThanOrEqual(600);
    const messages = await deps.db.message.groupBy({ by: ['channel', 'status'], _count: true });
    expect(await valuesOf('ledig_messages')).toEqual(
      Object.fromEntries(
        messages.map(({ channel, status, _count }) => [`channel=${channel},state=${status}`, _count]),
      ),
    );
  });

  test('forget what is longer ago than a day', async () => {
    await aMorning();
    deps.clock.advance(25 * 60);
    expect(await valuesOf('ledig_fills')).toEqual({ '': 0 });
    expect(await valuesOf('ledig_offers')).toEqual({});
  });

  test('tell what waits in each queue and for how long, and what failed for the last time', async () => {
    const queue = workedQueues[0] ?? '';
    await deps.database.pool.query(
      `INSERT INTO pgboss.job (name, data, start_after, policy) VALUES
        ($1, '{}', now() - interval '90 seconds', 'standard'), ($1, '{}', now(), 'standard'), ($1, '{}', now() + interval '1 hour', 'standard')`,
      [queue],
    );
    await deps.database.pool.query(
      `INSERT INTO pgboss.job (name, data, policy, source_name) VALUES ('dead-letter', '{}', 'standard', $1)`,
      [queue],
    );
    const depth = await valuesOf('ledig_queue_depth');
    expect(depth[`queue=${queue}`]).toBe(2);
    expect(Object.keys(depth)).toHaveLength(workedQueues.length);
    expect((await valuesOf('ledig_queue_oldest_seconds'))[`queue=${queue}`]).toBeGreaterThanOrEqual(90);
    expect((await valuesOf('ledig_dead_letters'))[`queue=${queue}`]).toBe(1);
  });

  test('tell how long no worker was seen', async () => {
    expect(await valuesOf('ledig_worker_seen_seconds')).toEqual({ '': Infinity });
    await beat(deps, randomUUID());
    deps.clock.advance(3);
    expect(await valuesOf('ledig_worker_seen_seconds')).toEqual({ '': 180 });
  });

  test('count the steps of sweeps and their rows, also those that failed', async () => {
    await runSweep(deps, [
      { name: 'good', run: () => Promise.resolve(3) },
      { name: 'bad', run: () => Promise.reject(new Error('broken')) },
    ]);
    expect(await valuesOf('ledig_sweep_steps_total')).toEqual({
      'step=good,outcome=done': 1,
      'step=bad,outcome=failed': 1,
    });
    expect(await valuesOf('ledig_sweep_rows_total')).toEqual({ 'step=good': 3 });
  });

  test('measure a provider, whether it takes a message or refuses it', async () => {
    const message = {} as OutgoingMessage;
    const good = measured({ name: 'good', send: () => Promise.resolve({ providerId: '1' }) });
    const bad = measured({
      name: 'bad',
      send: () => Promise.reject(new SendFailure('permanent', 'twilio:21610')),
    });
    await good.send(message);
    await expect(bad.send(message)).rejects.toThrow('twilio:21610');
    expect(await valuesOf('ledig_provider_send_duration_seconds_count')).toEqual({
      'provider=good,outcome=accepted': 1,
      'provider=bad,outcome=permanent': 1,
    });
  });
});

describe('GET /metrics', () => {
  const read = (origin: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}/metrics`, { headers });

  test('is for who has the token, and nowhere without one', async () => {
    expect((await read(open.origin)).status).toBe(401);
    expect((await read(open.origin, { authorization: 'Bearer guess' })).status).toBe(401);
    const answer = await read(open.origin, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toContain('# TYPE ledig_openings gauge');
    expect((await read(closed.origin, { authorization: 'Bearer null' })).status).toBe(404);
  });

  test('measures requests by the pattern of their route, however many addresses are tried', async () => {
    for (const path of ['/s/fjord', '/s/bakgata', '/wp-login.php', '/.env'])
      await fetch(`${open.origin}${path}`);
    const text = await (await read(open.origin, { authorization: `Bearer ${token}` })).text();
    const counted = [
      ...text.matchAll(/^ledig_http_request_duration_seconds_count\{.*route="([^"]*)".*\} (\d+)$/gm),
    ];
    expect(counted.map(([, route, count]) => [route, Number(count)])).toEqual([
      ['/s/:slug', 2],
      ['other', 2],
    ]);
  });
});
