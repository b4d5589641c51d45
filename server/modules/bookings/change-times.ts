import { recordAudit, type AuditRecord } from '#server/modules/audit/record-audit.ts';
import { queueMessages, withdrawMoved } from '#server/modules/notifications/queue-messages.ts';
import { freeStretches, stretchesOf, takeBackSettling } from '#server/modules/openings/free-time.ts';
import { settledAt } from '#server/modules/openings/settle-openings.ts';
import { withinStretches, type CalendarStretch } from '#server/modules/openings/stretches.rules.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { BookingId, OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { findUnsettled, writeChange, type BookingChange } from './booking-changes.queries.ts';
import { isTold, rangeOf, toldOf, type PlacedItem, type Told } from './bookings.rules.ts';
import type { ChangeKind } from './bookings.schema.ts';
import type { Conflicts } from './find-conflicts.ts';
import { takeRoom } from './find-room.ts';
import { replaceItems } from './insert-booking.ts';
import type { BookingFacts } from './lock-booking.ts';

const causes = { moved: 'booking_rescheduled', resized: 'booking_shortened' } as const;

/**
 * A customer gives their booking its new time. What it leaves is offered to the waitlist in the same transaction: old minus new, when it
 * moves onto part of its own old time. The calendars and the booking are locked, and the new time is free but for the booking itself.
 */
export async function moveBooking(
  tx: Tx,
  booking: BookingFacts,
  items: readonly PlacedItem[],
  actor: Actor,
): Promise<OpeningId[]> {
  const { stretches } = await stretchesToFree(tx, booking, []);
  await replaceItems(tx, booking.id, items);
  const openingIds = await freeStretches(tx, stretches, {
    cause: causes.moved,
    bookingId: booking.id,
    settlesAt: null,
  });
  await withdrawMoved(tx, booking.id);
  await queueMessages(tx, [
    // Moved there, away and there again: each time is told.
    { template: 'booking_moved', bookingId: booking.id, occasion: tx.now.toISOString() },
  ]);
  await audit(tx, booking, items, { action: 'booking.rescheduled', actor, openingIds });
  return openingIds;
}

/**
 * Staff give a booking other times, and may have slipped: what comes free is held at once and offered when the change has settled, and the
 * customer is told then. A change on top of one that has not settled goes on from how it was before the first. The calendars and the
 * booking are locked, and the new times are free but for `held`, whose openings end.
 */
export async function changeTimes(
  tx: Tx,
  booking: BookingFacts,
  items: readonly PlacedItem[],
  { kind, held, actor }: { kind: ChangeKind; held: Conflicts['held']; actor: Actor },
): Promise<OpeningId[]> {
  const settlesAt = settledAt(tx.now);
  const { stretches, unsettled } = await stretchesToFree(tx, booking, takenFrom(held, items));
  await takeRoom(tx, items, { held, actor });
  await replaceItems(tx, booking.id, items);
  const to = { cause: causes[kind], bookingId: booking.id, settlesAt };
  const openingIds = await freeStretches(tx, stretches, to);
  const told = await whatIsTold(tx, booking, unsettled);
  const { id: changeId, sequence } = await writeChange(tx, booking.id, {
    kind,
    before: booking.items,
    after: [...items],
    told,
    freed: stretches,
    settlesAt,
  });
  await tellLater(tx, booking.id, items, { told, settlesAt, occasion: `change:${sequence}` });
  const action = kind === 'moved' ? 'booking.rescheduled' : 'booking.resized';
  await audit(tx, booking, items, { action, actor, openingIds, changeId });
  return openingIds;
}

/**
 * Takes a change back that has not settled: nobody was asked and nobody told. The same is asked of the caller, and the old time is free.
 */
export async function takeBackChange(
  tx: Tx,
  booking: BookingFacts,
  { change, actor }: { change: BookingChange; actor: Actor },
): Promise<OpeningId[]> {
  const settlesAt = settledAt(tx.now);
  const { id: bookingId } = booking;
  const { stretches } = await stretchesToFree(tx, booking, []);
  const told = await whatIsTold(tx, booking, change);
  await replaceItems(tx, bookingId, change.before);
  await tx.db.bookingChange.updateMany({
    where: { id: change.id, undoneAt: null },
    data: { undoneAt: tx.now },
  });
  // One before it may stand, and has not settled: then what that freed is still to be offered, and told.
  const { kind } = (await findUnsettled(tx, { id: bookingId, items: change.before })) ?? change;
  const openingIds = await freeStretches(tx, stretches, { cause: causes[kind], bookingId, settlesAt });
  await tellLater(tx, bookingId, change.before, { told, settlesAt, occasion: `undone:${change.sequence}` });
  const action = 'booking.change_undone';
  await audit(tx, booking, change.before, { action, actor, openingIds, changeId: change.id });
  return openingIds;
}

/**
 * What is to be offered of a booking's time and of what its unsettled changes hold, once its items have been replaced; those openings end
 * here. Where it stood only since an unsettled change was nobody's before, and goes back on public sale.
 */
async function stretchesToFree(
  tx: Tx,
  booking: BookingFacts,
  taken: readonly CalendarStretch[],
): Promise<{ stretches: CalendarStretch[]; unsettled: BookingChange | null }> {
  const unsettled = await findUnsettled(tx, booking);
  const current = await stretchesOf(tx, booking.id);
  const held = await takeBackSettling(tx, booking.id);
  const own = unsettled ? withinStretches(current, unsettled.freed) : current;
  return { stretches: [...held, ...own, ...taken], unsettled };
}

/** What of openings a booking takes: should the change be undone, they are offered again. */
function takenFrom(held: Conflicts['held'], items: readonly PlacedItem[]): CalendarStretch[] {
  const ranges = items.map((item) => {
    const { from, until } = rangeOf([item]);
    return { calendarId: item.calendarId, freeFrom: from, freeUntil: until };
  });
  return withinStretches(
    held.map((opening) => ({ ...opening, serviceId: null })),
    ranges,
  );
}

/** When and with whom, as the customer knows it: what was to be told of a change that has not settled is taken back. */
async function whatIsTold(tx: Tx, booking: BookingFacts, unsettled: BookingChange | null): Promise<Told> {
  await withdrawMoved(tx, booking.id);
  return unsettled && !(await wasTold(tx, booking.id, unsettled)) ? unsettled.told : toldOf(booking.items);
}

/**
 * Tells the customer of another start or employee when the change has settled, and nothing if that is what they know. A new end alone
 * tells them nothing: they come to the same person at the same time, and their page shows it.
 */
async function tellLater(
  tx: Tx,
  bookingId: BookingId,
  items: readonly PlacedItem[],
  { told, settlesAt, occasion }: { told: Told; settlesAt: Date; occasion: string },
): Promise<void> {
  if (isTold(told, items)) return;
  await queueMessages(tx, [{ template: 'booking_moved', bookingId, occasion, sendAfter: settlesAt }]);
}

/** A sender may have been quicker than whoever changes a booking just as the change before settles. */
async function wasTold(tx: Tx, bookingId: BookingId, { madeAt }: BookingChange): Promise<boolean> {
  const sent = await tx.db.message.findFirst({
    where: {
      bookingId,
      template: 'booking_moved',
      sendAfter: { gt: madeAt },
      status: { notIn: ['queued', 'cancelled'] },
    },
    select: { id: true },
  });
  return sent !== null;
}

async function audit(
  tx: Tx,
  booking: BookingFacts,
  items: readonly PlacedItem[],
  {
    action,
    actor,
    ...data
  }: { action: AuditRecord['action']; actor: Actor; openingIds: OpeningId[]; changeId?: string },
): Promise<void> {
  const [first] = items;
  if (!first) throw new Error('A booking needs an item.');
  await recordAudit(tx, {
    actor,
    action,
    subjectType: 'booking',
    subjectId: booking.id,
    salonId: booking.salonId,
    data: {
      from: booking.startsAt.toISOString(),
      to: first.startsAt.toISOString(),
      until: (items.at(-1) ?? first).endsAt.toISOString(),
      employeeId: first.employeeId,
      ...data,
    },
  });
}
