import { readEnv, type Env } from '#server/platform/env.ts';
import { runningUrl } from './local-database.ts';

/** The variables of this installation: those of this shell, and where none names a database, the demo's own while it runs. */
export async function installedVariables(
  given: Record<string, string | undefined> = process.env,
): Promise<Record<string, string | undefined>> {
  if (given.DATABASE_URL) return given;
  return { LEDIG_MODE: 'demo', ...given, DATABASE_URL: await runningUrl() };
}

/** @throws EnvError naming every setting that is missing or wrong */
export async function readInstalledEnv(): Promise<Env> {
  return readEnv(await installedVariables());
}
