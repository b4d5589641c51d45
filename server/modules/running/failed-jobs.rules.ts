import type { FailedJob } from './running.schema.ts';

const works: Readonly<Record<string, FailedJob['work']>> = {
  'waitlist.match-opening': 'match',
  'waitlist.match-entry': 'match',
  'waitlist.expire-offer': 'expire',
  'waitlist.remind-offer': 'remind',
  'waitlist.reactivate-entry': 'reactivate',
  'waitlist.offer-unreachable': 'unreachable',
  'messages.send': 'message',
  'messages.reconcile': 'message',
};

/** What a queue's jobs do, as people know it. */
export function workOf(queue: string | null): FailedJob['work'] {
  return works[queue ?? ''] ?? 'other';
}

/**
 * What kept a job from being done.
 * @param error the kind that is kept with it; null when its worker never said anything, since it was cut off or took too long
 */
export function failureOf(error: string | null): FailedJob['failure'] {
  if (error === null) return 'too_slow';
  if (error === 'ZodError') return 'unreadable';
  return /prisma|database|driver|econn/i.test(error) ? 'database' : 'fault';
}
