import type { MessageId } from '#server/platform/ids.schema.ts';
import { compose, recordAccepted, segmentsOf, type SendDeps } from './send-message.ts';

/**
 * Asks the provider what became of a message of which nobody knows whether it went out. It is never sent again: found, it was sent; not
 * found, it stays unknown, and staff see it.
 */
export async function reconcileMessage(
  deps: SendDeps,
  { messageId }: { messageId: MessageId },
): Promise<void> {
  const row = await deps.db.message.findFirst({
    where: { id: messageId, status: 'unknown' },
    select: { channel: true, offerId: true, linkVersion: true, attempts: true, createdAt: true },
  });
  if (!row) return;
  const provider = row.channel === 'sms' ? deps.providers.sms : deps.providers.email;
  const outgoing = await compose(deps, messageId);
  let found;
  try {
    found = await provider.find?.({ ...outgoing, since: row.createdAt });
  } catch (error) {
    deps.logger.warn({ err: error, messageId }, 'a provider does not say what became of a message');
    return;
  }
  if (!found) return;
  const { providerId } = found;
  const segments = segmentsOf(outgoing);
  await deps.inTransaction((tx) =>
    recordAccepted(tx, { id: messageId, ...row }, provider, { providerId, segments }),
  );
}
