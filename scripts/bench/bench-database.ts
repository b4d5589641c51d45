import { withClient, urlOfDatabase } from '../database-connection.ts';
import type { PgBoss } from 'pg-boss';
import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { createSendingBoss } from '#server/platform/boss.ts';
import { createDatabase } from '#server/platform/db.ts';
import { prepareJobStore } from '#server/testing/job-store.ts';
import { startTestServer } from '#server/testing/test-server.ts';

/** A migrated database, with its job store, that nobody else asks; nothing of it stays. */
export interface BenchDatabase {
  url: string;
  db: PrismaClient;
  /** Queues jobs that nobody works. */
  boss: PgBoss;
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
  const boss = createSendingBoss({
    url,
    applicationName: 'ledig-bench',
    onError: (error) => {
      throw error;
    },
  });
  await boss.start();
  return {
    url,
    db,
    boss,
    stop: async () => {
      await boss.stop({ graceful: false });
      await db.$disconnect();
      await server.stop();
    },
  };
}
