import type { Deps } from './deps.ts';
import { AppError } from './errors.ts';
import type { RepeatableRequest } from './repeated-request.ts';
import { RetryTransaction, type Tx } from './tx.ts';

/** An answer as it goes out, to the letter. */
export interface KeptAnswer {
  status: number;
  text: string;
}

/** Nothing works on a request for so long. Who began it has died, and its repeat may begin anew. */
const longestWorkMs = 2 * 60_000;

/**
 * Works on a request once, however often it comes, and answers its repeats with the first answer. When `answer` throws, nothing is kept
 * and a repeat is worked on again.
 *
 * The claim on the key commits before the work begins, so that a repeat meanwhile is told so and need not wait. Should the process
 * die between the work and the keeping, the work is done again by a repeat: it must bear that.
 * @throws AppError `request_in_progress`; `idempotency_key_reused` when the key came with something else
 */
export async function answerOnce(
  { inTransaction }: Pick<Deps, 'inTransaction'>,
  request: RepeatableRequest,
  answer: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const claim = await inTransaction((tx) => claimKey(tx, request));
  if (claim.kept) return claim.kept;
  try {
    const given = await answer();
    await inTransaction((tx) =>
      tx.db.idempotencyKey.updateMany({
        where: ownClaim(request, claim.since),
        data: { status: given.status, response: given.text },
      }),
    );
    return given;
  } catch (fault) {
    // If that fails too, time frees the key; what went wrong first is what the caller should hear of.
    await inTransaction((tx) =>
      tx.db.idempotencyKey.deleteMany({ where: ownClaim(request, claim.since) }),
    ).catch(() => undefined);
    throw fault;
  }
}

async function claimKey(
  tx: Tx,
  { scope, key, hash }: RepeatableRequest,
): Promise<{ kept: KeptAnswer } | { kept: null; since: Date }> {
  const created = await tx.db.idempotencyKey.createMany({
    data: { scope, key, requestHash: hash, createdAt: tx.now },
    skipDuplicates: true,
  });
  if (created.count === 1) return { kept: null, since: tx.now };

  const known = await tx.db.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  // It was given up between the two statements.
  if (!known) throw new RetryTransaction();
  if (known.requestHash !== hash) throw new AppError('idempotency_key_reused');
  if (known.status !== null && typeof known.response === 'string')
    return { kept: { status: known.status, text: known.response } };

  const takenOver = await tx.db.idempotencyKey.updateMany({
    where: {
      scope,
      key,
      status: null,
      createdAt: { equals: known.createdAt, lt: new Date(tx.now.getTime() - longestWorkMs) },
    },
    data: { createdAt: tx.now },
  });
  if (takenOver.count === 0) throw new AppError('request_in_progress', { retryAfter: 1 });
  return { kept: null, since: tx.now };
}

/** Not the claim of a repeat that has taken over meanwhile. */
function ownClaim({ scope, key }: RepeatableRequest, since: Date) {
  return { scope, key, status: null, createdAt: since };
}
