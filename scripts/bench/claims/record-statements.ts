import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool, type ClientConfig, type QueryConfig } from 'pg';
import { PrismaClient } from '#server/generated/prisma/client.ts';
import { statementNames } from '#server/platform/db.ts';

/** Writes down what a client is asked for, and takes every transaction back at its end. */
export interface Recorder {
  db: PrismaClient;
  /** What was asked for since the last call, in order, with COMMIT where it would have been. */
  taken(): QueryConfig[];
  stop(): Promise<void>;
}

export function startRecorder(url: string): Recorder {
  let statements: QueryConfig[] = [];
  class RecordingClient extends Client {
    constructor(config?: string | ClientConfig) {
      super(config);
      const send = this.query.bind(this) as (...sent: unknown[]) => unknown;
      const record = (first: string | QueryConfig, ...rest: unknown[]) => {
        const text = typeof first === 'string' ? first : first.text;
        // Its values are given beside it.
        const [values] = rest;
        statements.push({
          ...(typeof first === 'string' ? { text } : first),
          ...(Array.isArray(values) && { values }),
        });
        return text === 'COMMIT' ? send('ROLLBACK') : send(first, ...rest);
      };
      Object.assign(this, { query: record });
    }
  }
  const pool = new Pool({ connectionString: url, max: 1, Client: RecordingClient });
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() });
  const db = new PrismaClient({ adapter });
  return {
    db,
    taken: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    stop: async () => {
      await db.$disconnect();
      await pool.end();
    },
  };
}
