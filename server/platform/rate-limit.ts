import { isIPv6 } from 'node:net';
import { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pseudonym } from './crypto.ts';
import { rateLimits, type LimitName } from './rate-limits.ts';

export type LimitAnswer = { ok: true } | { ok: false; retryAfterSeconds: number };

/** Counts in the database, so that several web processes share one count. */
export interface RateLimits {
  /**
   * Counts one use.
   * @param subject whom it counts for; kept only as a keyed hash
   */
  consume(limit: LimitName, subject: string): Promise<LimitAnswer>;
  /** Whether another use would still be allowed; counts nothing. */
  check(limit: LimitName, subject: string): Promise<LimitAnswer>;
  /** Forgets the uses so far: the right password was given. */
  reset(limit: LimitName, subject: string): Promise<void>;
  close(): Promise<void>;
}

export interface RateLimitOptions {
  url: string;
  applicationName: string;
  /** Makes the keys in the table meaningless to who reads it. */
  secret: string;
  /** The store could not be reached; until it can, each process counts for itself. */
  onStoreError: (error: Error) => void;
}

export function createRateLimits({
  url,
  applicationName,
  secret,
  onStoreError,
}: RateLimitOptions): RateLimits {
  const pool = new Pool({
    connectionString: url,
    application_name: applicationName,
    max: 3,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 2_000,
  });
  pool.on('error', onStoreError);
  const limiters = new Map<LimitName, RateLimiterPostgres>();
  const limiterOf = (limit: LimitName): RateLimiterPostgres => {
    const known = limiters.get(limit);
    if (known) return known;
    const created = createLimiter(pool, limit);
    limiters.set(limit, created);
    return created;
  };
  const keyOf = (limit: LimitName, subject: string) => pseudonym(secret, `${limit} ${subject}`);

  return {
    async consume(limit, subject) {
      try {
        await limiterOf(limit).consume(keyOf(limit, subject));
        return { ok: true };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return refused(refusal);
      }
    },
    async check(limit, subject) {
      const used = await limiterOf(limit).get(keyOf(limit, subject));
      return used && used.consumedPoints >= rateLimits[limit].points ? refused(used) : { ok: true };
    },
    async reset(limit, subject) {
      await limiterOf(limit).delete(keyOf(limit, subject));
    },
    close: () => pool.end(),
  };
}

/** What an address counts as: whoever has one IPv6 address has its whole /64. */
export function addressSubject(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

function createLimiter(pool: Pool, limit: LimitName): RateLimiterPostgres {
  const { points, windowSeconds: duration } = rateLimits[limit];
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false, // requests.sweeps.ts does it, once for all processes
    keyPrefix: limit,
    points,
    duration,
    // With the store out of reach, a limit for each process is better than none, and than refusing everybody.
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: limit, points, duration }),
  });
}

function refused({ msBeforeNext }: RateLimiterRes): LimitAnswer {
  return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)) };
}
