import type { Db } from '#server/platform/db.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';
import type { Answers } from './adaptive.rules.ts';

/** The newest answers count, and no older ones than this. */
const newest = 200;
const memoryDays = 90;

/**
 * How the customers of a salon answered the offers that they had the full time for. Whom staff booked was not asked. Index
 * waitlist_offers_answered.
 */
export async function loadAnswers(db: Db, salonId: SalonId, now: Date): Promise<Answers> {
  const [answers] = await db.$queryRaw<Answers[]>`
    SELECT count(*) FILTER (WHERE status = 'accepted')::int AS accepted, count(*)::int AS answered
    FROM (
      SELECT status FROM waitlist_offers
      WHERE salon_id = ${salonId}::uuid
        AND status IN ('accepted', 'declined', 'expired')
        AND closed_at > ${now}::timestamptz - make_interval(days => ${memoryDays}::int)
        AND NOT (status = 'expired' AND window_shortened)
        AND response_channel IS DISTINCT FROM 'staff'
      ORDER BY closed_at DESC
      LIMIT ${newest}::int
    ) lately`;
  if (!answers) throw new Error('A count has a row.');
  return answers;
}
