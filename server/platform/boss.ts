import { PgBoss, type Queue } from 'pg-boss';

export interface BossOptions {
  url: string;
  /** Shown in pg_stat_activity, such as `ledig-worker`. */
  applicationName: string;
  /** At most that many connections; default 4. Jobs sent inside a transaction use that transaction's connection. */
  maxConnections?: number;
  /** Told about errors that no call is waiting for, such as a restarting database; pg-boss carries on by itself. */
  onError: (error: Error) => void;
}

// Nowhere `useListenNotify`: a NOTIFY inside a hot transaction costs half of its throughput, and a queue with it
// polls for deferred jobs only every 30 s.

/** For the web process: sends and does nothing else. `start()` fails while the job store has not been prepared. */
export function createSendingBoss(options: BossOptions): PgBoss {
  return create(options, { supervise: false, schedule: false, migrate: false, createSchema: false });
}

/** For the worker, the one process that prepares the job store, keeps it tidy and works the queues. */
export function createWorkingBoss(options: BossOptions): PgBoss {
  return create(options, { supervise: true, schedule: true, migrate: true, createSchema: true });
}

/**
 * Creates the queues that are missing and brings the others up to date. Only in one process at a time: concurrent
 * creations deadlock.
 * @param queues dead-letter queues before those that name them
 */
export async function ensureQueues(boss: PgBoss, queues: readonly Queue[]): Promise<void> {
  for (const { name, ...options } of queues) {
    await boss.createQueue(name, options);
    // Creating leaves a queue that exists as it was; its policy and partition can't change.
    const { policy: _policy, partition: _partition, ...changeable } = options;
    if (Object.keys(changeable).length > 0) await boss.updateQueue(name, changeable);
  }
}

function create(
  { url, applicationName, maxConnections = 4, onError }: BossOptions,
  role: Pick<
    ConstructorParameters<typeof PgBoss>[0] & object,
    'supervise' | 'schedule' | 'migrate' | 'createSchema'
  >,
): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    application_name: applicationName,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    ...role,
  });
  // Unheard, this event would end the process when the database restarts.
  boss.on('error', onError);
  return boss;
}
