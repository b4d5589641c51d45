import type { MessageStatus } from './notifications.schema.ts';
import { SendFailure } from './message-provider.ts';

/** How often a message is given to its provider before it counts as failed. */
const maxAttempts = 5;
const firstDelayMs = 5_000;

export type FailureDecision =
  | { status: Extract<MessageStatus, 'failed' | 'unknown'>; code: string }
  | { status: Extract<MessageStatus, 'queued'>; code: string; delayMs: number };

/**
 * What becomes of a message that its provider did not take. Only what surely did not go out is tried again: after 5, 10, 20
 * and 40 seconds.
 * @param attempts tries so far, this one included
 */
export function decideAfterFailure(error: unknown, attempts: number): FailureDecision {
  if (!(error instanceof SendFailure)) return { status: 'unknown', code: 'no_answer' };
  const { kind, code } = error;
  if (kind === 'unclear') return { status: 'unknown', code };
  if (kind === 'permanent' || attempts >= maxAttempts) return { status: 'failed', code };
  return { status: 'queued', code, delayMs: firstDelayMs * 2 ** (attempts - 1) };
}
