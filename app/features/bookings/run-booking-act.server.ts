import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';
import type { BookingAct } from './booking-acts.ts';

/** Cancels or settles a booking, and says what came of it and of its time. */
export async function runBookingAct(
  act: BookingAct,
  booking: StaffBooking,
  page: StaffPage,
): Promise<ActOutcome> {
  const { api, salonId, base, formats, locale, today } = page;
  const t = textsOf(locale, 'dashboard');
  const input = { salonId, bookingId: booking.id };
  const name = booking.customer.name;
  const when = formats.dateAndTime(booking.startsAt, today);
  const state = t(`states.booking.${booking.status}`).toLocaleLowerCase(locale);

  if (act === 'cancel') {
    const outcome = await api.booking.cancel(input);
    if (!outcome.ok) return refused(t('bookings.refusals.not_open', { state }));
    const said = t('bookings.acts.cancel.done', { name, when });
    if (outcome.openingIds.length === 0) return done(`${said} ${t('bookings.acts.cancel.doneFree')}`);
    return done(
      `${said} ${t('bookings.acts.cancel.doneOffered')}`,
      ...outcome.openingIds
        .slice(0, 3)
        .map((id) => ({ label: t('bookings.seeOpening'), href: `${base}/openings/${id}` })),
    );
  }
  const outcome = act === 'complete' ? await api.booking.complete(input) : await api.booking.noShow(input);
  if (outcome.ok) return done(t(`bookings.acts.${act}.done`, { name }));
  return refused(t(`bookings.refusals.${outcome.reason}`, { state, when }));
}
