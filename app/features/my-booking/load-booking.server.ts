import type { AppLoadContext } from '@remix-run/node';
import { bookingHref } from '#app/features/booking/booking-search.ts';
import { undoable } from '#app/features/offer/undoable.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import type { CustomerBooking } from '#server/modules/bookings/bookings.schema.ts';
import type { MyBookingView } from './booking-view.ts';

/** The page of a link; null when no booking has it. It only reads. */
export async function loadMyBooking(context: AppLoadContext, token: string): Promise<MyBookingView | null> {
  const found = await context.api.booking.byToken({ token });
  return found.ok ? present(context, token, found.booking) : null;
}

function present({ locale, now }: AppLoadContext, token: string, booking: CustomerBooking): MyBookingView {
  const { salon, status, items } = booking;
  const formats = formatsOf(locale, salon.timeZone);
  const t = textsOf(locale, 'booking');
  const services = formats.list(items.map(({ serviceName }) => serviceName));
  const employees = formats.list([...new Set(items.map(({ employeeName }) => employeeName))]);
  const address = [salon.street, [salon.postalCode, salon.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const today = formats.localDate(now);
  const until = formats.dateAndTime(booking.changeableUntil, today);
  const isOpen = status === 'confirmed' || status === 'pending_payment';
  return {
    title: t('mine.metaTitle', { salon: salon.name }),
    accentColour: salon.accentColour,
    shell: shellOf(salon),
    badge: `booking.${status}`,
    badgeText: t(`mine.status.${status}`),
    day: formats.relativeDay(booking.date, today),
    time: formats.timeRange(booking.startsAt, booking.endsAt),
    services,
    facts: [
      { term: t('mine.what'), value: services },
      { term: t('mine.withWhom'), value: employees },
      { term: t('mine.where'), value: [salon.name, address].filter(Boolean).join(', ') },
      { term: t('mine.price'), value: formats.price(booking.priceMinor, booking.currency) },
      ...(booking.notes ? [{ term: t('mine.notes'), value: booking.notes }] : []),
    ],
    rule: isOpen ? t(booking.changeable ? 'mine.notice' : 'mine.tooLate', { until }) : '',
    canChange: booking.changeable,
    isCancelled: status === 'cancelled',
    cancelledTitle: t(booking.undone ? 'mine.justUndone' : 'mine.justCancelled'),
    cancelledText: t(whyCancelled(booking)),
    undo: undoable(formats, booking.undoableUntil, now),
    cancelText: t('mine.cancelText', {
      service: services,
      when: formats.dateAndTime(booking.startsAt, today),
    }),
    calendarHref: isOpen ? `/b/${token}/calendar.ics` : null,
    earlier: booking.earlier,
    earlierHref: `/b/${token}/earlier`,
    moveHref: `/b/${token}/move`,
    bookAgainHref: bookingHref(salon.slug, { serviceIds: items.map(({ serviceId }) => serviceId) }),
    directionsHref: address
      ? `https://www.google.com/maps/search/?${new URLSearchParams({ api: '1', query: `${salon.name}, ${address}` })}`
      : null,
  };
}

function whyCancelled({ undone, cancelledBy }: CustomerBooking) {
  if (undone) return undone.waitsAgain ? 'mine.undoneText' : 'mine.undoneOffText';
  return cancelledBy === 'customer' ? 'mine.cancelledText' : 'mine.cancelledBySalonText';
}
