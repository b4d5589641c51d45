import type { MessageId } from '#server/platform/ids.schema.ts';
import { composeMessage } from './compose-message.ts';
import type { MessageFacts } from './message-facts.ts';
import { loadMessageFacts, type FactsDeps } from './message-facts.queries.ts';

export interface MessageWords {
  /** Of an e-mail. */
  subject: string | null;
  text: string;
}

/**
 * What messages say as they read today, by id; those that can't be put into words any more are left out. The customer's link is left out: whoever has it can
 * answer in their place.
 */
export async function readWords(
  deps: FactsDeps,
  ids: readonly MessageId[],
): Promise<Map<MessageId, MessageWords>> {
  const all = await loadMessageFacts(deps, ids);
  return new Map(
    all.flatMap((facts) => {
      const words = wordsOf(facts);
      return words ? [[facts.id, words] as const] : [];
    }),
  );
}

/** Null when it can't be put into words: then it was not sent either. */
function wordsOf(facts: MessageFacts): MessageWords | null {
  try {
    const { origin } = new URL(facts.link);
    const composed = composeMessage({ ...facts, link: `${origin}/...` });
    return { subject: composed.channel === 'email' ? composed.subject : null, text: composed.text };
  } catch {
    return null;
  }
}
