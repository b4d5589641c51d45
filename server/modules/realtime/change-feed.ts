import { Pool } from 'pg';
import { createOutageLog } from '#server/jobs/outage-log.ts';
import { AppError } from '#server/platform/errors.ts';
import type { SalonId, SessionId } from '#server/platform/ids.schema.ts';
import type { Logger } from '#server/platform/logger.ts';
import { readChanges, readHorizon, readMissed, type FeedRow, type Position } from './changes.queries.ts';
import type { Topic } from './realtime.schema.ts';
import { Watcher } from './watcher.ts';

/** Time between two looks. Half of it is what a change waits on average; docs/decisions/023 tells why it is asked for at all. */
const lookEveryMs = 50;
/** With the database away, looks are further and further apart, up to this. */
const longestPauseMs = 5_000;
/** How long a stream outlives its session at most. */
const checkEveryMs = 1_000;

/** Who watches, and of what salon. */
export interface Access {
  sessionId: SessionId;
  salonId: SalonId;
}

export interface WatchOptions extends Access {
  topics: readonly Topic[];
  /** The last change that the reader has had. Left out: from now on. */
  after?: Position | undefined;
  /** Aborted when the reader is gone. */
  signal: AbortSignal;
}

/** What happens in the database, whichever process did it. */
export interface Changes {
  /**
   * The place is taken before it returns: whoever reads the rows after that, and listens, misses nothing.
   * The stream ends with `unauthenticated` when the session does, and with `busy` for a reader who falls behind.
   */
  watch(options: WatchOptions): Promise<AsyncGenerator<FeedRow, void, undefined>>;
  /** Ends all streams, and each new one at once. */
  close(): Promise<void>;
}

export interface ChangeFeedOptions {
  url: string;
  /** Shown in pg_stat_activity, such as `ledig-web-changes`. */
  applicationName: string;
  logger: Pick<Logger, 'warn'>;
  /** Which of these have no right to it any more. Asked once for all who watch. */
  findEnded: (watching: readonly Access[]) => Promise<Access[]>;
}

/**
 * Tails the change feed for all streams of a process: one small query twenty times a second while anybody listens, and none while nobody
 * does. It has connections of its own, so that a busy process does not hold it up. When they break it tries again, later each time, and
 * goes on from where it was.
 */
export function createChangeFeed({ url, applicationName, logger, findEnded }: ChangeFeedOptions): Changes {
  const pool = new Pool({
    connectionString: url,
    application_name: applicationName,
    max: 2, // the tail, and readers who catch up
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    // The heartbeat: a database that does not answer a look is taken to be gone.
    query_timeout: 5_000,
  });
  const onOutage = createOutageLog(logger, 'the change feed can’t reach the database');
  // Unheard, the error of an idle connection would end the process.
  pool.on('error', onOutage);

  const watchers = new Set<Watcher>();
  /** Up to where all who watch have been told. Null while the tail rests. */
  let position: Position | null = null;
  let starting: Promise<void> | null = null;
  let running: Promise<void> = Promise.resolve();
  let isClosed = false;
  let wakeUp: () => void = () => undefined;

  /** Returns when there is a position. */
  function start(): Promise<void> {
    if (position) return Promise.resolve();
    starting ??= readHorizon(pool)
      .then((horizon) => {
        running = tail(horizon);
      })
      .finally(() => (starting = null));
    return starting;
  }

  async function tail(from: Position): Promise<void> {
    position = from;
    let failures = 0;
    let checkedAt = performance.now();
    while (watchers.size > 0 && !isClosed) {
      try {
        const read = await readChanges(pool, position);
        position = read.position;
        deliver(read.rows);
        if (performance.now() - checkedAt >= checkEveryMs) {
          await letGoOfEnded();
          checkedAt = performance.now();
        }
        failures = 0;
        if (!read.isAll) continue;
      } catch (error) {
        failures += 1;
        onOutage(error);
      }
      await pause(Math.min(lookEveryMs * 2 ** failures, longestPauseMs));
    }
    position = null;
  }

  function deliver(rows: readonly FeedRow[]): void {
    for (const watcher of watchers) {
      for (const row of rows) {
        if (watcher.wants(row) && !watcher.hand(row)) break;
      }
    }
  }

  async function letGoOfEnded(): Promise<void> {
    const ended = new Set((await findEnded([...watchers])).map(keyOf));
    for (const watcher of watchers) {
      if (ended.has(keyOf(watcher))) watcher.end(new AppError('unauthenticated'));
    }
  }

  async function pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** What the reader missed comes first; what happens meanwhile waits for it. */
  async function* stream(
    watcher: Watcher,
    missed: { after: Position; until: Position } | null,
    signal: AbortSignal,
  ): AsyncGenerator<FeedRow, void, undefined> {
    try {
      for (let rest = missed; rest !== null;) {
        const { rows, isAll } = await readMissed(pool, { salonId: watcher.salonId, ...rest });
        yield* rows.filter((row) => watcher.wants(row));
        rest = isAll ? null : { ...rest, after: rows.at(-1)!.position };
      }
      yield* watcher.rows(signal);
    } finally {
      watchers.delete(watcher);
    }
  }

  return {
    async watch({ after, signal, ...who }) {
      const watcher = new Watcher(who);
      // Its reader asks again in a second, and gets another process.
      if (isClosed) {
        watcher.end(null);
        return watcher.rows(signal);
      }
      watchers.add(watcher);
      // A stream that nobody begins to read never gets to its end.
      signal.addEventListener('abort', () => watchers.delete(watcher), { once: true });
      try {
        await start();
      } catch (error) {
        watchers.delete(watcher);
        throw new AppError('busy', { retryAfter: 1, cause: error });
      }
      return stream(watcher, after && position ? { after, until: position } : null, signal);
    },

    async close() {
      isClosed = true;
      for (const watcher of watchers) watcher.end(null);
      wakeUp();
      await running;
      await pool.end();
    },
  };
}

const keyOf = ({ sessionId, salonId }: Access) => `${sessionId} ${salonId}`;
