import type { Locale } from '#server/texts/catalogue.ts';

// What a salon of the demo is made of. Minutes are of the local day; weekdays are ISO, 1 Monday to 7 Sunday.

export interface ServiceData {
  key: string;
  category: string;
  name: string;
  description: string;
  durationMinutes: number;
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  /** In kroner. */
  price: number;
}

export interface EmployeeData {
  key: string;
  name: string;
  title: string;
  services: readonly string[];
  /** Stretches of work by weekday. */
  hours: Readonly<Record<number, readonly (readonly [number, number])[]>>;
}

export interface PolicyData {
  /** Left out: of the whole salon. */
  service?: string;
  claimExpiryMinutes?: number;
  reminderLeadMinutes?: number;
  timeoutOutcome?: 'cooldown' | 'expired';
  offersAtOnce?: number;
}

export interface SalonData {
  slug: string;
  name: string;
  locale: Locale;
  street: string;
  postalCode: string;
  city: string;
  phone: string;
  email: string;
  accentColour: string;
  logoUrl: string;
  pictureUrl: string;
  cancelNoticeMinutes: number;
  smsIncludedSegments: number;
  smsHardCap: number | null;
  services: readonly ServiceData[];
  employees: readonly EmployeeData[];
  policies: readonly PolicyData[];
}

const at = (hours: number, minutes = 0) => hours * 60 + minutes;
export const day: readonly (readonly [number, number])[] = [
  [at(9), at(12)],
  [at(12, 30), at(17)],
];
export const early: readonly (readonly [number, number])[] = [
  [at(8), at(11, 30)],
  [at(12), at(16)],
];
export const late: readonly (readonly [number, number])[] = [
  [at(11), at(15)],
  [at(15, 30), at(20)],
];
export const saturday: readonly (readonly [number, number])[] = [
  [at(10), at(13)],
  [at(13, 15), at(16)],
];
