import type { MetaDescriptor } from '@remix-run/node';
import type { ShellSalon } from '#app/ui/public-shell.tsx';
import type { TimesView } from './times-view.ts';

/** A booking page in finished words: what is chosen so far, and the one question that is asked now. */
export interface BookingView {
  head: MetaDescriptor[];
  /** What search engines read about the salon: JSON-LD that may stand in a script element. */
  structured: string | null;
  accentColour: string | null;
  shell: ShellSalon;
  choices: (ServicesChoice | Choice)[];
  step: ServiceStep | EmployeeStep | TimeStep | DetailsStep;
}

export interface Choice {
  kind: 'employee' | 'when';
  value: string;
  changeHref: string | null;
}

/** The chosen services, in the order in which they are done. */
export interface ServicesChoice {
  kind: 'services';
  services: { id: string; name: string; facts: string; removeHref: string }[];
  /** How long all of them take and what they cost; null for a single one. */
  total: string | null;
  /** To choose a single one anew; null when each can be taken out instead. */
  changeHref: string | null;
  /** To one more, when there is one to go with them. */
  addHref: string | null;
  /** As many as there can be. */
  isFull: boolean;
}

export interface ServiceStep {
  kind: 'service';
  /** On the first page of a booking. */
  about: AboutSalon | null;
  groups: ServiceGroup[];
  /** Set when there are so many that one may want to search them. */
  finder: Finder | null;
  /** Set when another is chosen, to be done after those. */
  adding: {
    doneHref: string;
    /** Which of the rest can't be had with those, as a sentence. */
    leftOut: string | null;
  } | null;
}

export interface AboutSalon {
  picture: { src: string; alt: string } | null;
  hours: HoursView | null;
}

export interface HoursView {
  /** When it is open today, as a sentence. */
  today: string;
  week: { day: string; hours: string; isToday: boolean }[];
  /** Dates, or days in a row, with other hours. */
  special: { day: string; hours: string }[];
}

export interface Finder {
  find: string;
  /** What else the address says, for a form that is sent without scripts. */
  kept: { name: string; value: string }[];
  /** The same page with all of them. */
  allHref: string;
}

export interface ServiceGroup {
  category: string;
  services: {
    id: string;
    name: string;
    description: string;
    facts: string;
    price: string;
    /** Null: it is among the chosen. */
    href: string | null;
  }[];
}

export interface EmployeeStep {
  kind: 'employee';
  anyoneHref: string;
  people: { id: string; name: string; title: string; href: string }[];
}

export interface TimeStep {
  kind: 'time';
  times: TimesView;
  /** The time of the address, when it is not free (any more). */
  gone: string | null;
  waitlistHref: string | null;
}

export interface DetailsStep {
  kind: 'details';
  /** Tells a repeat of the form (a double click, a retry) from another booking. */
  formKey: string;
  startsAt: string;
  /** Until when the customer can change it, as a sentence. */
  changeRule: string;
  /** Set when the time of the address went to somebody else. */
  taken: Taken | null;
  otherTimesHref: string;
  waitlistHref: string | null;
}

export interface Taken {
  /** The time that is gone. */
  when: string;
  /** What is free near it, by day. */
  nearest: { date: string; day: string; times: { startsAt: string; label: string }[] }[];
}

export interface DetailsValues {
  name: string;
  phone: string;
  email: string;
  notes: string;
  startsAt: string;
  formKey: string;
}
