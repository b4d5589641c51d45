import { localDateSchema } from '#server/modules/salon/time.schema.ts';
import { employeeIdSchema } from '#server/platform/ids.schema.ts';

/** What of the calendar is shown, as the address says it. */
export interface CalendarSearch {
  date: string;
  view: 'day' | 'week';
  /** Empty: everybody. */
  employeeId: string;
  /** From midnight to midnight, and not only while somebody works. */
  isWholeDay: boolean;
}

/** Without a date it is today. What makes no sense counts as not said. */
export function readCalendarSearch(query: URLSearchParams, today: string): CalendarSearch {
  return {
    date: localDateSchema.safeParse(query.get('date')).data ?? today,
    view: query.get('view') === 'week' ? 'week' : 'day',
    employeeId: employeeIdSchema.safeParse(query.get('employee')).data ?? '',
    isWholeDay: query.get('hours') === 'all',
  };
}

/** The query of such a calendar, `?` included. */
export function calendarQuery({ date, view, employeeId, isWholeDay }: CalendarSearch): string {
  const query = new URLSearchParams({ date });
  if (view === 'week') query.set('view', view);
  if (employeeId) query.set('employee', employeeId);
  if (isWholeDay) query.set('hours', 'all');
  return `?${query}`;
}
