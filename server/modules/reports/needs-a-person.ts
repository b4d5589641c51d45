import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';
import { channelSchema, messageStatusSchema, templateSchema } from '../notifications/notifications.schema.ts';
import { currentSmsUse } from '../notifications/show-sms-use.ts';
import { limitOf, markReached } from '../notifications/sms-quota.rules.ts';
import type { Attention, attentionOutput } from './reports.schema.ts';
import { isStuck, isUndelivered, isUnfilled, isUnreachable } from './waiting.queries.ts';

/** So many of each kind; who has dealt with these sees the next. */
const mostOfAKind = 5;

interface Facts {
  messages:
    { id: string; customerName: string | null; channel: string; template: string; status: string }[] | null;
  messageCount: number;
  stuckMessages: number;
  unreachable: { entryId: string; customerName: string }[] | null;
  unreachableCount: number;
  unfilled: { openingId: string; startsAt: string; employeeName: string }[] | null;
  unfilledCount: number;
  away: { employeeId: string; employeeName: string; date: string; bookings: number }[] | null;
  awayCount: number;
}

/**
 * What the automation can't settle by itself: messages of the last three days that did not arrive and were not sent anew (those that do not
 * get out for trouble of a provider are counted for an hour, rather than named), people on the list whom no message reaches, times ahead for which it found nobody since yesterday and that are still free, and days
 * on which customers are booked with somebody who is away.
 */
export async function needsAPerson(
  db: Db,
  { salonId, now }: { salonId: SalonId; now: Date },
): Promise<Omit<z.input<typeof attentionOutput>, 'failedJobs' | 'smsQuota'>> {
  // Indexes time_off (employee_id, ends_at), booking_items (calendar_id, starts_at), messages (salon_id, created_at), messages (customer_id), waitlist_entries_by_status, openings (salon_id, created_at)
  // and that of calendar_items' exclusion.
  const [facts] = await db.$queryRaw<Facts[]>`
    WITH stuck AS (
      SELECT m.id
      FROM messages m
      WHERE m.salon_id = ${salonId}::uuid AND ${isStuck(now)}
    ),
    undelivered AS (
      SELECT m.id, c.name AS "customerName", m.channel, m.template, m.status, m.created_at
      FROM messages m
      LEFT JOIN customers c ON c.id = m.customer_id
      WHERE m.salon_id = ${salonId}::uuid AND ${isUndelivered(now)}
    ),
    unreachable AS (
      SELECT e.id AS "entryId", e.customer_name AS "customerName", e.created_at
      FROM waitlist_entries e
      WHERE e.salon_id = ${salonId}::uuid AND ${isUnreachable}
    ),
    unfilled AS (
      SELECT o.id AS "openingId", o.starts_at AS "startsAt", p.name AS "employeeName"
      FROM openings o
      JOIN employees p ON p.id = o.employee_id
      WHERE o.salon_id = ${salonId}::uuid AND ${isUnfilled(now)}
    ),
    away AS (
      SELECT p.id AS "employeeId", p.name AS "employeeName", (i.starts_at AT TIME ZONE s.time_zone)::date::text AS date,
        count(DISTINCT i.booking_id)::int AS bookings
      FROM employees p
      JOIN salons s ON s.id = p.salon_id
      JOIN calendars c ON c.employee_id = p.id
      JOIN time_off t ON t.employee_id = p.id AND t.ends_at > ${now}::timestamptz
      JOIN booking_items i ON i.calendar_id = c.id
        AND i.starts_at >= ${now}::timestamptz AND i.starts_at < t.ends_at AND i.ends_at > t.starts_at
      JOIN bookings b ON b.id = i.booking_id AND b.status IN ('pending_payment', 'confirmed')
      WHERE p.salon_id = ${salonId}::uuid
      GROUP BY 1, 2, 3
    )
    SELECT
      (SELECT json_agg(u) FROM (SELECT id, "customerName", channel, template, status FROM undelivered ORDER BY created_at DESC, id DESC LIMIT ${mostOfAKind}) u) AS messages,
      (SELECT count(*)::int FROM undelivered) AS "messageCount",
      (SELECT count(*)::int FROM stuck) AS "stuckMessages",
      (SELECT json_agg(u) FROM (SELECT "entryId", "customerName" FROM unreachable ORDER BY created_at, "entryId" LIMIT ${mostOfAKind}) u) AS unreachable,
      (SELECT count(*)::int FROM unreachable) AS "unreachableCount",
      (SELECT json_agg(u) FROM (SELECT * FROM unfilled ORDER BY "startsAt", "openingId" LIMIT ${mostOfAKind}) u) AS unfilled,
      (SELECT count(*)::int FROM unfilled) AS "unfilledCount",
      (SELECT json_agg(u) FROM (SELECT * FROM away ORDER BY date, "employeeName", "employeeId" LIMIT ${mostOfAKind}) u) AS away,
      (SELECT count(*)::int FROM away) AS "awayCount"`;
  const more = (all: number | undefined) => Math.max(0, (all ?? 0) - mostOfAKind);
  return {
    messages: (facts?.messages ?? []).map(({ channel, template, status, ...message }) => ({
      ...message,
      channel: channelSchema.parse(channel),
      template: templateSchema.parse(template),
      status: messageStatusSchema.parse(status),
    })),
    stuckMessages: facts?.stuckMessages ?? 0,
    unreachable: facts?.unreachable ?? [],
    unfilled: (facts?.unfilled ?? []).map(({ startsAt, ...opening }) => ({
      ...opening,
      startsAt: new Date(startsAt).toISOString(),
    })),
    away: facts?.away ?? [],
    more: {
      away: more(facts?.awayCount),
      messages: more(facts?.messageCount),
      unreachable: more(facts?.unreachableCount),
      unfilled: more(facts?.unfilledCount),
    },
  };
}

/** How much of this month's SMS is used, once that is most of it. */
export async function smsNearlyUsed(
  db: Db,
  asked: { salonId: SalonId; now: Date },
): Promise<Attention['smsQuota']> {
  const use = await currentSmsUse(db, asked);
  const percent = use && markReached(use);
  const limit = use && limitOf(use);
  if (!percent || !limit) return null;
  return { percent, limit, used: use.used, isBlocking: use.hardCap !== null };
}
