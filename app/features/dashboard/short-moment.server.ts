import { textsOf } from '#app/texts.server.ts';
import type { StaffPage } from './open-salon.server.ts';

/** An instant in as few words as lists have room for: the time alone when it is today, else "Sat 28 Nov at 15:30". */
export function shortMoment(instant: string, { formats, locale, today }: StaffPage): string {
  const date = formats.localDate(instant);
  const time = formats.time(instant);
  if (date === today) return time;
  return textsOf(locale, 'common')('when.dateAndTime', { date: formats.shortDay(date), time });
}
