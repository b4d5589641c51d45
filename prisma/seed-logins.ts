/** What the seeded accounts log in with; the demo prints them. */
export interface DemoLogin {
  email: string;
  password: string;
  /** In English, such as "owner of both salons". */
  who: string;
}

/** An account and what it may do; without a salon it may do it in both. */
export interface DemoAccount extends DemoLogin {
  name: string;
  locale: 'en' | 'nb';
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

export const demoLogins: readonly DemoLogin[] = demoAccounts;
