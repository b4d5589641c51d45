import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { findMessagePage } from './notifications.queries.ts';
import {
  channelSchema,
  messageStatusSchema,
  templateSchema,
  type listMessagesInput,
  type listMessagesOutput,
} from './notifications.schema.ts';

/** What a salon's customers were sent, newest first, without the words: who, what, how, and what became of it. */
export async function listMessages(
  { db }: Pick<Deps, 'db'>,
  { limit, ...filter }: z.output<typeof listMessagesInput>,
): Promise<z.input<typeof listMessagesOutput>> {
  const { ids, next } = await findMessagePage(db, filter, limit);
  const messages = await db.message.findMany({
    where: { id: { in: ids } },
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
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return {
    messages: messages.map(({ customer, createdAt, sentAt, ...message }) => ({
      ...message,
      template: templateSchema.parse(message.template),
      channel: channelSchema.parse(message.channel),
      locale: localeOf(message.locale),
      status: messageStatusSchema.parse(message.status),
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      customerName: customer?.name ?? null,
    })),
    next,
  };
}
