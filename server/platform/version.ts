import { createHash } from 'node:crypto';
import { AppError } from './errors.ts';

/**
 * A short name for how something stands: two that are equal have the same one. A form carries the name of what it was filled in from, so
 * that two who edit at once do not undo each other's work unawares.
 */
export function versionOf(state: unknown): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 16);
}

/**
 * Holds an edit against what it was made from. Read `state` under the lock that the edit holds.
 * @param version left out: whatever stands is to be replaced
 * @throws AppError `conflict` when something else stands there by now
 */
export function expectVersion(version: string | undefined, state: unknown): void {
  if (version !== undefined && version !== versionOf(state))
    throw new AppError('conflict', { detail: 'edited meanwhile' });
}
