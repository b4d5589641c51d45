import { Prisma } from '#server/generated/prisma/client.ts';
import type { MessageId, StaffNoticeId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { FactsDeps } from './message-facts.queries.ts';
import { composeNotice, type NoticeItem } from './notice-mail-words.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import { writtenOut, type StaffMail } from './staff-mail.ts';

/** Writes the mail of each notice, in its reader's language, and queues its sending, in the caller's transaction. */
export async function queueNoticeMails(tx: Tx, noticeIds: readonly StaffNoticeId[]): Promise<void> {
  if (noticeIds.length === 0) return;
  const queued = await tx.db.$queryRaw<{ id: MessageId }[]>`
    INSERT INTO messages (staff_notice_id, channel, template, locale, recipient, status, idempotency_key, created_at)
    SELECT n.id, 'email', 'staff_notice', u.locale, u.email, 'queued', 'staff_notice:' || n.id || ':email', ${tx.now}::timestamptz
    FROM staff_notices n
    JOIN users u ON u.id = n.user_id
    WHERE n.id IN (${uuids(noticeIds)})
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id`;
  await tx.enqueueMany(queued.map(({ id }) => ({ queue: sendMessageQueue, data: { messageId: id } })));
}

interface NoticeRow extends Pick<
  StaffMail,
  'id' | 'locale' | 'recipient' | 'status' | 'createdAt' | 'sentAt' | 'timeZone'
> {
  noticeId: StaffNoticeId;
  name: string;
  salon: string;
  slug: string;
}

/** Of these messages those that tell staff what waits for a person. Nothing of their words is kept: they are written anew from the rows. */
export async function loadNoticeMails(
  { db, env }: Pick<FactsDeps, 'db' | 'env'>,
  ids: readonly MessageId[],
): Promise<StaffMail[]> {
  const rows = await db.$queryRaw<NoticeRow[]>`
    SELECT
      m.id, m.locale, m.recipient, m.status, m.created_at AS "createdAt", m.sent_at AS "sentAt",
      n.id AS "noticeId", u.name, s.name AS salon, s.slug, s.time_zone AS "timeZone"
    FROM messages m
    JOIN staff_notices n ON n.id = m.staff_notice_id
    JOIN users u ON u.id = n.user_id
    JOIN salons s ON s.id = n.salon_id
    WHERE m.id IN (${uuids(ids)})`;
  const items = rows.length > 0 ? await loadItems(db, rows) : [];
  return rows.map(({ noticeId, name, salon, slug, ...row }) => ({
    ...row,
    template: 'staff_notice',
    ...writtenOut(
      composeNotice({
        locale: row.locale,
        name,
        salon,
        timeZone: row.timeZone,
        dashboard: `${env.publicUrl}/dashboard/${slug}`,
        account: `${env.publicUrl}/account`,
        items: items.filter((item) => item.noticeId === noticeId),
      }),
    ),
  }));
}

/** In the order in which they came about. */
function loadItems(
  db: FactsDeps['db'],
  rows: readonly NoticeRow[],
): Promise<(NoticeItem & { noticeId: string })[]> {
  return db.$queryRaw<(NoticeItem & { noticeId: string })[]>`
    SELECT
      i.notice_id AS "noticeId",
      CASE WHEN o.id IS NOT NULL THEN 'opening' WHEN m.id IS NOT NULL THEN 'message' ELSE 'entry' END AS kind,
      coalesce(o.id, m.id, e.id) AS id,
      o.starts_at AS "startsAt", p.name AS employee,
      coalesce(c.name, e.customer_name) AS customer, m.template, m.channel, m.status
    FROM staff_notice_items i
    LEFT JOIN openings o ON o.id = i.opening_id
    LEFT JOIN employees p ON p.id = o.employee_id
    LEFT JOIN messages m ON m.id = i.message_id
    LEFT JOIN customers c ON c.id = m.customer_id
    LEFT JOIN waitlist_lifecycle_events v ON v.id = i.event_id
    LEFT JOIN waitlist_entries e ON e.id = v.waitlist_entry_id
    WHERE i.notice_id IN (${uuids(rows.map(({ noticeId }) => noticeId))})
    ORDER BY i.id`;
}

function uuids(ids: readonly string[]): Prisma.Sql {
  return Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`));
}
