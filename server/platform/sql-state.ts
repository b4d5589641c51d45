const serializationFailure = '40001';
const deadlockDetected = '40P01';
const lockNotAvailable = '55P03';
const queryCanceled = '57014';
const exclusionViolation = '23P01';
const uniqueViolation = '23505';

/**
 * The five characters with which PostgreSQL named an error, wherever Prisma has put them: it maps some to codes of its own
 * (P2002, P2034), wraps others (P2010, P2039), and lets some through as they came from the driver.
 */
export function sqlState(error: unknown): string | undefined {
  return search(error, 0);
}

/** Nobody did anything wrong: the same transaction, run again, can succeed. */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return state === serializationFailure || state === deadlockDetected || prismaCode(error) === 'P2034';
}

/** The database had no room for it in time: a lock, a connection or a statement took too long. */
export function isOverload(error: unknown): boolean {
  const state = sqlState(error);
  // P2028: no connection within `maxWait`, or the transaction went past its timeout. P2024: the pool is full.
  const code = prismaCode(error);
  return state === lockNotAvailable || state === queryCanceled || code === 'P2028' || code === 'P2024';
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

function search(error: unknown, depth: number): string | undefined {
  if (!isObject(error) || depth > 5) return undefined;
  for (const code of [error.originalCode, error.code]) {
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P[1-6]/.test(code)) return code;
  }
  return (
    search(error.cause, depth + 1) ??
    search(error.meta, depth + 1) ??
    search(error.driverAdapterError, depth + 1)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
