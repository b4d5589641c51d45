import type { AppLoadContext } from '@remix-run/node';
import { textsOf } from '#app/texts.server.ts';
import { addDays, weekdayOf, type Formats } from '#app/ui/formats.ts';
import type { OpeningHours } from '#server/modules/calendar/availability.schema.ts';
import type { HoursView } from './booking-view.ts';

type Stretches = OpeningHours['week'][number]['stretches'];

/** Opening hours in words: today's first, then the week, then the dates that differ. Null when nobody ever works there. */
export function hoursView(
  { locale }: Pick<AppLoadContext, 'locale'>,
  formats: Formats,
  { today, week, special }: OpeningHours,
): HoursView | null {
  if (![...week, ...special].some(({ stretches }) => stretches.length > 0)) return null;
  const t = textsOf(locale, 'booking');
  const common = textsOf(locale, 'common');
  const range = ({ fromMinute, untilMinute }: Stretches[number]) =>
    common('when.range', { from: formats.minuteOfDay(fromMinute), until: formats.minuteOfDay(untilMinute) });
  const hours = (stretches: Stretches) =>
    stretches.length > 0 ? formats.list(stretches.map(range)) : t('hours.closed');
  const on = (date: string) =>
    (special.find((day) => day.date === date) ?? week.find(({ weekday }) => weekday === weekdayOf(date)))
      ?.stretches ?? [];
  return {
    today: on(today).length > 0 ? t('hours.openToday', { hours: hours(on(today)) }) : t('hours.closedToday'),
    week: week.map(({ weekday, stretches }) => ({
      day: formats.weekday(weekday),
      hours: hours(stretches),
      isToday: weekday === weekdayOf(today),
    })),
    special: together(special).map(({ from, until, stretches }) => ({
      day:
        from === until
          ? formats.day(from, today)
          : t('hours.days', { from: formats.shortDay(from), until: formats.shortDay(until) }),
      hours: hours(stretches),
    })),
  };
}

/** Closed days in a row are one holiday. */
function together(special: OpeningHours['special']): { from: string; until: string; stretches: Stretches }[] {
  const runs: { from: string; until: string; stretches: Stretches }[] = [];
  for (const { date, stretches } of special) {
    const last = runs.at(-1);
    if (last && last.stretches.length + stretches.length === 0 && addDays(last.until, 1) === date)
      last.until = date;
    else runs.push({ from: date, until: date, stretches });
  }
  return runs;
}
