import { Temporal } from 'temporal-polyfill';
import type { Channel } from '../notifications/notifications.schema.ts';
import type { Policy } from '../policy/policy.schema.ts';

type QuietHours = Pick<Policy, 'quietFromMinute' | 'quietUntilMinute'>;

/**
 * The instant at which the quiet hours end in which `now` lies; null outside them. They may run over midnight, and are on the
 * salon's clock: an end that the clocks skip is the instant at which they do.
 */
export function quietUntil(quiet: QuietHours, timeZone: string, now: Date): Date | null {
  const { quietFromMinute: from, quietUntilMinute: until } = quiet;
  if (from === until) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const minute = local.hour * 60 + local.minute;
  const overMidnight = from > until;
  const isQuiet = overMidnight ? minute >= from || minute < until : minute >= from && minute < until;
  if (!isQuiet) return null;
  const date = local.toPlainDate().add({ days: overMidnight && minute >= from ? 1 : 0 });
  return new Date(startOfMinute(date, until, timeZone));
}

/** On which channels somebody may be told now: at night nobody's phone rings. */
export function channelsAt(quiet: QuietHours, timeZone: string, now: Date): Channel[] {
  return quietUntil(quiet, timeZone, now) ? ['email'] : ['sms', 'email'];
}

function startOfMinute(date: Temporal.PlainDate, minute: number, timeZone: string): number {
  const midnight = date.add({ days: Math.floor(minute / 1440) });
  const time = Temporal.PlainTime.from({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 });
  return midnight.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}
