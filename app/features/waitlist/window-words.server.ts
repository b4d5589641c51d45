import { textsOf } from '#app/texts.server.ts';
import type { Formats } from '#app/ui/formats.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import type { WindowView } from '#server/modules/waitlist/waitlist.schema.ts';

/** A preference window in a line: "Sat 28 Nov, 12:00–16:00". */
export function windowWords(window: WindowView, locale: Locale, formats: Formats): string {
  const t = textsOf(locale, 'waitlist');
  const { dateFrom, dateUntil, weekdays, fromMinute, untilMinute } = window;
  const [from, until] = [formats.minuteOfDay(fromMinute), formats.minuteOfDay(untilMinute)];
  const days =
    dateFrom === dateUntil
      ? formats.shortDay(dateFrom)
      : t('window.dates', { from: formats.shortDay(dateFrom), until: formats.shortDay(dateUntil) });
  const startsEarly = fromMinute === 0;
  const endsLate = untilMinute === 1440;
  const times = startsEarly
    ? endsLate
      ? t('window.allDay')
      : t('window.until', { until })
    : endsLate
      ? t('window.from', { from })
      : t('window.between', { from, until });
  const some = dateFrom !== dateUntil && weekdays.length > 0 && weekdays.length < 7;
  if (!some) return t('window.line', { days, times });
  const named = formats.list(weekdays.map((weekday) => formats.weekday(weekday, 'short')));
  return t('window.lineWeekdays', { days, times, weekdays: named });
}
