import { isExclusionViolation } from '#server/platform/sql-state.ts';

/**
 * Runs a transaction that takes calendar time. The lock and the check under it keep two bookings apart; should they ever fail to,
 * the database's constraint refuses the second one, and its customer is told what is true: the time is taken.
 */
export async function takenWhenOverlapping<T>(
  transaction: () => Promise<T>,
): Promise<T | { outcome: 'taken'; booked?: undefined }> {
  try {
    return await transaction();
  } catch (error) {
    if (isExclusionViolation(error)) return { outcome: 'taken' };
    throw error;
  }
}
