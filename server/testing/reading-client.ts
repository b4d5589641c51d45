import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#server/generated/prisma/client.ts';
import type { TestDatabase } from './database.ts';

/** A client that counts its queries and may write nothing, for tests of what reading costs. Ends with `$disconnect`. */
export function readingClient({ url }: Pick<TestDatabase, 'url'>): {
  client: PrismaClient;
  /** Their text, in the order in which they were sent. */
  queries: string[];
} {
  const adapter = new PrismaPg({
    connectionString: url,
    options: '-c default_transaction_read_only=on',
  });
  const client = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  const queries: string[] = [];
  client.$on('query', ({ query }) => queries.push(query));
  return { client, queries };
}
