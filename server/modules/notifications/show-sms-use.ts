import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';
import { versionOf } from '#server/platform/version.ts';
import { monthOf } from './reserve-segments.ts';
import { limitOf, overageOf, type SmsUse } from './sms-quota.rules.ts';
import type { SmsUseView, usageOutput } from './sms-quota.schema.ts';

type MonthRow = SmsUse & { month: string; blocked: number };

/** What a salon has used of its SMS this month and before. */
export async function showSmsUse(
  db: Db,
  { salonId, now }: { salonId: SalonId; now: Date },
): Promise<z.input<typeof usageOutput>> {
  const values = await readQuota(db, salonId);
  const [current, ...previous] = await findMonths(db, salonId, now);
  if (!current) throw notFound('salon');
  return { values, version: versionOf(values), current: viewOf(current), previous: previous.map(viewOf) };
}

/** This month's, for those who look at nothing else. */
export async function currentSmsUse(
  db: Db,
  { salonId, now }: { salonId: SalonId; now: Date },
): Promise<SmsUse | undefined> {
  const [current] = await db.$queryRaw<SmsUse[]>`
    SELECT u.segments_used AS used, u.segments_included AS included, u.hard_cap AS "hardCap"
    FROM salons s
    JOIN sms_usage u ON u.salon_id = s.id AND u.month = ${monthOf(now)}
    WHERE s.id = ${salonId}::uuid`;
  return current;
}

/** The setting as it stands. */
export async function readQuota(db: Db, salonId: SalonId) {
  const salon = await db.salon.findUnique({
    where: { id: salonId },
    select: { smsIncludedSegments: true, smsHardCap: true },
  });
  if (!salon) throw notFound('salon');
  return { included: salon.smsIncludedSegments, hardCap: salon.smsHardCap };
}

/** The month that is under way, also when nothing was sent in it yet, and those before it. */
async function findMonths(db: Db, salonId: SalonId, now: Date): Promise<MonthRow[]> {
  // Index messages (salon_id, created_at).
  return db.$queryRaw<MonthRow[]>`
    WITH here AS (
      SELECT s.id, s.time_zone, ${monthOf(now)} AS month, s.sms_included_segments, s.sms_hard_cap
      FROM salons s
      WHERE s.id = ${salonId}::uuid
    ), months AS (
      SELECT u.month, u.segments_used AS used, u.segments_included AS included, u.hard_cap
      FROM here
      JOIN sms_usage u ON u.salon_id = here.id AND u.month BETWEEN here.month - interval '12 months' AND here.month
      UNION ALL
      SELECT here.month, 0, here.sms_included_segments, here.sms_hard_cap
      FROM here
      WHERE NOT EXISTS (SELECT FROM sms_usage u WHERE u.salon_id = here.id AND u.month = here.month)
    ), kept_back AS (
      SELECT date_trunc('month', m.created_at AT TIME ZONE here.time_zone)::date AS month, count(*)::int AS count
      FROM here
      JOIN messages m ON m.salon_id = here.id
      WHERE m.created_at >= ${now}::timestamptz - interval '14 months' AND m.status = 'blocked' AND m.last_error = 'quota'
      GROUP BY 1
    )
    SELECT months.month::text, months.used, months.included, months.hard_cap AS "hardCap",
      coalesce(kept_back.count, 0) AS blocked
    FROM months
    LEFT JOIN kept_back USING (month)
    ORDER BY months.month DESC`;
}

function viewOf(row: MonthRow): SmsUseView {
  return { ...row, overage: overageOf(row), limit: limitOf(row) };
}
