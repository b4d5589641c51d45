import { moveBooking, resizeBooking } from '#app/features/bookings/change-times.server.ts';
import { addBooking } from '#app/features/bookings/new-booking.server.ts';
import { openBooking } from '#app/features/bookings/open-booking.server.ts';
import type { ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textField } from '#app/form-errors.server.ts';

/** What is done in the calendar itself. The pages of these acts do the same, by the same functions. */
export async function runCalendarAct(page: StaffPage, form: FormData, back: string): Promise<ActOutcome> {
  switch (form.get('act')) {
    case 'create':
      return addBooking(page, form);
    case 'move':
      return moveBooking(await openBooking(page, textField(form, 'booking')), page, form, back);
    case 'length':
      return resizeBooking(await openBooking(page, textField(form, 'booking')), page, form, back);
    default:
      throw pageNotFound();
  }
}
