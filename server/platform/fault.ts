import { EnvError } from './env.ts';
import { isUnreachable, sqlState } from './sql-state.ts';

/** Something about the machine is not as it must be; the message is one sentence for the person at it. */
export class SetupFault extends Error {}

/**
 * Says what keeps a process from starting. Faults of the set-up are told in one sentence, which a stack trace would
 * only hide.
 */
export function explainFault(error: unknown): string {
  if (error instanceof EnvError || error instanceof SetupFault) return error.message;
  const code = codeOf(error);
  if (code === 'EADDRINUSE')
    return `Port ${String(property(error, 'port'))} is taken by another program: set PORT to a free one.`;
  if (code === 'EACCES' && property(error, 'syscall') === 'listen') {
    return `This account may not listen on port ${String(property(error, 'port'))}: set PORT to one above 1023.`;
  }
  const sentence =
    databaseFaults[code ?? ''] ??
    databaseFaults[sqlState(error) ?? ''] ??
    (isUnreachable(error) ? noAnswer : undefined);
  if (sentence) return `${sentence}: is DATABASE_URL right?`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const noAnswer = "The database server can't be reached";
const noLogin = 'The database server does not accept the login';

/** By the code of the network, or of PostgreSQL. */
const databaseFaults: Record<string, string | undefined> = {
  ECONNREFUSED: noAnswer,
  ECONNRESET: noAnswer,
  ENOTFOUND: noAnswer,
  EAI_AGAIN: noAnswer,
  ETIMEDOUT: noAnswer,
  EHOSTUNREACH: noAnswer,
  '28000': noLogin,
  '28P01': noLogin,
  '3D000': 'There is no such database on the server',
  '42501': 'The database account may not do what is needed',
  '57P03': 'The database server is still starting',
};

function codeOf(error: unknown): string | undefined {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = property(inner, 'code');
  return typeof code === 'string' ? code : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
