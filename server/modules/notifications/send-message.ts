import { Prisma } from '#server/generated/prisma/client.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { MessageId } from '#server/platform/ids.schema.ts';
import { RetryTransaction, type Tx } from '#server/platform/tx.ts';
import { blockMessage } from './block-message.ts';
import { composeMessage } from './compose-message.ts';
import { decideAfterFailure, type FailureDecision } from './delivery.rules.ts';
import { loadStaffMails } from './load-staff-mails.ts';
import { loadMessageFacts, type FactsDeps } from './message-facts.queries.ts';
import { SendFailure, type MessageProvider, type OutgoingMessage } from './message-provider.ts';
import { senseOf } from './message-sense.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import type { Channel } from './notifications.schema.ts';
import { lockOffer, passOnWhenUnreached } from './pass-on.ts';
import { putOffAtNight } from './put-off-at-night.ts';
import { giveBackSegments, reserveSegments } from './reserve-segments.ts';
import { unsubscribeLinkOf } from './unsubscribe.ts';

export interface SendDeps extends FactsDeps, Pick<Deps, 'inTransaction' | 'logger' | 'clock'> {
  providers: Record<Channel, MessageProvider>;
}

/** What has no end of its own. */
const triedFor = '24 hours';

/**
 * Hands a message to its provider, once: who finds it taken, sent or pointless does nothing. Between taking it and recording
 * the answer nothing is locked; if the process dies there, the message stays `sending` until the sweep calls it `unknown`.
 * In the quiet hours an SMS is put off that was held up until then.
 * An SMS takes its segments of the salon's month together with itself; where there is no room for them it is blocked.
 */
export async function sendMessage(deps: SendDeps, { messageId }: { messageId: MessageId }): Promise<void> {
  const words = await tryCompose(deps, messageId);
  if (words.segments !== null && (await putOffAtNight(deps, messageId))) return;
  const taken = await takeWithRoom(deps, messageId, words.segments);
  if (!taken) return;
  const provider = deps.providers[taken.channel];
  let accepted;
  try {
    if ('error' in words) throw words.error;
    accepted = await provider.send(words.outgoing);
  } catch (error) {
    const decision = decideAfterFailure(error, taken, deps.clock.now());
    deps.logger.warn({ err: error, messageId, status: decision.status }, 'a message was not accepted');
    await deps.inTransaction((tx) => recordFailure(tx, taken, provider, decision));
    return;
  }
  const { providerId } = accepted;
  const { segments } = words;
  await deps.inTransaction((tx) => recordAccepted(tx, taken, provider, { providerId, segments }));
}

type Words = { outgoing: OutgoingMessage; segments: number | null } | { error: SendFailure; segments: null };

/** What can't be put into words is taken all the same, so that it fails rather than waits. */
async function tryCompose(deps: SendDeps, messageId: MessageId): Promise<Words> {
  try {
    const outgoing = await compose(deps, messageId);
    return { outgoing, segments: segmentsOf(outgoing) };
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return { error, segments: null };
  }
}

/** What a carrier bills; null for an e-mail. */
export function segmentsOf({ content }: OutgoingMessage): number | null {
  return content.channel === 'sms' ? content.segments : null;
}

class NoRoom extends Error {}

async function takeWithRoom(
  deps: SendDeps,
  messageId: MessageId,
  segments: number | null,
): Promise<TakenMessage | undefined> {
  try {
    return await deps.inTransaction(async (tx) => {
      const taken = await take(tx, messageId);
      if (!taken || segments === null) return taken;
      if (!(await reserveSegments(tx, messageId, segments))) throw new NoRoom();
      return taken;
    });
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error;
    deps.logger.warn({ messageId, segments }, 'an SMS was blocked: the salon has used up its quota');
    await deps.inTransaction((tx) => blockMessage(tx, messageId));
    return undefined;
  }
}

interface TakenMessage {
  id: MessageId;
  channel: Channel;
  offerId: string | null;
  linkVersion: number | null;
  attempts: number;
  /** Between when and when it makes sense. */
  bornAt: Date;
  diesAt: Date;
}

/**
 * Takes the message, unless it has lost its sense: an offer that is answered or has run out, a link that a newer one has
 * replaced, the confirmation of a booking that is cancelled by now.
 */
async function take(tx: Tx, messageId: MessageId): Promise<TakenMessage | undefined> {
  const [row] = await tx.db.$queryRaw<(TakenMessage & { status: string })[]>`
    WITH sense AS (${senseOf(messageId, tx.now)})
    UPDATE messages m
    SET status = CASE WHEN sense.makes_sense THEN 'sending' ELSE 'cancelled' END,
        attempts = m.attempts + CASE WHEN sense.makes_sense THEN 1 ELSE 0 END,
        taken_at = CASE WHEN sense.makes_sense THEN ${tx.now}::timestamptz ELSE m.taken_at END
    FROM sense
    WHERE m.id = sense.id AND m.status = 'queued' AND coalesce(m.send_after <= ${tx.now}::timestamptz, true)
    RETURNING m.id, m.channel, m.offer_id AS "offerId", m.link_version AS "linkVersion", m.attempts, m.status,
      coalesce(m.send_after, m.created_at) AS "bornAt",
      coalesce(
        (
          SELECT o.token_expires_at
          FROM waitlist_offers o
          WHERE o.id = m.offer_id AND m.template IN ('offer', 'offer_reminder')
        ),
        coalesce(m.send_after, m.created_at) + ${triedFor}::interval
      ) AS "diesAt"`;
  return row?.status === 'sending' ? row : undefined;
}

/** @throws SendFailure `refused` when the message can't be put into words: another try would fail alike */
export async function compose(deps: SendDeps, messageId: MessageId): Promise<OutgoingMessage> {
  const [facts] = await loadMessageFacts(deps, [messageId]);
  const [mail] = facts ? [] : await loadStaffMails(deps, [messageId]);
  if (mail) {
    const { recipient, salonName: senderName, content } = mail;
    return { id: messageId, recipient, senderName, content, unsubscribeLink: null, validForSeconds: null };
  }
  if (!facts) throw new SendFailure('refused', 'gone');
  try {
    return {
      id: messageId,
      recipient: facts.recipient,
      senderName: facts.salon.name,
      content: composeMessage(facts),
      unsubscribeLink: unsubscribeLinkOf(deps, facts),
      validForSeconds: facts.answerBy && secondsUntil(facts.answerBy, deps.clock.now()),
    };
  } catch (cause) {
    throw new SendFailure('refused', 'not_composed', { cause });
  }
}

function secondsUntil(until: Date, now: Date): number {
  return Math.max(Math.ceil((until.getTime() - now.getTime()) / 1_000), 0);
}

export async function recordAccepted(
  tx: Tx,
  taken: Pick<TakenMessage, 'id' | 'offerId' | 'linkVersion' | 'attempts'>,
  provider: MessageProvider,
  { providerId, segments }: { providerId: string; segments: number | null },
): Promise<void> {
  const recorded = await tx.db.$executeRaw`
    UPDATE messages
    SET status = 'sent', sent_at = ${tx.now}, provider = ${provider.name}, provider_id = ${providerId}, segments = ${segments},
      last_error = NULL
    WHERE ${isStill(taken)}`;
  if (recorded === 0 || !taken.offerId) return;
  // The reminder's link has replaced the one before it only now that it is on its way.
  await tx.db.$executeRaw`
    UPDATE waitlist_offers
    SET previous_token_hash = NULL
    WHERE id = ${taken.offerId}::uuid AND link_version = ${taken.linkVersion} AND previous_token_hash IS NOT NULL`;
}

async function recordFailure(
  tx: Tx,
  taken: TakenMessage,
  provider: MessageProvider,
  decision: FailureDecision,
): Promise<void> {
  // What may have gone out is billed; the next try takes its segments anew.
  const isGivenBack = decision.status !== 'unknown' && (await giveBackSegments(tx, taken));
  await lockOffer(tx, taken.offerId);
  const recorded = await tx.db.$executeRaw`
    UPDATE messages
    SET status = ${decision.status}, provider = ${provider.name}, last_error = ${decision.code},
      failure = ${decision.failure},
      reserved_month = CASE WHEN ${!isGivenBack} THEN reserved_month END,
      reserved_segments = CASE WHEN ${!isGivenBack} THEN reserved_segments END
    WHERE ${isStill(taken)}`;
  if (recorded === 0) {
    // The provider's news came first: it did go out.
    if (isGivenBack) throw new RetryTransaction();
    return;
  }
  if (decision.status === 'queued') {
    const startAfter = new Date(tx.now.getTime() + decision.delayMs);
    await tx.enqueue(sendMessageQueue, { messageId: taken.id }, { startAfter });
  }
  if (decision.status === 'failed') await passOnWhenUnreached(tx, taken.offerId);
}

/** Nobody else has touched it since it was taken; the sweep may have called it unknown when this took very long. */
function isStill({ id, attempts }: Pick<TakenMessage, 'id' | 'attempts'>): Prisma.Sql {
  return Prisma.sql`id = ${id}::uuid AND attempts = ${attempts} AND status IN ('sending', 'unknown')`;
}
