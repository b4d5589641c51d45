import { PrismaPg } from '@prisma/adapter-pg';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { Prisma, PrismaClient } from '#server/generated/prisma/client.ts';
import { createSendingBoss } from '#server/platform/boss.ts';
import type { Db } from '#server/platform/db.ts';
import { createTransactions } from '#server/platform/tx.ts';
import type { TestDeps } from '../deps.ts';

// Two transactions that meet just where it hurts, each time: one is held up at a gate after it has looked and before it writes,
// the other overtakes it as far as the locks let it. The same meeting with a guard taken out (a doctored function, a dropped
// constraint, in the test's own database) is the negative control: it shows that the guard is what keeps the fault away.

/** Any number that no other advisory lock has. */
const gateKey = 7_700_001;

/** Connections of this name are held up at the gate; all others pass it. */
const slowName = 'ledig-slow';

export interface RaceTrack {
  /** Deps whose transactions stop at the gate. */
  slow: TestDeps;
  /** Makes each row that the slow one inserts there stop at the gate first. */
  gateBeforeInsert(table: string): Promise<void>;
  /**
   * Puts the gate (`PERFORM race_gate();`, or with a number of times that it lets pass first) into a function of the database, and
   * takes out what `change` takes out.
   */
  doctor(name: string, change: (source: string) => string): Promise<void>;
  /** Takes a constraint, an index or a trigger away. The test's rows are removed before it comes back. */
  without(kind: 'CONSTRAINT' | 'INDEX' | 'TRIGGER', name: string, table: string): Promise<void>;
  /**
   * `slow` goes up to the gate; then `quick` goes as far as it can: to its end, or until a lock stops it; then the gate opens.
   * Both run to their ends.
   */
  overtake<Slow, Quick>(
    slow: () => Promise<Slow>,
    quick: () => Promise<Quick>,
  ): Promise<[PromiseSettledResult<Slow>, PromiseSettledResult<Quick>]>;
}

/** Call it once at the top of a test file, after testDeps. What a test has doctored is whole again after it. */
export async function raceTrack(deps: TestDeps): Promise<RaceTrack> {
  const { pool, url, empty } = deps.database;
  const keeper = new Client({ connectionString: url, application_name: 'ledig-gate-keeper' });
  const slowClient = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 5, application_name: slowName }),
  });
  const boss = createSendingBoss({
    url,
    applicationName: 'ledig-test',
    maxConnections: 1,
    onError: (error) => {
      throw error;
    },
  });
  const undo: string[] = [];
  let harmed = false;

  beforeAll(async () => {
    await keeper.connect();
    await boss.start();
    await pool.query(`
      CREATE FUNCTION race_gate(p_after int DEFAULT 0) RETURNS text LANGUAGE plpgsql AS $$
      DECLARE
        v_passed int := coalesce(nullif(current_setting('race.passed', true), ''), '0');
      BEGIN
        IF current_setting('application_name') = '${slowName}' THEN
          PERFORM set_config('race.passed', (v_passed + 1)::text, true);
          IF v_passed >= p_after THEN
            PERFORM pg_advisory_lock_shared(${gateKey});
            PERFORM pg_advisory_unlock_shared(${gateKey});
          END IF;
        END IF;
        RETURN NULL;
      END $$;
      CREATE FUNCTION race_gate_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM race_gate();
        RETURN NEW;
      END $$`);
  });
  afterEach(async () => {
    if (harmed) await empty();
    for (const statement of undo.splice(0).toReversed()) await pool.query(statement);
    harmed = false;
  });
  afterAll(async () => {
    await slowClient.$disconnect();
    await boss.stop({ graceful: false });
    await keeper.end();
  });

  return {
    slow: {
      ...deps,
      db: slowClient,
      inTransaction: createTransactions({ db: slowClient, boss, clock: deps.clock }),
    },

    async gateBeforeInsert(table) {
      undo.push(`DROP TRIGGER a_gate ON ${table}`);
      await pool.query(
        `CREATE TRIGGER a_gate BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION race_gate_trigger()`,
      );
    },

    async doctor(name, change) {
      const { rows } = await pool.query<{ source: string }>(
        "SELECT pg_get_functiondef(oid) AS source FROM pg_proc WHERE proname = $1 AND pronamespace = 'public'::regnamespace",
        [name],
      );
      const [row] = rows;
      const changed = row && change(row.source);
      if (!row || changed === row.source) throw new Error(`There was nothing to change in ${name}.`);
      undo.push(row.source);
      await pool.query(changed ?? '');
    },

    async without(kind, name, table) {
      harmed = true;
      const { rows } = await pool.query<{ back: string }>(restoring[kind], [name, table]);
      if (!rows[0]) throw new Error(`There is no ${name}.`);
      undo.push(rows[0].back);
      await pool.query(
        kind === 'CONSTRAINT'
          ? `ALTER TABLE ${table} DROP CONSTRAINT ${name}`
          : kind === 'INDEX'
            ? `DROP INDEX ${name}`
            : `DROP TRIGGER ${name} ON ${table}`,
      );
    },

    async overtake(slow, quick) {
      await keeper.query(`SELECT pg_advisory_lock(${gateKey})`);
      const first = settlement(slow());
      try {
        await until(keeper, atTheGate, first);
        if (first.done) throw new Error('The slow one never came to the gate.');
        const second = settlement(quick());
        await until(keeper, twoWait, second);
        await keeper.query(`SELECT pg_advisory_unlock(${gateKey})`);
        return [await first.result, await second.result];
      } finally {
        await keeper.query('SELECT pg_advisory_unlock_all()');
        await first.result;
      }
    },
  };
}

/** The statements that bring back what is taken away. */
const restoring = {
  CONSTRAINT: `
    SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
    FROM pg_constraint WHERE conname = $1 AND conrelid = $2::regclass`,
  INDEX: `SELECT indexdef AS back FROM pg_indexes WHERE indexname = $1 AND tablename = $2`,
  TRIGGER: `SELECT pg_get_triggerdef(oid) AS back FROM pg_trigger WHERE tgname = $1 AND tgrelid = $2::regclass`,
};

/** The slow one of this database: other test files stand at the gates of theirs at the same time, and the view shows all of them. */
const atTheGate = `
  SELECT 1 FROM pg_locks
  WHERE locktype = 'advisory' AND objid = ${gateKey} AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** The slow one at the gate, and the quick one behind a lock that the slow one holds. */
const twoWait = `
  SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' HAVING count(*) > 1`;

interface Settlement<T> {
  done: boolean;
  result: Promise<PromiseSettledResult<T>>;
}

function settlement<T>(work: Promise<T>): Settlement<T> {
  const state: Settlement<T> = {
    done: false,
    result: Promise.allSettled([work]).then(([result]) => {
      state.done = true;
      return result;
    }),
  };
  return state;
}

/** Asks the database again and again, until it sees it or what it waits for is done anyway. */
async function until(client: Client, condition: string, awaited: Settlement<unknown>): Promise<void> {
  while (!awaited.done) {
    const { rowCount } = await client.query(condition);
    if (rowCount) return;
  }
}

/** The same deps, whose raw SQL is another inside transactions: a lock left out, a gate put in. `change` sees values as `?`. */
export function doctored(deps: TestDeps, change: (sql: string) => string): TestDeps {
  return {
    ...deps,
    inTransaction: (work) => deps.inTransaction((tx) => work({ ...tx, db: changing(tx.db, change) })),
  };
}

function changing(db: Db, change: (sql: string) => string): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name !== '$queryRaw') return Reflect.get(target, name) as unknown;
      return (strings: readonly string[] | Prisma.Sql, ...values: unknown[]) => {
        const query = 'sql' in strings ? strings : Prisma.sql(strings, ...values);
        // No query of ours has a question mark of its own.
        return target.$queryRaw(Prisma.sql(change(query.strings.join('?')).split('?'), ...query.values));
      };
    },
  });
}

/** Takes every row lock out of a text. */
export function withoutRowLocks(sql: string): string {
  return sql.replaceAll(/FOR NO KEY UPDATE( OF \w+)?( SKIP LOCKED)?/g, '');
}
