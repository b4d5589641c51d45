import type { OfferId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';

/**
 * Takes a pending offer back of which the quiet hours let no word out, and nothing else stood in its way; its entry waits again with its place.
 * Calendar, opening and entry are locked.
 * @returns whether it was such an offer
 */
export async function takeBackUnseen(tx: Tx, offerId: OfferId): Promise<boolean> {
  // Index messages (offer_id).
  const [unseen] = await tx.db.$queryRaw<{ entryId: string; openingId: string }[]>`
    UPDATE waitlist_offers f
    SET status = 'cancelled', closed_at = ${tx.now}::timestamptz
    WHERE f.id = ${offerId}::uuid AND f.status = 'pending'
      AND (SELECT bool_and(m.status = 'blocked' AND m.last_error = 'quiet_hours') FROM messages m WHERE m.offer_id = f.id)
    RETURNING f.waitlist_entry_id AS "entryId", f.opening_id AS "openingId"`;
  if (!unseen) return false;
  const { entryId, openingId } = unseen;
  await tx.db.$executeRaw`
    SELECT set_lifecycle_context('offer_withdrawn', NULL, NULL,
      jsonb_build_object('offerId', ${offerId}::uuid, 'openingId', ${openingId}::uuid, 'why', 'quiet_hours'), ${tx.now}::timestamptz)`;
  await tx.db.$executeRaw`
    UPDATE waitlist_entries
    SET status = 'waiting', expires_at = NULL, updated_at = ${tx.now}::timestamptz
    WHERE id = ${entryId}::uuid AND status = 'notified'`;
  await tx.db.$executeRaw`SELECT fit_hold(${openingId}::uuid)`;
  await tx.db.$executeRaw`
    UPDATE openings
    SET needs_match = true, held_until = greatest(held_until, ${tx.now}::timestamptz + hold_grace())
    WHERE id = ${openingId}::uuid AND status = 'open'`;
  return true;
}
