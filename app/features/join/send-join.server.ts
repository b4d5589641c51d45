import { redirect } from '@remix-run/node';
import { attempt } from '#app/attempt.server.ts';
import type { Booking } from '#app/features/booking/load-booking.server.ts';
import { anyone, bookingHref, type BookingSearch } from '#app/features/booking/booking-search.ts';
import { problemsOf, textField } from '#app/form-errors.server.ts';
import { isFromProgram } from '#app/honeypot.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { joinInput, type Wish } from '#server/modules/waitlist/waitlist.schema.ts';
import { daysOfWish, fittingSlot } from './fitting-slot.ts';
import { readWish, type WishAnswer } from './wish-answer.server.ts';
import { wishOf } from './wish-form.ts';

/** What the form gets back when it was not sent on. */
export interface JoinAnswer extends WishAnswer {
  contact: { name: string; phone: string; email: string };
}

/** Puts the person of the form on the waitlist; the answer is the same whether they were on it already or not. */
export async function sendJoin(booking: Booking, form: FormData) {
  const { context, salon, services, people, search } = booking;
  const contact = {
    name: textField(form, 'name'),
    phone: textField(form, 'phone'),
    email: textField(form, 'email'),
  };
  const { values, back, refuse, edited } = readWish(context.locale, form, { contact });
  if (edited) return edited;

  const sent = (free: Partial<BookingSearch> = {}) =>
    redirect(sentHref(bookingHref(salon.slug, { ...search, time: null, ...free }, '/waitlist')));
  if (isFromProgram(context, form, 'join')) return sent();

  const [service, ...others] = services;
  if (!service || others.length > 0) return redirect(bookingHref(salon.slug, search, '/waitlist'));
  const input = joinInput.safeParse({
    salonId: salon.id,
    wish: wishOf(values, service.id, people),
    contact,
    locale: context.locale,
  });
  if (!input.success) return refuse(problemsOf(input.error));

  const tried = await attempt(context.locale, context.api.waitlist.join(input.data));
  if (!tried.got) return back(tried.status, { refused: tried.message });
  const outcome = tried.got;
  if (outcome.ok) return sent(await freeTime(booking, input.data.wish));
  if (outcome.reason === 'invalid') return refuse(outcome.fields);
  return back(409, { refused: textsOf(context.locale, 'join')(`refused.${outcome.reason}`) });
}

/** A program may send the form to an address without a service. */
function sentHref(href: string): string {
  return `${href}${href.includes('?') ? '&' : '?'}sent=1`;
}

/** What the address says of a free time that fits the wish, to be told of instead of waited for. */
async function freeTime(
  { context, salon }: Booking,
  wish: Wish,
): Promise<Partial<BookingSearch> | undefined> {
  const days = daysOfWish(wish, { today: salon.today, lastDate: salon.lastBookableDate });
  if (!days) return undefined;
  const [employeeId, ...others] = wish.employeeIds;
  const asked = context.api.availability.slots({
    salonId: salon.id,
    serviceIds: [wish.serviceId],
    ...(employeeId && others.length === 0 && { employeeId }),
    ...days,
  });
  // They are on the list already: what can't be looked up now is not told, and nothing more.
  const free = (await attempt(context.locale, asked)).got;
  const found = free && fittingSlot(wish, free.days, context.now);
  return found
    ? { with: found.employeeId ?? anyone, day: found.slot.date, time: found.slot.startsAt }
    : undefined;
}
