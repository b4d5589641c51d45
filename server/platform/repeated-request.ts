import { pseudonym } from './crypto.ts';
import type { Db } from './db.ts';
import { RetryTransaction, type Tx } from './tx.ts';

/** A request that its sender may repeat (a double click, a retry on a bad network) and that must count once. */
export interface RepeatableRequest {
  /** What is asked for, such as `booking.create`: each has keys of its own. */
  scope: string;
  /** Stands for the sender's key. */
  key: string;
  /** Stands for what is asked for. */
  hash: string;
}

/**
 * Of key and request only keyed hashes are kept: what somebody asked for has their name and number in it, and few enough people have
 * a number for a plain hash to be tried on all of them.
 */
export function repeatableRequest(
  secret: string,
  {
    scope,
    key,
    request,
  }: {
    scope: string;
    /** Made by the sender, the same for each repeat. */
    key: string;
    /** All that is asked for, its fields always in the same order. */
    request: unknown;
  },
): RepeatableRequest {
  return { scope, key: pseudonym(secret, key), hash: pseudonym(secret, JSON.stringify(request)) };
}

/** `other`: the key was used for something else. Null: it was not used yet. */
export async function recallAnswer(
  db: Db,
  { scope, key, hash }: RepeatableRequest,
): Promise<{ same: true; subjectId: string } | { same: false } | null> {
  const kept = await db.idempotencyKey.findUnique({
    where: { scope_key: { scope, key } },
    select: { requestHash: true, response: true },
  });
  if (!kept) return null;
  return kept.requestHash === hash && typeof kept.response === 'string'
    ? { same: true, subjectId: kept.response }
    : { same: false };
}

/**
 * Keeps what the request has made, in the transaction that made it; requests.sweeps.ts forgets it in time.
 * @param subjectId the row that its repeats are answered with
 * @throws RetryTransaction when another request with this key was faster; from then on `recallAnswer` knows it
 */
export async function rememberAnswer(
  tx: Tx,
  { scope, key, hash }: RepeatableRequest,
  subjectId: string,
): Promise<void> {
  const { count } = await tx.db.idempotencyKey.createMany({
    data: { scope, key, requestHash: hash, response: subjectId, createdAt: tx.now },
    skipDuplicates: true,
  });
  if (count === 0) throw new RetryTransaction();
}
