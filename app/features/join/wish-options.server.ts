import { textsOf } from '#app/texts.server.ts';
import type { Formats } from '#app/ui/formats.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import type { WishOptions } from './join-view.ts';
import { leadTimes } from './wish-form.ts';

/** @param ownLeadTime of a wish that exists, in minutes: programs may ask for one that the form does not offer by itself */
export function wishOptions(
  locale: Locale,
  formats: Formats,
  people: readonly { id: string; name: string }[],
  [firstDate, lastDate]: [string, string],
  ownLeadTime = 0,
): WishOptions {
  const t = textsOf(locale, 'join');
  return {
    people: people.map(({ id, name }) => ({ id, name })),
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      value: String(weekday),
      name: formats.weekday(weekday),
      short: formats.weekday(weekday, 'short').replace('.', ''),
    })),
    leadTimes: [...new Set([...leadTimes, ownLeadTime])]
      .sort((a, b) => a - b)
      .map((minutes) => ({
        value: String(minutes),
        label: minutes === 0 ? t('leadTime.any') : t('leadTime.atLeast', { time: formats.span(minutes) }),
      })),
    firstDate,
    lastDate,
  };
}
