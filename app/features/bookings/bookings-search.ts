import { bookingStatusSchema, type BookingStatus } from '#server/modules/bookings/bookings.schema.ts';
import { localDateSchema } from '#server/modules/salon/time.schema.ts';
import { employeeIdSchema } from '#server/platform/ids.schema.ts';

/** What of the bookings is shown, as the address says it. */
export interface BookingsSearch {
  /** Empty: all days, when something is searched for. */
  date: string;
  search: string;
  employeeId: string;
  status: BookingStatus | '';
  page: number;
}

/** Without a date it is today, unless something is searched for. What makes no sense counts as not said. */
export function readBookingsSearch(query: URLSearchParams, today: string): BookingsSearch {
  const search = query.get('q')?.trim().slice(0, 100) ?? '';
  const page = Number(query.get('page'));
  return {
    date: localDateSchema.safeParse(query.get('date')).data ?? (search ? '' : today),
    search,
    employeeId: employeeIdSchema.safeParse(query.get('with')).data ?? '',
    status: bookingStatusSchema.safeParse(query.get('state')).data ?? '',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

/** The query of such a list, `?` included. */
export function bookingsQuery({ date, search, employeeId, status, page }: BookingsSearch): string {
  const query = new URLSearchParams();
  if (date) query.set('date', date);
  if (search) query.set('q', search);
  if (employeeId) query.set('with', employeeId);
  if (status) query.set('state', status);
  if (page > 1) query.set('page', String(page));
  const text = query.toString();
  return text && `?${text}`;
}
