import type { Channel } from './notifications.schema.ts';
import type { Policy } from '../policy/policy.schema.ts';
import { addDays, edgeOf, localDays, localTimeAt } from '../salon/local-time.ts';

type QuietHours = Pick<Policy, 'quietFromMinute' | 'quietUntilMinute'>;

/**
 * The instant at which the quiet hours end in which `now` lies; null outside them. They may run over midnight, and are on the
 * salon's clock: an end that the clocks skip is the instant at which they do.
 */
export function quietUntil(quiet: QuietHours, timeZone: string, now: Date): Date | null {
  const { quietFromMinute: from, quietUntilMinute: until } = quiet;
  if (from === until) return null;
  const { date, minute } = localTimeAt(now, timeZone);
  const overMidnight = from > until;
  const isQuiet = overMidnight ? minute >= from || minute < until : minute >= from && minute < until;
  if (!isQuiet) return null;
  return endOn(overMidnight && minute >= from ? addDays(date, 1) : date, until, timeZone, now);
}

/** On which channels somebody may be told now: at night nobody's phone rings. */
export function channelsAt(quiet: QuietHours, timeZone: string, now: Date): Channel[] {
  return quietUntil(quiet, timeZone, now) ? ['email'] : ['sms', 'email'];
}

/** Of a time that the clocks show twice, the one that is still to come. */
function endOn(date: string, minute: number, timeZone: string, now: Date): Date {
  const [day] = localDays(timeZone, date, 1);
  if (!day) throw new Error('One day was asked for.');
  const first = edgeOf(day, minute) * 60_000;
  const shownAgainAfter = -(day.transition?.forwardMinutes ?? 0) * 60_000;
  return new Date(first > now.getTime() ? first : first + shownAgainAfter);
}
