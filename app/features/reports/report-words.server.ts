import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';

/** How a report writes its numbers. */
export function reportWords({ locale, formats }: Pick<StaffPage, 'locale' | 'formats'>) {
  const t = textsOf(locale, 'reports');
  return {
    t,
    formats,
    /** A length of time as people say it: minutes and hours up to two days, then days. */
    length: (seconds: number | null): string => {
      if (seconds === null) return t('none');
      const minutes = Math.round(seconds / 60);
      if (minutes < 1) return t('underMinute');
      if (minutes < 48 * 60) return formats.duration(minutes);
      return t('days', { count: Math.round(minutes / 1440) });
    },
    /** A part of a whole; a dash where there is no whole. */
    share: (part: number, whole: number): string => (whole > 0 ? formats.percent(part / whole) : '–'),
    /** Part and whole as a number for a file. */
    shareValue: (part: number, whole: number): number | null =>
      whole > 0 ? Math.round((10_000 * part) / whole) / 10_000 : null,
  };
}
export type ReportWords = ReturnType<typeof reportWords>;
