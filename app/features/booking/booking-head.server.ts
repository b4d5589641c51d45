import type { MetaDescriptor } from '@remix-run/node';
import { pageHead, type PublicPage } from '#app/page-head.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { SalonPage } from '#server/modules/salon/salon.schema.ts';
import type { BookingView } from './booking-view.ts';
import type { Booking } from './load-booking.server.ts';

/** So many kinds of services fit the two lines that a search result has. */
const namedKinds = 4;

/** @param isFirst the salon's first page is the one that search engines know */
export function bookingHead(booking: Booking, step: BookingView['step'], isFirst: boolean): MetaDescriptor[] {
  const { context, salon, formats } = booking;
  const t = textsOf(context.locale, 'booking');
  const kinds = salon.serviceGroups.map(({ category }) => category).filter(Boolean);
  return pageHead(context, {
    ...publicPage(context.locale, salon),
    title: isFirst
      ? t('metaTitle', { place: [salon.name, salon.city].filter(Boolean).join(', ') })
      : t('stepTitle', { step: question(), salon: salon.name }),
    description: t('metaDescription', {
      place: [salon.name, salon.street, salon.city].filter(Boolean).join(', '),
      services: kinds.length > 0 ? formats.list(kinds.slice(0, namedKinds)) : t('service.ungrouped'),
    }),
    isStep: !isFirst,
  });

  function question(): string {
    if (step.kind === 'service') return t('service.addTitle');
    return t(`${step.kind}.title`);
  }
}

/** What the heads of a salon's pages have in common; the path is that of its first one. */
export function publicPage(
  locale: Booking['context']['locale'],
  salon: SalonPage,
): Pick<PublicPage, 'path' | 'ownLocale' | 'picture'> {
  return { path: `/s/${salon.slug}`, ownLocale: salon.locale, picture: pictureOf(locale, salon) };
}

export function pictureOf(locale: Booking['context']['locale'], { name, pictureUrl }: SalonPage) {
  return pictureUrl
    ? { src: pictureUrl, alt: textsOf(locale, 'booking')('pictureAlt', { salon: name }) }
    : null;
}
