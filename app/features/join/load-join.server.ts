import { bookingHref } from '#app/features/booking/booking-search.ts';
import { choicesOf, serviceStep, type Booking } from '#app/features/booking/load-booking.server.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { addDays } from '#app/ui/formats.ts';
import type { JoinView } from './join-view.ts';
import { newWishForm } from './wish-form.ts';
import { wishOptions } from './wish-options.server.ts';

/** How far a wish reaches whose customer was looking at no day. */
const defaultDays = 13;

/** The page of joining, as far as the address has come. It only reads. */
export function loadJoin(booking: Booking, sent: boolean): JoinView {
  const { context, salon, search, services } = booking;
  const { serviceIds, with: chosenOne } = search;
  const choices = choicesOf({ ...booking, search: { ...search, with: null } });
  return {
    title: textsOf(context.locale, 'join')('metaTitle', { salon: salon.name }),
    accentColour: salon.accentColour,
    shell: shellOf(salon),
    choices:
      services.length > 0 && !sent ? choices.map((choice) => ({ ...choice, changeHref: changeHref() })) : [],
    bookHref: bookingHref(salon.slug, { serviceIds, with: chosenOne }),
    page: page(),
  };

  function changeHref() {
    return bookingHref(salon.slug, { day: search.day }, '/waitlist');
  }

  function page(): JoinView['page'] {
    if (sent) return { kind: 'sent' };
    if (!salon.joiningEnabled) return { kind: 'closed' };
    if (services.length === 0) return serviceStep(booking, '/waitlist');
    const from = search.day && search.day >= salon.today ? search.day : salon.today;
    const until = search.day ? from : addDays(from, defaultDays);
    return {
      kind: 'wish',
      form: newWishForm(
        from,
        until < salon.lastBookableDate ? until : salon.lastBookableDate,
        chosenPerson(),
      ),
      options: wishOptions(context.locale, booking.formats, booking.people, [
        salon.today,
        salon.lastBookableDate,
      ]),
    };
  }

  function chosenPerson(): string | null {
    return booking.people.find(({ id }) => id === chosenOne)?.id ?? null;
  }
}
