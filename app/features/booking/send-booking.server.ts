import { randomBytes, randomUUID } from 'node:crypto';
import { data, redirect } from '@remix-run/node';
import { attempt } from '#app/attempt.server.ts';
import { isFromProgram } from '#app/honeypot.server.ts';
import { formErrors, problemsOf, textField, type FormError } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { createBookingInput } from '#server/modules/bookings/bookings.schema.ts';
import { readInstant } from './booking-search.ts';
import type { DetailsValues, Taken } from './booking-view.ts';
import { chosen, takenOf, type Booking } from './load-booking.server.ts';

/** What the details form gets back when nothing was booked: all that was typed, and why. */
export interface DetailsAnswer {
  values: DetailsValues;
  errors: FormError[];
  /** Said above the form, when it is about no field. */
  refused: string | null;
  taken: Taken | null;
}

/** Books the chosen time for the person of the form; on success leads to the page of the new booking. */
export async function sendBooking(booking: Booking, form: FormData) {
  const { context, salon, search } = booking;
  const values: DetailsValues = {
    name: textField(form, 'name'),
    phone: textField(form, 'phone'),
    email: textField(form, 'email'),
    notes: textField(form, 'notes'),
    startsAt: readInstant(textField(form, 'startsAt')) ?? search.time ?? '',
    formKey: textField(form, 'formKey'),
  };
  if (isFromProgram(context, form, 'booking')) {
    const typed = (['sms', 'email'] as const).filter(
      (channel) => values[channel === 'sms' ? 'phone' : 'email'],
    );
    return redirect(confirmation(linkToNothing(), typed));
  }
  const refuse = (status: number, answer: Partial<DetailsAnswer>) =>
    data<DetailsAnswer>({ values, errors: [], refused: null, taken: null, ...answer }, status);

  const input = createBookingInput.safeParse({
    salonId: salon.id,
    ...chosen(booking),
    startsAt: values.startsAt,
    contact: { name: values.name, phone: values.phone, email: values.email },
    notes: values.notes,
    locale: context.locale,
    idempotencyKey: values.formKey || undefined,
  });
  if (!input.success) return refuse(400, { errors: formErrors(context.locale, problemsOf(input.error)) });

  const tried = await attempt(context.locale, context.api.booking.create(input.data));
  if (!tried.got) return refuse(tried.status, { refused: tried.message });
  const outcome = tried.got;
  if (outcome.ok) return redirect(confirmation(outcome.token, outcome.confirmedBy));
  switch (outcome.reason) {
    case 'taken':
      return refuse(409, {
        taken: takenOf(booking, values.startsAt, outcome.alternatives),
        // The others were on the page, and none of them was chosen.
        errors: form.has('startsAt')
          ? []
          : formErrors(context.locale, [{ field: 'startsAt', problem: 'required' }]),
      });
    case 'invalid':
      return refuse(400, { errors: formErrors(context.locale, outcome.fields) });
    case 'key_reused':
      // Gone back to after it was sent, and filled in anew: sent once more, it is a form of its own.
      return refuse(409, {
        values: { ...values, formKey: randomUUID() },
        refused: textsOf(context.locale, 'booking')('refused.key_reused'),
      });
    default:
      return refuse(409, { refused: textsOf(context.locale, 'booking')(`refused.${outcome.reason}`) });
  }
}

function confirmation(token: string, confirmedBy: readonly string[]): string {
  const told = new URLSearchParams([['new', 'booked'], ...confirmedBy.map((channel) => ['by', channel])]);
  return `/b/${token}?${told}`;
}

/** It looks like the link of a booking, and is nobody's. */
function linkToNothing(): string {
  return randomBytes(36).toString('base64url');
}
