import { notFound } from '#server/platform/errors.ts';
import type { MessageId } from '#server/platform/ids.ts';
import { composeMessage, type ComposedMessage } from './compose-message.ts';
import { loadMessageFacts, type FactsDeps } from './message-facts.queries.ts';

/**
 * The words of a message as they are now: rows hold neither them nor the token of the link.
 * @throws AppError `not_found`
 */
export async function renderMessage(deps: FactsDeps, messageId: MessageId): Promise<ComposedMessage> {
  const [facts] = await loadMessageFacts(deps, [messageId]);
  if (!facts) throw notFound('message');
  return composeMessage(facts);
}
