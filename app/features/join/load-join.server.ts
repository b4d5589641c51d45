import { publicPage } from '#app/features/booking/booking-head.server.ts';
import { bookingHref } from '#app/features/booking/booking-search.ts';
import {
  finderOf,
  serviceGroups,
  servicesChoice,
  type Booking,
} from '#app/features/booking/load-booking.server.ts';
import { pageHead } from '#app/page-head.server.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { JoinView } from './join-view.ts';
import { daysLookedAt, newWishForm } from './wish-form.ts';
import { wishOptions } from './wish-options.server.ts';

/** The page of joining, as far as the address has come. It only reads. */
export function loadJoin(booking: Booking, sent: boolean): JoinView {
  const { context, salon, search, services } = booking;
  const { serviceIds, with: chosenOne } = search;
  const [service] = services.length === 1 ? services : [];
  const t = textsOf(context.locale, 'join');
  const step = page();
  return {
    head: pageHead(context, {
      ...publicPage(context.locale, salon),
      title: t('metaTitle', { salon: salon.name }),
      description: t('metaDescription', { salon: salon.name }),
      path: `/s/${salon.slug}/waitlist`,
      isStep: step.kind !== 'service' || services.length > 0,
    }),
    accentColour: salon.accentColour,
    shell: shellOf(salon),
    service:
      service && !sent ? { ...servicesChoice(booking), changeHref: changeHref(), addHref: null } : null,
    bookHref: bookingHref(salon.slug, { serviceIds, with: chosenOne }),
    page: step,
  };

  function changeHref() {
    return bookingHref(salon.slug, { from: search.from, day: search.day }, '/waitlist');
  }

  function page(): JoinView['page'] {
    if (sent) return { kind: 'sent', free: freeTime() };
    if (!salon.joiningEnabled) return { kind: 'closed' };
    if (!service) return whatFor();
    const { from, until } = daysLookedAt(search, salon);
    return {
      kind: 'wish',
      form: newWishForm(from, until, chosenPerson()),
      options: wishOptions(context.locale, booking.formats, booking.people, [
        salon.today,
        salon.lastBookableDate,
      ]),
    };
  }

  /** A wish is for one service: of several that were chosen for a booking, one is asked for. */
  function whatFor(): JoinView['page'] {
    const groups = serviceGroups(
      booking,
      (one) => services.length === 0 || services.includes(one),
      ({ id }) =>
        bookingHref(
          salon.slug,
          { serviceIds: [id], with: chosenOne, from: search.from, day: search.day },
          '/waitlist',
        ),
    );
    const allHref = bookingHref(salon.slug, { ...search, find: '' }, '/waitlist');
    return {
      kind: 'service',
      groups,
      finder: finderOf(groups, search.find, allHref),
      ofSeveral: services.length > 1,
    };
  }

  /** The address has it from the wish that was sent; whether it is still free, booking it says. */
  function freeTime() {
    const { time } = search;
    if (!time) return null;
    return {
      when: booking.formats.dateAndTime(time, salon.today),
      bookHref: bookingHref(salon.slug, search),
    };
  }

  function chosenPerson(): string | null {
    return booking.people.find(({ id }) => id === chosenOne)?.id ?? null;
  }
}
