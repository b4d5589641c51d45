import { Prisma } from '#server/generated/prisma/client.ts';
import type { MessageId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { markPassed, type SmsUse } from './sms-quota.rules.ts';
import { warnOfQuota } from './warn-of-quota.ts';

interface Reserved extends SmsUse {
  salonId: string;
  /** `2026-06-01` */
  month: string;
}

/**
 * Takes so many segments of the salon's current month for a message that is about to be sent, or nothing when its hard cap leaves no room. The
 * row of the month is the one that all senders of a salon meet at: it is asked for last in a short transaction that holds no lock of an offer.
 * @returns whether there was room; when there was none, the transaction is to be rolled back
 */
export async function reserveSegments(tx: Tx, messageId: MessageId, segments: number): Promise<boolean> {
  await openMonth(tx, messageId, segments);
  // One statement looks and takes: two that come at once wait for each other here, and the second one looks again.
  const [reserved] = await tx.db.$queryRaw<Reserved[]>`
    UPDATE sms_usage u
    SET segments_used = u.segments_used + ${segments}
    FROM messages m
    WHERE m.id = ${messageId}::uuid AND u.salon_id = m.salon_id AND u.month = m.reserved_month
      AND (u.hard_cap IS NULL OR u.segments_used + ${segments} <= u.hard_cap)
    RETURNING u.salon_id AS "salonId", u.month::text, u.segments_used AS used, u.segments_included AS included, u.hard_cap AS "hardCap"`;
  if (!reserved) return false;
  const percent = markPassed(reserved, segments);
  if (percent !== null) await warnOfQuota(tx, { ...reserved, percent });
  return true;
}

/** Writes down what the message takes, and makes the row of the month, as the salon's clock has it, when this is its first SMS. */
async function openMonth(tx: Tx, messageId: MessageId, segments: number): Promise<void> {
  await tx.db.$executeRaw`
    WITH here AS (
      SELECT s.id, ${monthOf(tx.now)} AS month, s.sms_included_segments, s.sms_hard_cap
      FROM messages m
      JOIN salons s ON s.id = m.salon_id
      WHERE m.id = ${messageId}::uuid
    ), opened AS (
      INSERT INTO sms_usage (salon_id, month, segments_included, hard_cap)
      SELECT here.id, here.month, here.sms_included_segments, here.sms_hard_cap
      FROM here
      WHERE NOT EXISTS (SELECT FROM sms_usage u WHERE u.salon_id = here.id AND u.month = here.month)
      ON CONFLICT (salon_id, month) DO NOTHING
    )
    UPDATE messages m
    SET reserved_month = here.month, reserved_segments = ${segments}
    FROM here
    WHERE m.id = ${messageId}::uuid`;
}

/** The first day of the month in which a moment lies on the clock of salon `s`. */
export function monthOf(moment: Date): Prisma.Sql {
  return Prisma.sql`date_trunc('month', ${moment}::timestamptz AT TIME ZONE s.time_zone)::date`;
}

/**
 * Gives back to the month what a try has taken: it surely did not go out, so nobody bills it. Before the offer is locked, for whoever answers
 * an offer must not wait for the row of the month.
 * @returns whether there was something; the same transaction clears it from the message, or begins anew when the message has moved on
 */
export async function giveBackSegments(
  tx: Tx,
  { id, attempts }: { id: MessageId; attempts: number },
): Promise<boolean> {
  const given = await tx.db.$executeRaw`
    UPDATE sms_usage u
    SET segments_used = u.segments_used - m.reserved_segments
    FROM messages m
    WHERE m.id = ${id}::uuid AND m.attempts = ${attempts} AND m.status IN ('sending', 'unknown')
      AND u.salon_id = m.salon_id AND u.month = m.reserved_month`;
  return given > 0;
}
