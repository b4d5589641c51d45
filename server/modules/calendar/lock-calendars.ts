import type { CalendarId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';

/**
 * The first lock of whoever consumes or frees calendar time: nothing on these calendars changes until the transaction ends. Read
 * what you decide on after it. Holds whose time is up are removed on the way, so that they stand in nobody's way.
 * All the calendars that a transaction needs go into one call, since they are locked in the order of their ids.
 */
export async function lockCalendars(tx: Tx, calendarIds: readonly CalendarId[]): Promise<void> {
  const ids = [...new Set(calendarIds)].sort();
  // Two statements: the second one must see what was committed while the first one waited.
  await tx.db.$queryRaw`
    SELECT id FROM calendars WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  await tx.db.$executeRaw`SELECT reap_stale_holds(${ids}::uuid[], ${tx.now}::timestamptz)`;
}
