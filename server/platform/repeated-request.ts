import { hashToken, type TokenHash } from './crypto.ts';
import type { Db } from './db.ts';
import { RetryTransaction, type Tx } from './tx.ts';

/** A request that its sender may repeat (a double click, a retry on a bad network) and that must count once. */
export interface RepeatableRequest {
  /** What is asked for, such as `booking.create`: each has keys of its own. */
  scope: string;
  /** Made by the sender, the same for each repeat. */
  key: string;
  hash: TokenHash;
}

/** @param request all that is asked for, its fields always in the same order */
export function repeatableRequest(scope: string, key: string, request: object): RepeatableRequest {
  return { scope, key, hash: hashToken(JSON.stringify(request)) };
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
