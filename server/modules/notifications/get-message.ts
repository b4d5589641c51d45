import type { z } from 'zod';
import { notFound } from '#server/platform/errors.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type CustomerId } from '#server/platform/ids.schema.ts';
import { readMessages } from './list-messages.ts';
import type { FactsDeps } from './message-facts.queries.ts';
import type { getMessageInput, getMessageOutput } from './notifications.schema.ts';
import { readWords } from './message-words.ts';
import { senseOf } from './message-sense.ts';

/**
 * One message of the log with its words.
 * @throws AppError `not_found`, also for another salon's message
 */
export async function getMessage(
  deps: FactsDeps & Pick<Deps, 'clock'>,
  { salonId, messageId }: z.output<typeof getMessageInput>,
): Promise<z.input<typeof getMessageOutput>> {
  const owned = await deps.db.message.findFirst({
    where: { id: messageId, salonId },
    select: { customerId: true },
  });
  const [message] = owned ? await readMessages(deps.db, [messageId]) : [];
  if (!owned || !message) throw notFound('message');
  const [sense] = await deps.db.$queryRaw<{ makes_sense: boolean }[]>(senseOf(messageId, deps.clock.now()));
  return {
    ...message,
    customerId: owned.customerId === null ? null : idOf<CustomerId>(owned.customerId),
    words: (await readWords(deps, [messageId])).get(messageId) ?? null,
    makesSense: sense?.makes_sense ?? false,
  };
}
