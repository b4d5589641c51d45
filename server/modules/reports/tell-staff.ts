import type { Deps } from '#server/platform/deps.ts';
import type { StaffNoticeId } from '#server/platform/ids.schema.ts';
import { noticeRecipients } from '../auth/notices.ts';
import { queueNoticeMails } from '../notifications/notice-mail.ts';
import { providersAreAskedFor } from '../notifications/notifications.sweeps.ts';
import { isUndelivered, isUnfilled, isUnreachable } from './waiting.queries.ts';

/** Whoever was told of something in a salon hears of that salon no more for so long; what comes about meanwhile is gathered. */
const quietFor = '1 hour';
/** So many mails a minute at most. */
const mostMails = 500;

/**
 * Tells the staff who want it what has come to wait for a person since they were last told: a mail for each of them and salon. The database
 * keeps two of them apart (constraint staff_notices_in_peace), so that of two workers at once one tells and the other finds that it is done.
 * @returns how many mails
 */
export function tellStaff({ inTransaction }: Pick<Deps, 'inTransaction'>): Promise<number> {
  return inTransaction(async (tx) => {
    const { now } = tx;
    // Indexes messages_troubled, openings_unfilled, waitlist_entries_unreachable.
    const notices = await tx.db.$queryRaw<{ id: StaffNoticeId }[]>`
      WITH waiting AS (
        SELECT o.salon_id, o.id AS opening_id, NULL::uuid AS message_id, NULL::bigint AS event_id, o.closed_at AS since
        FROM openings o
        WHERE ${isUnfilled(now)}
        UNION ALL
        -- What became of one that may have gone out is first asked of its provider.
        SELECT m.salon_id, NULL, m.id, NULL, m.created_at
        FROM messages m
        WHERE ${isUndelivered(now)}
          AND (
            m.status <> 'unknown'
            OR coalesce(m.taken_at, m.created_at) <= ${now}::timestamptz - ${providersAreAskedFor}::interval
          )
        UNION ALL
        -- Each time anew: who is unreachable again after somebody saw to it is news.
        SELECT e.salon_id, NULL, NULL, became.id, became.occurred_at
        FROM waitlist_entries e
        CROSS JOIN LATERAL (
          SELECT v.id, v.occurred_at
          FROM waitlist_lifecycle_events v
          WHERE v.waitlist_entry_id = e.id AND v.reason = 'unreachable'
          ORDER BY v.sequence DESC
          LIMIT 1
        ) became
        WHERE ${isUnreachable} AND became.occurred_at >= ${now}::timestamptz - interval '3 days'
      ),
      news AS (
        SELECT r.user_id, w.*
        FROM waiting w
        JOIN (${noticeRecipients}) r ON r.salon_id = w.salon_id
        WHERE NOT EXISTS (
          SELECT FROM staff_notice_items i
          JOIN staff_notices n ON n.id = i.notice_id
          WHERE n.user_id = r.user_id
            AND (i.opening_id = w.opening_id OR i.message_id = w.message_id OR i.event_id = w.event_id)
        )
      ),
      told AS (
        INSERT INTO staff_notices (user_id, salon_id, told_at, quiet_until)
        SELECT DISTINCT user_id, salon_id, ${now}::timestamptz, ${now}::timestamptz + ${quietFor}::interval
        FROM news
        LIMIT ${mostMails}
        ON CONFLICT DO NOTHING
        RETURNING id, user_id, salon_id
      ),
      gathered AS (
        INSERT INTO staff_notice_items (notice_id, opening_id, message_id, event_id)
        SELECT t.id, n.opening_id, n.message_id, n.event_id
        FROM told t
        JOIN news n ON n.user_id = t.user_id AND n.salon_id = t.salon_id
        ORDER BY n.since, n.opening_id, n.message_id, n.event_id
      )
      SELECT id FROM told`;
    await queueNoticeMails(
      tx,
      notices.map(({ id }) => id),
    );
    return notices.length;
  });
}
