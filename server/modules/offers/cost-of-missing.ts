import type { Db } from '#server/platform/db.ts';
import type { OfferId } from '#server/platform/ids.schema.ts';
import type { OfferView } from './offers.schema.ts';

/** What a no to an open offer would cost, and what no answer: as `miss_offer` decides it when it comes to that. One round trip. */
export async function costOfMissing(db: Db, offerId: OfferId): Promise<NonNullable<OfferView['cost']>> {
  const [cost] = await db.$queryRaw<NonNullable<OfferView['cost']>[]>`
    WITH missed AS (
      SELECT
        e.id AS entry_id,
        f.token_expires_at AS missed_at,
        f.window_shortened,
        p.timeout_outcome,
        CASE
          WHEN 1 + CASE WHEN e.last_miss_at < f.token_expires_at - miss_memory() THEN 0 ELSE e.decline_count END
            >= p.decline_threshold THEN p.long_cooldown_minutes
          ELSE p.cooldown_minutes
        END AS pause_minutes
      FROM waitlist_offers f
      JOIN waitlist_entries e ON e.id = f.waitlist_entry_id
      CROSS JOIN LATERAL resolve_waitlist_policy(f.salon_id, f.service_id) p
      WHERE f.id = ${offerId}::uuid
    )
    SELECT
      pause_minutes AS "pauseMinutes",
      CASE
        WHEN window_shortened THEN 'nothing'
        WHEN timeout_outcome = 'expired'
          OR NOT waitlist_entry_has_window_after(entry_id, missed_at + make_interval(mins => pause_minutes)) THEN 'end'
        ELSE 'pause'
      END AS unanswered
    FROM missed`;
  if (!cost) throw new Error('There is no such offer.');
  return cost;
}
