import { expect, test } from 'vitest';
import type { OpeningHours } from '#server/modules/calendar/availability.schema.ts';
import type { SalonPage } from '#server/modules/salon/salon.schema.ts';
import { idOf, type SalonId } from '#server/platform/ids.schema.ts';
import { structuredSalon } from './structured-data.server.ts';

const service = { id: '', category: '', description: '', durationMinutes: 30, employeeIds: [] };
const salon = {
  id: idOf<SalonId>('00000000-0000-4000-8000-000000000001'),
  slug: 'fjord',
  name: 'Fjord Frisør',
  timeZone: 'Europe/Oslo',
  locale: 'nb',
  currency: 'NOK',
  street: 'Markveien 52B',
  postalCode: '0550',
  city: 'Oslo',
  phone: '+4749002210',
  email: null,
  accentColour: null,
  logoUrl: 'https://cdn.example/fjord.png',
  pictureUrl: '/demo/fjord.jpg',
  serviceGroups: [
    {
      category: '',
      services: [
        { ...service, name: 'Dameklipp', priceMinor: 89_000 },
        { ...service, name: 'Luggklipp', priceMinor: 18_950 },
      ],
    },
  ],
} as unknown as SalonPage;

const nine = { fromMinute: 540, untilMinute: 1020 };
const hours: OpeningHours = {
  today: '2026-12-22',
  week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    stretches: weekday < 5 ? [nine] : weekday === 5 ? [nine, { fromMinute: 1140, untilMinute: 1440 }] : [],
  })),
  special: [
    { date: '2026-12-23', stretches: [{ fromMinute: 600, untilMinute: 780 }] },
    { date: '2026-12-24', stretches: [] },
  ],
};
const told = structuredSalon(salon, hours, 'https://ledig.test');

test('a salon is told as a HairSalon with where it is and how to reach it', () => {
  expect(told).toMatchObject({
    '@type': 'HairSalon',
    name: 'Fjord Frisør',
    url: 'https://ledig.test/s/fjord',
    telephone: '+4749002210',
    image: 'https://ledig.test/demo/fjord.jpg',
    logo: 'https://cdn.example/fjord.png',
    address: { streetAddress: 'Markveien 52B', postalCode: '0550', addressLocality: 'Oslo' },
    priceRange: 'NOK 189.5–890',
    hasOfferCatalog: {
      itemListElement: [
        { itemOffered: { name: 'Dameklipp' }, price: 890, priceCurrency: 'NOK' },
        { itemOffered: { name: 'Luggklipp' }, price: 189.5, priceCurrency: 'NOK' },
      ],
    },
    potentialAction: { '@type': 'ReserveAction', target: { urlTemplate: 'https://ledig.test/s/fjord' } },
  });
});

test('weekdays with the same hours stand together, and the day’s end is its last minute', () => {
  expect(told.openingHoursSpecification).toEqual([
    {
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
      opens: '09:00',
      closes: '17:00',
    },
    { '@type': 'OpeningHoursSpecification', dayOfWeek: ['Friday'], opens: '19:00', closes: '23:59' },
  ]);
});

test('a date of its own has its hours; a closed one is open for no time at all', () => {
  expect(told).toMatchObject({
    specialOpeningHoursSpecification: [
      { validFrom: '2026-12-23', validThrough: '2026-12-23', opens: '10:00', closes: '13:00' },
      { validFrom: '2026-12-24', validThrough: '2026-12-24', opens: '00:00', closes: '00:00' },
    ],
  });
  expect(structuredSalon(salon, { ...hours, special: [] }, 'https://ledig.test')).not.toHaveProperty(
    'specialOpeningHoursSpecification',
  );
});

test('a salon of which little is known yet says no more than that', () => {
  const bare = {
    ...salon,
    street: '',
    postalCode: '',
    city: '',
    phone: null,
    logoUrl: null,
    pictureUrl: null,
  };
  const said = structuredSalon({ ...bare, serviceGroups: [] }, hours, 'https://ledig.test');
  for (const property of ['telephone', 'image', 'logo', 'priceRange', 'hasOfferCatalog']) {
    expect(said).not.toHaveProperty(property);
  }
  expect(said.address).toEqual({ '@type': 'PostalAddress' });
});
