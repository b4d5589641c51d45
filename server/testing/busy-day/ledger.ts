import type { World } from '../model/world.ts';

// What a day must have come to, counted once more by other statements than those of the report.

const faults = `
  SELECT 'opening ' || id || ' is ' || status AS what
  FROM openings
  WHERE status = 'open' OR closed_at IS NULL
  UNION ALL
  SELECT 'opening ' || id || ' ended ' || closed_at - starts_at || ' after its time began'
  FROM openings
  WHERE closed_at > starts_at + LATE * interval '1 minute'
  UNION ALL
  SELECT 'offer ' || id || ' is pending'
  FROM waitlist_offers
  WHERE status = 'pending'
  UNION ALL
  -- Who said no, or nothing, to a time is not asked for it again, under whichever of their wishes.
  SELECT 'customer ' || e.customer_id || ' was asked twice for ' || f.slot_start
  FROM waitlist_offers f
  JOIN waitlist_entries e ON e.id = f.waitlist_entry_id
  JOIN waitlist_lifecycle_events v
    ON v.waitlist_entry_id = e.id AND v.reason = 'slot_matched' AND v.metadata ->> 'offerId' = f.id::text
  WHERE f.status <> 'cancelled'
  GROUP BY e.customer_id, e.service_id, f.employee_id, f.slot_start
  HAVING count(*) > 1
  UNION ALL
  SELECT 'customer ' || customer_id || ' has ' || count(*) || ' of ' || template || ' by ' || channel
  FROM messages
  WHERE template IN ('offer', 'offer_reminder', 'offer_withdrawn', 'booking_confirmed', 'booking_cancelled', 'booking_reminder')
    AND status <> 'cancelled'
  GROUP BY customer_id, offer_id, booking_id, template, channel
  HAVING count(*) > 1
  UNION ALL
  SELECT 'message ' || id || ' (' || template || ') is ' || status
  FROM messages
  WHERE status IN ('queued', 'sending')`;

/**
 * What did not find its end, and what happened twice: a sentence each.
 * @param lateMinutes how late an opening may end that nothing but the clock ends: as seldom as the clock was moved
 */
export async function findFaults({ deps }: World, lateMinutes: number): Promise<string[]> {
  const text = faults.replace('LATE', String(lateMinutes));
  const { rows } = await deps.database.pool.query<{ what: string }>(text);
  return rows.map(({ what }) => what);
}

/** `recovered` in hundredths of a krone, the others in rows. */
interface Counted {
  openings: number;
  offers: number;
  accepts: number;
  recovered: number;
  sms: number;
  emails: number;
}

export async function count({ deps, salon }: World): Promise<Counted> {
  const { rows } = await deps.database.pool.query<Counted>(
    `SELECT
      (SELECT count(*)::int FROM openings) AS openings,
      (SELECT count(*)::int FROM waitlist_offers) AS offers,
      (SELECT count(*)::int FROM waitlist_offers WHERE status = 'accepted') AS accepts,
      (SELECT coalesce(sum(price_minor), 0)::int FROM bookings WHERE source = 'waitlist' AND status <> 'cancelled') AS recovered,
      (SELECT count(*)::int FROM messages WHERE salon_id = $1 AND channel = 'sms' AND status IN ('sent', 'unknown')) AS sms,
      (SELECT count(*)::int FROM messages WHERE salon_id = $1 AND channel = 'email' AND status IN ('sent', 'unknown')) AS emails`,
    [salon.id],
  );
  const [counted] = rows;
  if (!counted) throw new Error('Nothing was counted.');
  return counted;
}
