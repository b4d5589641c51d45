import type { Db } from '#server/platform/db.ts';
import {
  idOf,
  type BookingId,
  type CustomerId,
  type EmployeeId,
  type EntryId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { Window } from './wish.rules.ts';
import type { EntryStatus, LifecycleReason } from './waitlist.schema.ts';

/** The entry, locked until the transaction ends; what it is can only be decided on after that. */
export async function lockEntry(tx: Tx, entryId: EntryId) {
  const [entry] = await tx.db.$queryRaw<
    {
      id: string;
      salonId: string;
      status: EntryStatus;
      cooldownReason: string | null;
      cooldownUntil: Date | null;
      wishChangedAt: Date;
      timeZone: string;
    }[]
  >`
    SELECT e.id, e.salon_id AS "salonId", e.status, e.cooldown_reason AS "cooldownReason",
      e.cooldown_until AS "cooldownUntil", e.wish_changed_at AS "wishChangedAt", s.time_zone AS "timeZone"
    FROM waitlist_entries e
    JOIN salons s ON s.id = e.salon_id
    WHERE e.id = ${entryId}::uuid
    FOR NO KEY UPDATE OF e`;
  return entry ?? null;
}

/** The sequence of the last event of its history. */
export async function lastEventOf(tx: Tx, entryId: EntryId): Promise<number> {
  const { _max } = await tx.db.lifecycleEvent.aggregate({
    where: { waitlistEntryId: entryId },
    _max: { sequence: true },
  });
  return _max.sequence ?? 0;
}

/**
 * Locks the entry, and answers whether its history has one of these in it since `seen` (a sequence): somebody has changed meanwhile what is
 * now to be changed.
 */
export async function isEditedSince(
  tx: Tx,
  entryId: EntryId,
  { seen, reasons }: { seen: number; reasons: LifecycleReason[] },
): Promise<boolean> {
  await lockEntry(tx, entryId);
  const edits = await tx.db.lifecycleEvent.count({
    where: { waitlistEntryId: entryId, sequence: { gt: seen }, reason: { in: reasons } },
  });
  return edits > 0;
}

/** Throws nothing and reveals nothing: another salon's entry is not there. */
export async function isEntryOf(db: Db, salonId: SalonId, entryId: EntryId): Promise<boolean> {
  return (await db.waitlistEntry.count({ where: { id: entryId, salonId, removedAt: null } })) === 1;
}

/** The open entry of this customer for just the same: service, employees, windows, and the booking that it would replace. */
export async function findSameWish(
  db: Db,
  wish: {
    salonId: SalonId;
    customerId: CustomerId;
    serviceId: ServiceId;
    employeeIds: readonly EmployeeId[];
    windows: readonly Window[];
    movesBookingId: BookingId | null;
  },
): Promise<EntryId | null> {
  // Index waitlist_entries (customer_id); a customer has a handful of them.
  const candidates = await db.waitlistEntry.findMany({
    where: {
      customerId: wish.customerId,
      salonId: wish.salonId,
      serviceId: wish.serviceId,
      movesBookingId: wish.movesBookingId,
      status: { in: ['waiting', 'notified', 'cooldown'] },
    },
    orderBy: { createdAt: 'asc' },
    select: {
      id: true,
      employees: { select: { employeeId: true } },
      windows: {
        select: { dateFrom: true, dateUntil: true, weekdays: true, fromMinute: true, untilMinute: true },
      },
    },
  });
  const wanted = signature(wish.employeeIds, wish.windows);
  const same = candidates.find((entry) => {
    const windows = entry.windows.map(({ dateFrom, dateUntil, ...rest }) => ({
      ...rest,
      dateFrom: isoDate(dateFrom),
      dateUntil: isoDate(dateUntil),
    }));
    return (
      signature(
        entry.employees.map(({ employeeId }) => employeeId),
        windows,
      ) === wanted
    );
  });
  return same ? idOf<EntryId>(same.id) : null;
}

function signature(employeeIds: readonly string[], windows: readonly Window[]): string {
  const parts = windows.map((w) =>
    [w.dateFrom, w.dateUntil, w.weekdays, w.fromMinute, w.untilMinute].join('/'),
  );
  return [...employeeIds.toSorted(), ...parts.toSorted()].join(' ');
}

/**
 * What has happened to the wish of an entry, in the order in which it did: with all that happened to the entries that it goes on from,
 * and the step by which another goes on with it.
 */
export function eventsOfWish(db: Db, entryId: EntryId) {
  // Index waitlist_lifecycle_events_waitlist_entry_id_sequence_key.
  return db.$queryRaw<
    { sequence: number; fromStatus: string | null; toStatus: string; reason: string; occurredAt: Date }[]
  >`
    WITH own AS (
      SELECT w.id, w.steps_back FROM entries_of_wish(${entryId}::uuid) WITH ORDINALITY AS w (id, steps_back)
      UNION ALL
      SELECT e.id, 0 FROM waitlist_entries e WHERE e.continues_entry_id = ${entryId}::uuid
    )
    SELECT v.sequence, v.from_status AS "fromStatus", v.to_status AS "toStatus", v.reason, v.occurred_at AS "occurredAt"
    FROM own
    JOIN waitlist_lifecycle_events v ON v.waitlist_entry_id = own.id
    WHERE own.steps_back > 0 OR v.sequence = 1
    ORDER BY own.steps_back DESC, v.sequence`;
}

/** A `date` column as a local date. */
export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
