import { Prisma } from '#server/generated/prisma/client.ts';
import type { MessageId } from '#server/platform/ids.schema.ts';
import type { FactsDeps } from './message-facts.queries.ts';
import { composeQuotaMail } from './quota-mail-words.ts';
import { writtenOut, type StaffMail } from './staff-mail.ts';

interface QuotaMailRow extends Omit<StaffMail, 'template' | 'content' | 'salonName'> {
  salon: string;
  slug: string;
  percent: number;
  segmentLimit: number;
  isCapped: boolean;
}

/** Of these messages those that warn of a salon's SMS quota, in words. */
export async function loadQuotaMails(deps: FactsDeps, ids: readonly MessageId[]): Promise<StaffMail[]> {
  const rows = await deps.db.$queryRaw<QuotaMailRow[]>`
    SELECT
      m.id, m.locale, m.recipient, m.status, m.created_at AS "createdAt", m.sent_at AS "sentAt", s.time_zone AS "timeZone",
      s.name AS salon, s.slug, w.percent, w.segment_limit AS "segmentLimit", s.sms_hard_cap IS NOT NULL AS "isCapped"
    FROM messages m
    JOIN sms_warnings w ON w.id = m.sms_warning_id
    JOIN salons s ON s.id = w.salon_id
    WHERE m.id IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})`;
  return rows.map((row) => {
    const { id, locale, recipient, status, createdAt, sentAt, timeZone, slug } = row;
    const link = `${deps.env.publicUrl}/dashboard/${slug}/settings/sms`;
    const facts = {
      id,
      template: 'sms_quota',
      locale,
      recipient,
      status,
      createdAt,
      sentAt,
      timeZone,
    } as const;
    return {
      ...facts,
      ...writtenOut(composeQuotaMail({ ...row, link, account: `${deps.env.publicUrl}/account` })),
    };
  });
}
