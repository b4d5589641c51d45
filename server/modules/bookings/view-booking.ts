import type { Deps } from '#server/platform/deps.ts';
import { findLinkedBooking, getCustomerBooking } from './bookings.queries.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { calendarFile } from '../notifications/calendar-file.ts';
import type { AttachedFile } from '../notifications/notifications.schema.ts';
import type { CustomerBooking } from './bookings.schema.ts';

/** What a customer's link shows. It only reads. */
export async function viewBooking(
  deps: Pick<Deps, 'db' | 'links' | 'clock'>,
  { token }: { token: string },
): Promise<{ ok: true; booking: CustomerBooking } | { ok: false; reason: 'unknown' }> {
  const linked = await findLinkedBooking(deps, token);
  if (!linked) return { ok: false, reason: 'unknown' };
  return { ok: true, booking: await getCustomerBooking(deps.db, linked.id, deps.clock.now()) };
}

/** The appointment as a file for the customer's calendar. It only reads. */
export async function viewCalendarFile(
  deps: Pick<Deps, 'db' | 'links' | 'clock'>,
  { token, locale }: { token: string; locale: Locale },
): Promise<{ ok: true; file: AttachedFile } | { ok: false; reason: 'unknown' }> {
  const found = await viewBooking(deps, { token });
  if (!found.ok) return found;
  const { id, revision, status, startsAt, endsAt, items, salon } = found.booking;
  const entry = {
    bookingId: id,
    revision,
    cancelled: status === 'cancelled',
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    // Joined as in messages, so that both make the same event.
    service: items.map(({ serviceName }) => serviceName).join(' + '),
    employee: [...new Set(items.map(({ employeeName }) => employeeName))].join(', '),
    salonName: salon.name,
    address: [salon.street, `${salon.postalCode} ${salon.city}`.trim()].filter(Boolean).join(', '),
  };
  return { ok: true, file: calendarFile(entry, { locale, madeAt: deps.clock.now() }) };
}
