import { withClient, urlOfDatabase } from '../database-connection.ts';
import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { createDatabase } from '#server/platform/db.ts';
import { prepareJobStore } from '#server/testing/job-store.ts';
import { startTestServer } from '#server/testing/test-server.ts';

/** A migrated database, with its job store, that nobody else asks; nothing of it stays. */
export interface BenchDatabase {
  url: string;
  db: PrismaClient;
  stop(): Promise<void>;
}

export async function openBenchDatabase({
  maxConnections = 10,
}: { maxConnections?: number } = {}): Promise<BenchDatabase> {
  const server = await startTestServer();
  const name = server.templateName.replace(/_template$/, '_bench');
  await withClient(server.adminUrl, (admin) =>
    admin.query(`CREATE DATABASE ${name} TEMPLATE ${server.templateName}`),
  );
  const url = urlOfDatabase(server.adminUrl, name);
  await prepareJobStore(url);
  const db = createDatabase({ url, applicationName: 'ledig-bench', maxConnections });
  return {
    url,
    db,
    stop: async () => {
      await db.$disconnect();
      await server.stop();
    },
  };
}
