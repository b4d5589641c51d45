import { Gauge, Registry } from 'prom-client';
import { processRegistry } from '#server/platform/meters.ts';
import type { Deps } from '#server/platform/deps.ts';
import { findWorkerState } from './heartbeat.ts';
import * as figures from './figures.queries.ts';

export interface Metrics {
  contentType: string;
  /** Everything there is to tell, in Prometheus' text format. */
  read(): Promise<string>;
}

interface Sample {
  labels: Record<string, string>;
  value: number;
}

/**
 * What happens in the database, counted when it is asked for, and what this process has measured of itself. Every process tells the same of the
 * database. No label is of a salon or a person.
 * @param queues each has its figures, also while nothing waits in it
 */
export function createMetrics({ db, clock }: Pick<Deps, 'db' | 'clock'>, queues: readonly string[]): Metrics {
  const registry = new Registry();

  function gauge(name: string, help: string, labelNames: string[], samples: () => Promise<Sample[]>): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const found = await samples();
        this.reset();
        for (const { labels, value } of found) this.set(labels, value);
      },
    });
  }

  const now = () => clock.now();
  gauge(
    'ledig_openings',
    'Openings: those open now, and those closed in the last 24 hours',
    ['state'],
    async () =>
      (await figures.countOpenings(db, now())).map(({ state, count }) => ({
        labels: { state },
        value: count,
      })),
  );
  gauge(
    'ledig_offers',
    'Offers: those pending now, and those that ended in the last 24 hours',
    ['state'],
    async () =>
      (await figures.countOffers(db, now())).map(({ state, count }) => ({ labels: { state }, value: count })),
  );
  gauge('ledig_fills', 'Openings that were filled in the last 24 hours', [], async () => {
    const filled = (await figures.countOpenings(db, now())).find(({ state }) => state === 'filled');
    return [{ labels: {}, value: filled?.count ?? 0 }];
  });
  gauge(
    'ledig_time_to_fill_seconds',
    'From a time’s coming free until it was filled, over the last 24 hours',
    ['quantile'],
    async () => quantiles(await figures.timesToFill(db, now())),
  );
  gauge(
    'ledig_time_to_claim_seconds',
    'From an offer until its customer accepted it, over the last 24 hours',
    ['quantile'],
    async () => quantiles(await figures.timesToClaim(db, now())),
  );
  gauge('ledig_messages', 'Messages written in the last 24 hours', ['channel', 'state'], async () =>
    (await figures.countMessages(db, now())).map(({ channel, state, count }) => ({
      labels: { channel, state },
      value: count,
    })),
  );
  const waiting = async (value: (found: figures.QueueFigures | undefined) => number) => {
    const found = await figures.measureQueues(db);
    return queues.map((queue) => ({
      labels: { queue },
      value: value(found.find((one) => one.queue === queue)),
    }));
  };
  gauge('ledig_queue_depth', 'Jobs that could run now', ['queue'], () =>
    waiting((found) => found?.depth ?? 0),
  );
  gauge('ledig_queue_oldest_seconds', 'How long the oldest of them has been waiting', ['queue'], () =>
    waiting((found) => found?.oldestSeconds ?? 0),
  );
  gauge('ledig_dead_letters', 'Jobs that failed for the last time', ['queue'], async () => {
    const found = await figures.countDeadLetters(db);
    return queues.map((queue) => ({
      labels: { queue },
      value: found.find((one) => one.queue === queue)?.count ?? 0,
    }));
  });
  gauge(
    'ledig_worker_seen_seconds',
    'How long no worker has been seen; +Inf while there never was one',
    [],
    async () => {
      const { seenAt } = await findWorkerState(db, now());
      const seconds = seenAt ? Math.max(now().getTime() - seenAt.getTime(), 0) / 1_000 : Infinity;
      return [{ labels: {}, value: seconds }];
    },
  );

  const all = Registry.merge([processRegistry, registry]);
  return { contentType: all.contentType, read: () => all.metrics() };
}

function quantiles({ half, most }: { half: number | null; most: number | null }): Sample[] {
  if (half === null || most === null) return [];
  return [
    { labels: { quantile: '0.5' }, value: half },
    { labels: { quantile: '0.9' }, value: most },
  ];
}
