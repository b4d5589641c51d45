import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { MessageId } from '#server/platform/ids.schema.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { findMessagePage } from './notifications.queries.ts';
import {
  channelSchema,
  messageStatusSchema,
  templateSchema,
  type listedMessageSchema,
  type listMessagesInput,
  type listMessagesOutput,
} from './notifications.schema.ts';

/** What a salon's customers were sent, newest first, without the words: who, what, how, and what became of it. */
export async function listMessages(
  { db }: Pick<Deps, 'db'>,
  { limit, ...filter }: z.output<typeof listMessagesInput>,
): Promise<z.input<typeof listMessagesOutput>> {
  const { ids, next } = await findMessagePage(db, filter, limit);
  return { messages: await readMessages(db, ids), next };
}

/** What the log says of these, the newest first. */
export async function readMessages(
  db: Db,
  ids: readonly MessageId[],
): Promise<z.input<typeof listedMessageSchema>[]> {
  const messages = await db.message.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      template: true,
      channel: true,
      locale: true,
      recipient: true,
      status: true,
      createdAt: true,
      sentAt: true,
      lastError: true,
      customer: { select: { name: true } },
      waitlistEntryId: true,
      offer: { select: { waitlistEntryId: true } },
      booking: { select: { startsAt: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return messages.map(({ customer, offer, booking, waitlistEntryId, createdAt, sentAt, ...message }) => ({
    ...message,
    template: templateSchema.parse(message.template),
    channel: channelSchema.parse(message.channel),
    locale: localeOf(message.locale),
    status: messageStatusSchema.parse(message.status),
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    customerName: customer?.name ?? null,
    entryId: waitlistEntryId ?? offer?.waitlistEntryId ?? null,
    bookingStartsAt: booking?.startsAt.toISOString() ?? null,
  }));
}
