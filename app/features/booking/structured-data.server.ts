import { absolute } from '#app/page-head.server.ts';
import { majorUnits } from '#app/ui/formats.ts';
import type { OpeningHours } from '#server/modules/calendar/availability.schema.ts';
import type { SalonPage } from '#server/modules/salon/salon.schema.ts';

type Stretch = OpeningHours['week'][number]['stretches'][number];

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A salon as schema.org's HairSalon, for search engines. */
export function structuredSalon(salon: SalonPage, hours: OpeningHours, publicUrl: string) {
  const url = `${publicUrl}/s/${salon.slug}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'HairSalon',
    '@id': url,
    url,
    name: salon.name,
    address: {
      '@type': 'PostalAddress',
      ...(salon.street && { streetAddress: salon.street }),
      ...(salon.postalCode && { postalCode: salon.postalCode }),
      ...(salon.city && { addressLocality: salon.city }),
    },
    ...(salon.phone && { telephone: salon.phone }),
    ...(salon.pictureUrl && { image: absolute(publicUrl, salon.pictureUrl) }),
    ...(salon.logoUrl && { logo: absolute(publicUrl, salon.logoUrl) }),
    currenciesAccepted: salon.currency,
    ...prices(salon),
    openingHoursSpecification: weekly(hours),
    ...(hours.special.length > 0 && { specialOpeningHoursSpecification: hours.special.flatMap(onDate) }),
    potentialAction: {
      '@type': 'ReserveAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: url,
        actionPlatform: ['https://schema.org/DesktopWebPlatform', 'https://schema.org/MobileWebPlatform'],
      },
      result: { '@type': 'Reservation' },
    },
  };
}

function prices({ serviceGroups, currency }: SalonPage) {
  const amounts = serviceGroups.flatMap(({ services }) =>
    services.map(({ priceMinor }) => majorUnits(priceMinor, currency)),
  );
  if (amounts.length === 0) return {};
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  return {
    priceRange: least === most ? `${currency} ${least}` : `${currency} ${least}–${most}`,
    hasOfferCatalog: {
      '@type': 'OfferCatalog',
      itemListElement: serviceGroups.flatMap(({ services }) =>
        services.map(({ name, priceMinor }) => ({
          '@type': 'Offer',
          itemOffered: { '@type': 'Service', name },
          price: majorUnits(priceMinor, currency),
          priceCurrency: currency,
        })),
      ),
    },
  };
}

/** Weekdays with the same hours together. A day that is not named is closed. */
function weekly({ week }: OpeningHours) {
  const stretches = week.flatMap((day) =>
    day.stretches.map((stretch) => ({ day: dayNames[day.weekday - 1] ?? '', ...times(stretch) })),
  );
  return [...Map.groupBy(stretches, ({ opens, closes }) => `${opens} ${closes}`).values()].map((same) => ({
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: same.map(({ day }) => day),
    opens: same[0]?.opens,
    closes: same[0]?.closes,
  }));
}

/** Closed is told as Google reads it: from midnight to midnight, no time at all. */
function onDate({ date, stretches }: OpeningHours['special'][number]) {
  const told = stretches.length > 0 ? stretches.map(times) : [{ opens: '00:00', closes: '00:00' }];
  return told.map(({ opens, closes }) => ({
    '@type': 'OpeningHoursSpecification',
    validFrom: date,
    validThrough: date,
    opens,
    closes,
  }));
}

/** The day's end is its last minute here: `00:00` would be its beginning. */
function times({ fromMinute, untilMinute }: Stretch) {
  return { opens: clock(fromMinute), closes: clock(Math.min(untilMinute, 1439)) };
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
