import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  bindMigrationAwareSqlAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { DatabaseError, Pool, types, type QueryResult } from 'pg';
import { SchemaEngine, type MigrationList, type SchemaFilter } from '@prisma/schema-engine-wasm';

// Prisma's own schema engine, in its WebAssembly form, which needs no download. It
// writes `_prisma_migrations` as `prisma migrate deploy` does, so that both agree on one database.

const here = import.meta.dirname;
const schemaPath = path.join(here, 'schema.prisma');
const migrationsPath = path.join(here, 'migrations');
const filters: SchemaFilter = { externalTables: [], externalEnums: [] };

/**
 * Applies the migrations that the database does not have yet.
 * @returns their names, in the order in which they were applied
 */
export async function migrate(url: string): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const applied = await engine.applyMigrations({ migrationsList: migrationsOnDisk(), filters });
    return applied.appliedMigrationNames;
  });
}

/**
 * What would have to change in the database to make it what schema.prisma says.
 * @returns SQL, or the empty string when they agree
 */
export async function schemaDiff(url: string): Promise<string> {
  return withEngine(url, async (engine) => {
    const files = [{ path: schemaPath, content: readFileSync(schemaPath, 'utf8') }];
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: here },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters,
    });
    return stdout?.startsWith('-- This is an empty migration') ? '' : (stdout ?? '');
  });
}

async function withEngine<T>(url: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  // A pool of its own, since the engine never closes the connections that it opens.
  const pool = new Pool({ connectionString: url });
  const factory = bindMigrationAwareSqlAdapterFactory(new CatalogAdapterFactory(pool));
  const silent = () => undefined;
  const datamodels: [string, string][] = [[schemaPath, readFileSync(schemaPath, 'utf8')]];
  try {
    const engine = await SchemaEngine.new({ datamodels }, silent, factory);
    return await use(engine).finally(() => engine.free());
  } finally {
    await pool.end();
  }
}

function migrationsOnDisk(): MigrationList {
  const names = readdirSync(migrationsPath, { withFileTypes: true })
    .filter((entry) => existsSync(path.join(migrationsPath, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: migrationsPath,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(migrationsPath, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

const charType: number = types.builtins.CHAR;

/**
 * Describing a database reads columns of PostgreSQL's internal type "char" (one byte, such as `contype`), which
 * the adapter does not know and the engine insists on. So the pool passes them off as text, and the result is
 * given the type that the engine wants.
 */
class CatalogAdapterFactory extends PrismaPg {
  readonly #charColumns = new WeakMap<object, number[]>();
  readonly #pool: Pool;

  constructor(pool: Pool) {
    super(pool);
    this.#pool = pool;
    const plainQuery = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryResult>;
    pool.query = (async (...args: unknown[]) => {
      const result = await plainQuery(...args);
      const found = result.fields.flatMap((field, i) => (field.dataTypeID === charType ? [i] : []));
      for (const i of found) result.fields[i]!.dataTypeID = types.builtins.TEXT;
      this.#charColumns.set(result.rows, found);
      return result;
    }) as Pool['query'];
  }

  override async connect() {
    const adapter = await super.connect();
    const plainQueryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await plainQueryRaw(query);
      for (const i of this.#charColumns.get(result.rows) ?? [])
        result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    // The adapter's own cuts a script at every semicolon, also inside the body of a function.
    adapter.executeScript = (script) => runScript(this.#pool, script);
    return adapter;
  }
}

/** Sends the script as one message, which PostgreSQL runs in one transaction: all of a migration or nothing. */
async function runScript(pool: Pool, script: string): Promise<void> {
  const connection = await pool.connect();
  try {
    await connection.query(script);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const { code = '', severity = 'ERROR', message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
  } finally {
    connection.release();
  }
}
