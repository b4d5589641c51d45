import type { z } from 'zod';
import { notFound } from '#server/platform/errors.ts';
import { composeMessage } from './compose-message.ts';
import type { MessageFacts } from './message-facts.ts';
import { loadMessageFacts, type FactsDeps } from './message-facts.queries.ts';
import { findMessagePage } from './notifications.queries.ts';
import type { inboxInput, inboxOutput, ShownMessage } from './notifications.schema.ts';

/**
 * Every salon's messages as their recipients see them, for development.
 * @throws AppError `not_found` in production, where it would hand out everybody's links
 */
export async function showInbox(
  deps: FactsDeps,
  { limit, ...filter }: z.output<typeof inboxInput>,
): Promise<z.input<typeof inboxOutput>> {
  if (deps.env.mode === 'production') throw notFound('inbox');
  const { ids, next } = await findMessagePage(deps.db, filter, limit);
  const facts = await loadMessageFacts(deps, ids);
  return { messages: facts.map(show), next };
}

function show(facts: MessageFacts): ShownMessage {
  const { id, template, locale, recipient, status, createdAt, sentAt, salon } = facts;
  return {
    id,
    template,
    locale,
    recipient,
    status,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    salonName: salon.name,
    timeZone: salon.timeZone,
    ...composeMessage(facts),
  };
}
