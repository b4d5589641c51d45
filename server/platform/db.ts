import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from '#server/generated/prisma/client.ts';

/** What reads and writes rows: the client itself, or the client of a transaction. It can't open a transaction. */
export type Db = Prisma.TransactionClient;

export interface DatabaseOptions {
  url: string;
  /** Shown in pg_stat_activity, such as `ledig-web`. */
  applicationName: string;
  /** At most that many connections; default 10. */
  maxConnections?: number;
  /** Told about connections that broke while nobody used them; they are replaced by themselves. */
  onConnectionError?: (error: Error) => void;
}

/** Opens no connection until the first query. End it with `$disconnect()`. */
export function createDatabase({
  url,
  applicationName,
  maxConnections = 10,
  onConnectionError = () => undefined,
}: DatabaseOptions): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      application_name: applicationName,
      max: maxConnections,
      // Without it a caller waits for ever when the pool is full.
      connectionTimeoutMillis: 5_000,
      // For what runs outside transactions, which set a shorter one: nobody waits longer for a page.
      statement_timeout: 15_000,
      // A process that dies inside a transaction must not keep its locks.
      idle_in_transaction_session_timeout: 30_000,
    },
    // Unheard, the `error` event of an idle connection (a database restart) would end the process.
    { onPoolError: onConnectionError, onConnectionError, statementNameGenerator: statementNames() },
  );
  // Minimal: the longer forms print the call with the customer's data in it.
  return new PrismaClient({ adapter, errorFormat: 'minimal' });
}

/** Enough for every statement of ours; what Prisma makes of lists of any length beyond that is planned each time. */
const mostNamedStatements = 1_000;

/**
 * Names the statements, so that each connection plans them once and not at every call: the larger ones take longer to plan than to run.
 * (A connection pooler between us and the database must keep prepared statements apart, as PgBouncer does since 1.21.)
 */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size === mostNamedStatements) return '';
    const name = `ledig_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
