import { textsOf } from '#app/texts.server.ts';
import { addDays } from '#app/ui/formats.ts';
import type { StaffPage } from './open-salon.server.ts';

/** An instant in as few words as lists have room for: the time alone when it is today, else "Sat 28 Nov at 15:30". */
export function shortMoment(instant: string, page: StaffPage): string {
  return page.formats.localDate(instant) === page.today ? page.formats.time(instant) : moment(instant, page);
}

/** When something happened or will: "today at 15:30", "Sat 28 Nov at 15:30". */
export function moment(instant: string, { formats, locale, today }: StaffPage): string {
  const t = textsOf(locale, 'common');
  const date = formats.localDate(instant);
  const named = { [today]: t('when.today'), [addDays(today, 1)]: t('when.tomorrow') }[date];
  return formats.at(named ?? formats.shortDay(date), instant);
}
