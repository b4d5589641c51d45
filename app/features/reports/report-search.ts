import { addDays } from '#app/ui/formats.ts';
import { figureSchema, periodSchema, type Figure } from '#server/modules/reports/reports.schema.ts';
import { employeeIdSchema } from '#server/platform/ids.schema.ts';

/** What a report is of, as its address says it. */
export interface ReportSearch {
  from: string;
  until: string;
  /** Empty: everybody. */
  employeeId: string;
}

export const presetKeys = ['last7', 'last30', 'last90', 'thisMonth', 'lastMonth', 'lastYear'] as const;
export type PresetKey = (typeof presetKeys)[number];

/** The periods that people ask for, today included. */
export function presetsOf(today: string): Record<PresetKey, { from: string; until: string }> {
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  const lastOfPrevious = addDays(firstOfMonth, -1);
  const last = (days: number) => ({ from: addDays(today, 1 - days), until: today });
  return {
    last7: last(7),
    last30: last(30),
    last90: last(90),
    thisMonth: { from: firstOfMonth, until: today },
    lastMonth: { from: `${lastOfPrevious.slice(0, 7)}-01`, until: lastOfPrevious },
    lastYear: last(365),
  };
}

/** Without a period that makes sense, the last thirty days. */
export function readReportSearch(query: URLSearchParams, today: string): ReportSearch {
  const asked = periodSchema.safeParse({ from: query.get('from'), until: query.get('until') });
  return {
    ...(asked.data ?? presetsOf(today).last30),
    employeeId: employeeIdSchema.safeParse(query.get('with')).data ?? '',
  };
}

/** `?` included. The dates are always in it, so that an address that is kept shows the same next week. */
export function reportQuery(
  { from, until, employeeId }: ReportSearch,
  more: Record<string, string | undefined> = {},
): string {
  const query = new URLSearchParams({ from, until });
  if (employeeId) query.set('with', employeeId);
  for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
  return `?${query}`;
}

/** What procedures are asked with. */
export function reportScope({ employeeId, ...period }: ReportSearch) {
  return { ...period, employeeId: employeeIdSchema.safeParse(employeeId).data };
}

/** The part of an address that names a figure. */
export function figureParams({ ...figure }: Figure): Record<string, string | undefined> {
  const { notSent, ...named } = { notSent: undefined, ...figure };
  return { ...named, notSent: notSent ? '1' : undefined };
}

/** Null when the address names no figure. */
export function readFigure(query: URLSearchParams): Figure | null {
  const named = { ...Object.fromEntries(query), notSent: query.get('notSent') === '1' };
  return figureSchema.safeParse(named).data ?? null;
}
