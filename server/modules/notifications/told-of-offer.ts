import type { Db } from '#server/platform/db.ts';
import type { OfferId } from '#server/platform/ids.schema.ts';
import type { Channel } from './notifications.schema.ts';

/** How far the word of an offer has come. */
export interface ToldOfOffer {
  /** Where it went out, or may have. */
  channels: Channel[];
  /** When it last did, asked for anew or not; null when it never did. */
  lastAt: Date | null;
  /** It may still go out somewhere. */
  onItsWay: boolean;
}

/** Of the offer itself: what reminds of it does not count. */
export async function toldOfOffer(db: Db, offerId: OfferId): Promise<ToldOfOffer> {
  const [told] = await db.$queryRaw<ToldOfOffer[]>`
    -- Index messages (offer_id).
    SELECT
      coalesce(array_agg(DISTINCT m.channel) FILTER (WHERE went.out), '{}') AS channels,
      max(coalesce(m.sent_at, m.taken_at)) FILTER (WHERE went.out) AS "lastAt",
      coalesce(bool_or(m.status IN ('queued', 'sending')), false) AS "onItsWay"
    FROM messages m
    CROSS JOIN LATERAL (SELECT m.status IN ('sent', 'delivered', 'unknown') AS out) went
    WHERE m.offer_id = ${offerId}::uuid AND m.template = 'offer'`;
  return told ?? { channels: [], lastAt: null, onItsWay: false };
}
