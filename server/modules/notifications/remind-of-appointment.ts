import { Prisma } from '#server/generated/prisma/client.ts';
import type { SweepStep } from '#server/jobs/definition.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type BookingId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { remindOfAppointmentQueue } from './notifications.jobs.ts';
import { queueMessages, reachOfCustomer } from './queue-messages.ts';

const hourMs = 3_600_000;

/** Hours that pass, not clock time: on a day when clocks change, the reminder comes an hour earlier or later by the clock. */
const leadMs = 24 * hourMs;

/** Who was told of the time so shortly before the reminder would come has it in mind. */
const freshMs = 4 * hourMs;

/** A reminder that is late by an outage still helps until so shortly before the start. */
const latestMs = 2 * hourMs;

/** The sweep leaves the timed job so long to do it. */
const graceMs = 2 * 60_000;

/** So many at most in one sweep. */
const batchSize = 500;

/**
 * Queues the reminder of a booking with what gave it its time, in the same transaction. It is decided when it is due whether there is
 * anything to remind of: nothing needs to be taken back when the booking is cancelled or moved.
 */
export async function remindLater(
  tx: Tx,
  { bookingId, startsAt }: { bookingId: BookingId; startsAt: Date },
): Promise<void> {
  const startAfter = new Date(startsAt.getTime() - leadMs);
  if (startAfter.getTime() - freshMs < tx.now.getTime()) return;
  await tx.enqueue(remindOfAppointmentQueue, { bookingId }, { startAfter });
}

/** Tells a customer of their appointment, once for each start that it was given, if it is due and still has a sense. */
export async function remindOfAppointment(
  { inTransaction }: Pick<Deps, 'inTransaction'>,
  { bookingId }: { bookingId: BookingId },
): Promise<void> {
  await inTransaction((tx) => remind(tx, { bookingId, dueForMs: 0 }));
}

/** Finds bookings whose job is gone or came too late. */
export const remindOfForgottenAppointments: SweepStep = {
  name: 'appointments-reminded',
  run: ({ inTransaction }) => inTransaction((tx) => remind(tx, { dueForMs: graceMs })),
};

async function remind(
  tx: Tx,
  { bookingId, dueForMs }: { bookingId?: BookingId; dueForMs: number },
): Promise<number> {
  const from = new Date(tx.now.getTime() + latestMs);
  const until = new Date(tx.now.getTime() + leadMs - dueForMs);
  const one = bookingId ? Prisma.sql`AND b.id = ${bookingId}::uuid` : Prisma.empty;
  // By bookings_starts_at_idx and messages_booking_id_idx. The salon's other system tells of bookings that came from there, so that who
  // was told nothing by us is reminded of nothing by us.
  const due = await tx.db.$queryRaw<{ id: string; occasion: string }[]>`
    SELECT b.id, start.occasion
    FROM bookings b
    JOIN customers c ON c.id = b.customer_id
    CROSS JOIN LATERAL (SELECT 'start-' || extract(epoch FROM b.starts_at)::bigint AS occasion) start
    CROSS JOIN LATERAL (
      SELECT
        max(m.created_at) FILTER (WHERE m.template IN ('booking_confirmed', 'booking_moved')) AS told_at,
        bool_or(m.template = 'booking_reminder' AND m.idempotency_key LIKE '%:' || start.occasion || ':%') AS is_reminded
      FROM messages m
      WHERE m.booking_id = b.id AND (m.status <> 'cancelled' OR m.template = 'booking_reminder')
    ) said
    WHERE b.status IN ('confirmed', 'pending_payment')
      AND b.starts_at > ${from} AND b.starts_at <= ${until} ${one}
      AND said.told_at <= b.starts_at - make_interval(secs => ${(leadMs + freshMs) / 1_000})
      AND said.is_reminded IS NOT TRUE
      AND EXISTS (SELECT FROM ${reachOfCustomer} reach)
    ORDER BY b.starts_at
    LIMIT ${batchSize}`;
  await queueMessages(
    tx,
    due.map(({ id, occasion }) => ({
      template: 'booking_reminder' as const,
      bookingId: idOf<BookingId>(id),
      occasion,
    })),
  );
  return due.length;
}
