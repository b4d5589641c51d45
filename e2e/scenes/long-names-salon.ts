import { day, type SalonData } from '#prisma/seed/salon-data.ts';

/** The whole week, so that a story finds its time on whichever day the specs are run. */
const daily = (stretches: typeof day) =>
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, stretches]));

/** Where everything has the longest name that Norwegian allows: what fits here fits anywhere. */
export const longNamesSalon: SalonData = {
  slug: 'sunnmorsalpene',
  name: 'Sunnmørsalpene Frisør, Barbering og Hårforlengelsesspesialister',
  locale: 'nb',
  street: 'Kommandørkaptein Kristoffersens gate 128B',
  postalCode: '6004',
  city: 'Ålesund',
  phone: '+4749005531',
  email: 'post@sunnmorsalpene.example',
  accentColour: '#3b4fa0',
  logoUrl: '/demo/brygga-logo.svg',
  pictureUrl: '/demo/brygga.jpg',
  // Four days: tomorrow's booking can't be changed any more, next week's can.
  cancelNoticeMinutes: 4 * 24 * 60,
  smsIncludedSegments: 0,
  smsHardCap: null,
  services: [
    service('story', 'Klipp', 'Konsultasjon, hårvask, klipp og føn for langt og tykt hår', 60),
    service('pair', 'Klipp', 'Klipp', 30),
    service('wide', 'Klipp', 'Hårforlengelsesvedlikeholdsbehandling', 90),
    service('rare', 'Klipp', 'Bryllupsfrisyre med prøveoppsett', 60),
    ...['Blekeforbehandling og fargekorrigering', 'Helfarge', 'Striper', 'Etterfarging', 'Balayage'].map(
      (name, index) => service(`colour-${index}`, 'Farging, bleking og permanentbehandlinger', name, 90),
    ),
    ...['Skjegg', 'Barbering med kniv og varme håndklær', 'Bryn og vipper'].map((name, index) =>
      service(`more-${index}`, 'Skjegg, bryn og vipper', name, 30),
    ),
  ],
  employees: [
    {
      key: 'asked',
      name: 'Margrethe Elisabeth Kristoffersen-Brynjulfsdottir',
      title: 'Frisørmester og hårforlengelsesspesialist',
      services: ['story', 'pair'],
      hours: daily(day),
    },
    {
      key: 'free',
      name: 'Bård Bø',
      title: 'Frisør',
      services: ['story', 'wide', 'colour-0', 'colour-1', 'colour-2', 'colour-3', 'colour-4', 'more-0'],
      hours: daily(day),
    },
    {
      key: 'other',
      name: 'Anne-Grethe Øvrebotten',
      title: '',
      services: ['wide', 'colour-1', 'more-0', 'more-1', 'more-2'],
      hours: daily(day),
    },
    {
      key: 'rare',
      name: 'Ingeborg Slettemeås Fagerholtbakken',
      title: 'Stylist',
      services: ['rare'],
      // One appointment a day.
      hours: daily([[10 * 60, 11 * 60]]),
    },
    {
      key: 'away',
      name: 'Sverre',
      title: 'I permisjon',
      services: ['rare'],
      hours: {},
    },
  ],
  policies: [
    // Long enough for a slow machine's whole run.
    { claimExpiryMinutes: 60, reminderLeadMinutes: 45 },
    { service: 'pair', offersAtOnce: 2 },
  ],
};

function service(key: string, category: string, name: string, durationMinutes: number) {
  return {
    key,
    category,
    name,
    description: `Vi tar oss god tid. Produkter og en kopp kaffe er med i prisen for ${name.toLowerCase()}.`,
    durationMinutes,
    price: 12_990,
  };
}
