import type { Failure, MessageStatus } from './notifications.schema.ts';
import { SendFailure } from './message-provider.ts';

const firstDelayMs = 5_000;
const longestDelayMs = 15 * 60_000;
/** Of a message's life: an offer of a quarter of an hour is tried every 90 seconds in the end, a confirmation every 15 minutes. */
const longestDelayShare = 0.1;

export type FailureDecision =
  | { status: Extract<MessageStatus, 'unknown'>; code: string; failure: null }
  | { status: Extract<MessageStatus, 'failed'>; code: string; failure: Failure }
  | { status: Extract<MessageStatus, 'queued'>; code: string; failure: null; delayMs: number };

/** What has been tried, and between when and when the message makes sense. */
interface Trial {
  /** So far, this one included. */
  attempts: number;
  bornAt: Date;
  diesAt: Date;
}

/**
 * What becomes of a message that its provider did not take. Only what surely did not go out is tried again: each time after twice as
 * long, at most a tenth of its life or 15 minutes, until its life is over. That is `trouble`, as is all that is no fault of the recipient.
 */
export function decideAfterFailure(
  error: unknown,
  { attempts, bornAt, diesAt }: Trial,
  now: Date,
): FailureDecision {
  if (!(error instanceof SendFailure)) return { status: 'unknown', code: 'no_answer', failure: null };
  const { kind, code } = error;
  if (kind === 'unclear') return { status: 'unknown', code, failure: null };
  if (kind === 'permanent') return { status: 'failed', code, failure: 'permanent' };
  const life = diesAt.getTime() - bornAt.getTime();
  const delayMs = Math.max(
    firstDelayMs,
    Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs, life * longestDelayShare),
  );
  const isOver = now.getTime() + delayMs >= diesAt.getTime();
  return kind === 'refused' || isOver
    ? { status: 'failed', code, failure: 'trouble' }
    : { status: 'queued', code, failure: null, delayMs };
}
