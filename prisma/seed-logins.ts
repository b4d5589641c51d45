import type { Locale } from '#server/texts/catalogue.ts';

/** What a seeded account logs in with (the demo prints it), and what it may do; without a salon, in both. */
export interface DemoAccount {
  email: string;
  password: string;
  /** In English, such as "owner of both salons". */
  who: string;
  name: string;
  locale: Locale;
  role: 'owner' | 'manager' | 'staff';
  salonSlug: 'fjord' | 'brygga' | null;
}

const password = 'ledig-demo';

export const demoAccounts: readonly DemoAccount[] = [
  {
    email: 'owner@fjord.example',
    password,
    who: 'owner of both salons',
    name: 'Ingrid Solheim',
    locale: 'nb',
    role: 'owner',
    salonSlug: null,
  },
  {
    email: 'manager@fjord.example',
    password,
    who: 'manager in Oslo',
    name: 'Mathias Lunde',
    locale: 'nb',
    role: 'manager',
    salonSlug: 'fjord',
  },
  {
    email: 'staff@fjord.example',
    password,
    who: 'staff in Oslo',
    name: 'Amina Warsame',
    locale: 'nb',
    role: 'staff',
    salonSlug: 'fjord',
  },
  {
    email: 'staff@brygga.example',
    password,
    who: 'staff in Bergen',
    name: 'Eirik Fjellanger',
    locale: 'en',
    role: 'staff',
    salonSlug: 'brygga',
  },
];
