import { EnvError, readEnv } from '#server/platform/env.ts';
import { explainFault } from '#server/platform/fault.ts';
import { withClient } from '../database-connection.ts';
import { examineDatabase } from './examine-database.ts';
import { examineProviders, type ProviderAddresses } from './examine-providers.ts';
import { examineSettings } from './examine-settings.ts';
import { fail, type Finding } from './finding.ts';

/**
 * Everything that can be looked at without changing anything; what can't be looked at, since something before it fails, is left out.
 * @param addresses of the providers, for tests
 */
export async function examine(
  variables: Record<string, string | undefined>,
  addresses: ProviderAddresses = {},
): Promise<Finding[]> {
  let env;
  try {
    env = readEnv(variables);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.faults.map((fault) => fail(fault, 'set it as docs/operations.md says'));
  }
  const database = withClient(env.databaseUrl, examineDatabase).catch((error: unknown) => [
    fail(explainFault(error), 'start the database, or correct DATABASE_URL'),
  ]);
  return [
    ...examineSettings(env, variables),
    ...(await database),
    ...(await examineProviders(env, addresses)),
  ];
}
