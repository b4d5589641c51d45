import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import type { MessageId, SalonId } from '#server/platform/ids.schema.ts';
import type { Channel, MessageStatus, Template } from './notifications.schema.ts';

export interface MessageFilter {
  /** Left out: every salon's, which only the inbox of development asks for. */
  salonId?: SalonId;
  channel?: Channel;
  template?: Template;
  statuses?: readonly MessageStatus[];
  /** Part of a number or an address; spaces and case do not count. */
  recipient?: string;
  /** Part of the customer's name, or of the recipient. */
  search?: string;
  /** Only those older than this one. */
  before?: MessageId;
}

export interface MessagePage {
  ids: MessageId[];
  /** The `before` of the next page; null on the last one. */
  next: MessageId | null;
}

/** The newest first, by messages_salon_id_created_at_idx when a salon is named. */
export async function findMessagePage(db: Db, filter: MessageFilter, limit: number): Promise<MessagePage> {
  const { salonId, channel, template, statuses, recipient, search, before } = filter;
  const conditions = [
    Prisma.sql`true`,
    ...(salonId ? [Prisma.sql`m.salon_id = ${salonId}::uuid`] : []),
    ...(channel ? [Prisma.sql`m.channel = ${channel}`] : []),
    ...(statuses ? [Prisma.sql`m.status = ANY (${[...statuses]})`] : []),
    ...(template ? [Prisma.sql`m.template = ${template}`] : []),
    ...(recipient ? [isSentTo(recipient)] : []),
    ...(search
      ? [
          Prisma.sql`(${isSentTo(search)} OR EXISTS (
            SELECT FROM customers c WHERE c.id = m.customer_id AND position(lower(${search}) IN lower(c.name)) > 0
          ))`,
        ]
      : []),
    ...(before
      ? [
          Prisma.sql`(m.created_at, m.id) < (SELECT b.created_at, b.id FROM messages b WHERE b.id = ${before}::uuid)`,
        ]
      : []),
  ];
  const rows = await db.$queryRaw<{ id: MessageId }[]>`
    SELECT m.id
    FROM messages m
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY m.created_at DESC, m.id DESC
    LIMIT ${limit + 1}`;
  const ids = rows.slice(0, limit).map(({ id }) => id);
  return { ids, next: rows.length > limit ? (ids.at(-1) ?? null) : null };
}

function isSentTo(part: string): Prisma.Sql {
  return Prisma.sql`position(lower(${part.replace(/\s/g, '')}) IN lower(m.recipient)) > 0`;
}
