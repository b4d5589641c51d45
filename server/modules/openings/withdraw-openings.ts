import type { Actor } from '#server/platform/actor.ts';
import { idOf, type CalendarId, type OfferId, type OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { actAs } from '../audit/act-as.ts';
import { queueMessages } from '../notifications/queue-messages.ts';

export interface Withdrawal {
  calendarIds: readonly CalendarId[];
  from: Date;
  /** Left out: all that come after `from`. */
  until?: Date;
  /** Why, for the history of the entries whose offers it takes back; such as `staff_booking` or `time_off`. */
  why: string;
  actor: Actor;
}

/**
 * Ends the open openings whose hold reaches into that time. Customers with an offer of theirs wait again, and are told. The calendars
 * are locked, and the caller decides what becomes of the time.
 */
export async function withdrawOpenings(
  tx: Tx,
  { calendarIds, from, until, why, actor }: Withdrawal,
): Promise<OpeningId[]> {
  await actAs(tx, actor);
  const withdrawn = await tx.db.$queryRaw<{ id: string; offers: string[] | null }[]>`
    WITH hit AS (
      SELECT o.id
      FROM openings o
      JOIN calendar_items h ON h.opening_id = o.id
      -- Index openings_open.
      WHERE o.calendar_id = ANY (${[...calendarIds]}::uuid[])
        AND o.status = 'open'
        AND h.ends_at > ${from}
        AND (${until ?? null}::timestamptz IS NULL OR h.starts_at < ${until ?? null}::timestamptz)
      ORDER BY o.id
    )
    SELECT id, withdraw_opening(id, 'withdrawn', ${why}, ${tx.now}) AS offers FROM hit`;
  const offerIds = withdrawn.flatMap(({ offers }) => (offers ?? []).map(idOf<OfferId>));
  await queueMessages(
    tx,
    offerIds.map((offerId) => ({ template: 'offer_withdrawn', offerId })),
  );
  return withdrawn.flatMap(({ id, offers }) => (offers === null ? [] : [idOf<OpeningId>(id)]));
}
