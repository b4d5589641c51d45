import { dayPartOf } from '#app/features/join/wish-form.ts';
import { textsOf } from '#app/texts.server.ts';
import type { Formats } from '#app/ui/formats.ts';
import type { WindowView } from '#server/modules/waitlist/waitlist.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** A preference window as one would say it: "Tuesday and Thursday, Mon 30 Nov to Fri 11 Dec, evening". */
export function describeWindow(locale: Locale, formats: Formats, window: WindowView): string {
  const t = textsOf(locale, 'entry');
  const { dateFrom, dateUntil, fromMinute, untilMinute } = window;

  const dates =
    dateFrom === dateUntil
      ? formats.day(dateFrom)
      : t('window.range', { from: formats.shortDay(dateFrom), until: formats.shortDay(dateUntil) });
  const days =
    dateFrom === dateUntil || window.weekdays.length === 7
      ? dates
      : t('window.weekdays', {
          weekdays: formats.list(window.weekdays.map((weekday) => formats.weekday(weekday))),
          dates,
        });

  const part = dayPartOf(fromMinute, untilMinute);
  if (part === 'any') return days;
  const times = part
    ? t(`window.${part}`)
    : textsOf(locale, 'common')('when.range', {
        from: formats.minuteOfDay(fromMinute),
        until: formats.minuteOfDay(untilMinute),
      });
  return t('window.withTimes', { days, times });
}
