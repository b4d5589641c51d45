import { newId, type EntryId } from '#server/platform/ids.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Tx } from '#server/platform/tx.ts';
import { queueMessages } from '../notifications/queue-messages.ts';
import { setLifecycle } from './lifecycle.ts';

/**
 * Goes on with the wish of an entry that is booked, in a new entry: what it asks for, who asks, what counts in the ranking and since
 * when it has waited are the old one's. The customer gets its link. The old entry's customer and booking are locked.
 * @returns null when the last of its windows has passed: then it is off the list
 */
export async function continueEntry(
  tx: Tx,
  { entryId, actor, metadata }: { entryId: EntryId; actor: Actor; metadata: Record<string, string> },
): Promise<EntryId | null> {
  const [left] = await tx.db.$queryRaw<{ waits: boolean }[]>`
    SELECT waitlist_entry_has_window_after(${entryId}::uuid, ${tx.now}::timestamptz) AS waits`;
  if (!left?.waits) return null;

  const id = newId<EntryId>();
  await setLifecycle(tx, 'accept_undone', actor, { ...metadata, continuesEntryId: entryId });
  await tx.db.$executeRaw`
    INSERT INTO waitlist_entries (
      id, continues_entry_id, status, created_at, updated_at,
      salon_id, customer_id, customer_name, customer_email, customer_phone, locale, notes,
      service_id, employee_id, preferred_date, preferred_time_start, preferred_time_end, preference_mode, flex_window_minutes,
      lead_time_minutes, last_window_date, wish_changed_at, moves_booking_id,
      priority_score_snapshot, priority_score_parts, priority_override_score, priority_override_reason,
      decline_count, last_miss_at, unreachable_count
    )
    SELECT
      ${id}::uuid, e.id, 'waiting', e.created_at, ${tx.now}::timestamptz,
      e.salon_id, e.customer_id, e.customer_name, e.customer_email, e.customer_phone, e.locale, e.notes,
      e.service_id, e.employee_id, e.preferred_date, e.preferred_time_start, e.preferred_time_end, e.preference_mode, e.flex_window_minutes,
      e.lead_time_minutes, e.last_window_date, e.wish_changed_at, e.moves_booking_id,
      e.priority_score_snapshot, e.priority_score_parts, e.priority_override_score, e.priority_override_reason,
      e.decline_count, e.last_miss_at, e.unreachable_count
    FROM waitlist_entries e
    WHERE e.id = ${entryId}::uuid`;
  await tx.db.$executeRaw`
    INSERT INTO waitlist_windows (waitlist_entry_id, date_from, date_until, weekdays, from_minute, until_minute)
    SELECT ${id}::uuid, w.date_from, w.date_until, w.weekdays, w.from_minute, w.until_minute
    FROM waitlist_windows w
    WHERE w.waitlist_entry_id = ${entryId}::uuid`;
  await tx.db.$executeRaw`
    INSERT INTO waitlist_entry_employees (waitlist_entry_id, employee_id)
    SELECT ${id}::uuid, m.employee_id
    FROM waitlist_entry_employees m
    WHERE m.waitlist_entry_id = ${entryId}::uuid`;
  await queueMessages(tx, [{ template: 'waitlist_joined', entryId: id }]);
  return id;
}
