import type { MessageId } from '#server/platform/ids.ts';
import { composeMessage } from './compose-message.ts';
import { loadMessageFacts, type FactsDeps } from './message-facts.queries.ts';

export interface MessageWords {
  /** Of an e-mail. */
  subject: string | null;
  text: string;
}

/**
 * What messages say as they read today, by id; those whose subject is gone are left out. The customer's link is left out: whoever has it can
 * answer in their place.
 */
export async function readWords(
  deps: FactsDeps,
  ids: readonly MessageId[],
): Promise<Map<MessageId, MessageWords>> {
  const all = await loadMessageFacts(deps, ids);
  return new Map(
    all.map((facts) => {
      const { origin } = new URL(facts.link);
      const composed = composeMessage({ ...facts, link: `${origin}/...` });
      const subject = composed.channel === 'email' ? composed.subject : null;
      return [facts.id, { subject, text: composed.text }];
    }),
  );
}
