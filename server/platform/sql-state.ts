const serializationFailure = '40001';
const deadlockDetected = '40P01';
const lockNotAvailable = '55P03';
const queryCanceled = '57014';
const exclusionViolation = '23P01';
const uniqueViolation = '23505';

/** In the words of the adapter, of the network and of PostgreSQL (shutting down, crashed, starting). */
const connectionFaults = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
]);

/**
 * The five characters with which PostgreSQL named an error, wherever Prisma has put them: it maps some to codes of its own
 * (P2002, P2034), wraps others (P2010, P2039), and lets some through as they came from the driver.
 */
export function sqlState(error: unknown): string | undefined {
  return first(error, 0, ({ originalCode, code }) =>
    [originalCode, code].find(
      (candidate): candidate is string =>
        typeof candidate === 'string' &&
        /^(?=.*\d)[0-9A-Z]{5}$/.test(candidate) &&
        !/^P[1-6]/.test(candidate),
    ),
  );
}

/** Nobody did anything wrong: the same transaction, run again, can succeed. */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return state === serializationFailure || state === deadlockDetected || prismaCode(error) === 'P2034';
}

/** The database had no room for it in time (a lock, a connection or a statement took too long), or is not there. */
export function isOverload(error: unknown): boolean {
  const state = sqlState(error);
  // P2028: no connection within `maxWait`, or the transaction went past its timeout. P2024: the pool is full.
  const code = prismaCode(error);
  return (
    state === lockNotAvailable ||
    state === queryCanceled ||
    code === 'P2028' ||
    code === 'P2024' ||
    isUnreachable(error)
  );
}

/** There is no connection to the database, or it broke. */
export function isUnreachable(error: unknown): boolean {
  return (
    first(error, 0, ({ kind, code }) =>
      [kind, code].some((word) => typeof word === 'string' && connectionFaults.has(word)) ? true : undefined,
    ) ?? false
  );
}

/** Two calendar items overlap. */
export function isExclusionViolation(error: unknown): boolean {
  return sqlState(error) === exclusionViolation;
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === uniqueViolation || prismaCode(error) === 'P2002';
}

function prismaCode(error: unknown): string | undefined {
  const code = isObject(error) ? error.code : undefined;
  return typeof code === 'string' && /^P[1-6]\d{3}$/.test(code) ? code : undefined;
}

/** Looks at an error and, in turn, at each that it was made from. */
function first<T>(
  error: unknown,
  depth: number,
  look: (layer: Record<string, unknown>) => T | undefined,
): T | undefined {
  if (!isObject(error) || depth > 5) return undefined;
  return (
    look(error) ??
    first(error.cause, depth + 1, look) ??
    first(error.meta, depth + 1, look) ??
    first(error.driverAdapterError, depth + 1, look)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
