import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';

/** The stretches of a day in words; empty for none. */
export function hoursInWords(
  stretches: readonly { fromMinute: number; untilMinute: number }[],
  { formats, locale }: StaffPage,
): string {
  const t = textsOf(locale, 'common');
  return formats.list(
    stretches.map(({ fromMinute, untilMinute }) =>
      t('when.range', { from: formats.minuteOfDay(fromMinute), until: formats.minuteOfDay(untilMinute) }),
    ),
  );
}
