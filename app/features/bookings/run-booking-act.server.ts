import { z } from 'zod';
import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';
import type { OpeningId } from '#server/platform/ids.schema.ts';
import type { PlainAct } from './booking-acts.ts';
import { changeRefused } from './change-times.server.ts';
import { freedTime, type FreedOpening } from './freed-time.ts';

/** Cancels or settles a booking or undoes its last change, and says what came of it and of its time. */
export async function runBookingAct(
  act: PlainAct,
  booking: StaffBooking,
  page: StaffPage,
  form: FormData,
): Promise<ActOutcome> {
  const { api, salonId, base, formats, locale, today } = page;
  const t = textsOf(locale, 'dashboard');
  const input = { salonId, bookingId: booking.id };
  const name = booking.customer.name;
  const when = formats.dateAndTime(booking.startsAt, today);
  const state = t(`states.booking.${booking.status}`).toLocaleLowerCase(locale);

  if (act === 'undo') {
    const change = z.guid().safeParse(form.get('change'));
    if (!change.success) throw pageNotFound();
    const outcome = await api.booking.undoChange({ ...input, changeId: change.data });
    if (!outcome.ok) return changeRefused(outcome, booking, page);
    const { startsAt, endsAt } = outcome.booking;
    const back = formats.dateAndTime(startsAt, today);
    return done(t('bookings.acts.undo.done', { name, when: back, until: formats.time(endsAt) }));
  }
  if (act === 'cancel') {
    const outcome = await api.booking.cancel(input);
    if (!outcome.ok) return refused(t('bookings.refusals.not_open', { state }));
    const said = t('bookings.acts.cancel.done', { name, when });
    const openings = await Promise.all(outcome.openingIds.map((id) => lookAt(id, page)));
    const freed = freedTime(openings, booking.startsAt, page.now);
    return done(
      freed ? `${said} ${t(`bookings.acts.cancel.freed.${freed}`)}` : said,
      ...outcome.openingIds
        .slice(0, 3)
        .map((id) => ({ label: t('bookings.seeOpening'), href: `${base}/openings/${id}` })),
    );
  }
  const outcome = act === 'complete' ? await api.booking.complete(input) : await api.booking.noShow(input);
  if (outcome.ok) return done(t(`bookings.acts.${act}.done`, { name }));
  return refused(t(`bookings.refusals.${outcome.reason}`, { state, when }));
}

/** An opening as it is now. The matcher may have been at it already; until then, who fits is the best that is known. */
async function lookAt(openingId: OpeningId, { api, salonId }: StaffPage): Promise<FreedOpening> {
  const input = { salonId, openingId };
  const [{ status, offersMade }, { candidates }] = await Promise.all([
    api.opening.get(input),
    api.opening.candidates(input),
  ]);
  return { status, offersMade, fitting: candidates.length };
}
