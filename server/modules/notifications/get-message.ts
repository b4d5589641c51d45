import type { z } from 'zod';
import { notFound } from '#server/platform/errors.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type CustomerId, type MessageId } from '#server/platform/ids.ts';
import { composeMessage } from './compose-message.ts';
import { readMessages } from './list-messages.ts';
import { loadMessageFacts, type FactsDeps } from './message-facts.queries.ts';
import type { getMessageInput, getMessageOutput } from './notifications.schema.ts';
import { senseOf } from './send-message.ts';

/**
 * One message of the log with its words. The customer's link is left out: whoever has it can answer in their place.
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
    words: await wordsOf(deps, messageId),
    makesSense: sense?.makes_sense ?? false,
  };
}

async function wordsOf(deps: FactsDeps, messageId: MessageId) {
  const [facts] = await loadMessageFacts(deps, [messageId]);
  if (!facts) return null;
  const { origin } = new URL(facts.link);
  const composed = composeMessage({ ...facts, link: `${origin}/...` });
  return { subject: composed.channel === 'email' ? composed.subject : null, text: composed.text };
}
