import { EnvError } from './env.ts';

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
  if (code !== undefined && unreachable.has(code))
    return `The database can't be reached (${code}): is DATABASE_URL right, and is it running?`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Of the network; and of PostgreSQL: wrong login, wrong password, no such database, still starting. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '28000',
  '28P01',
  '3D000',
  '57P03',
]);

function codeOf(error: unknown): string | undefined {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = property(inner, 'code');
  return typeof code === 'string' ? code : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
