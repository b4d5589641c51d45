import type { ShellSalon } from '#app/ui/public-shell.tsx';
import type { TimesView } from './times-view.ts';

/** A booking page in finished words: what is chosen so far, and the one question that is asked now. */
export interface BookingView {
  title: string;
  description: string;
  accentColour: string | null;
  shell: ShellSalon;
  choices: Choice[];
  step: ServiceStep | EmployeeStep | TimeStep | DetailsStep;
}

export interface Choice {
  kind: 'service' | 'employee' | 'when';
  value: string;
  detail?: string;
  changeHref: string | null;
}

export interface ServiceStep {
  kind: 'service';
  groups: {
    category: string;
    services: { id: string; name: string; description: string; facts: string; price: string; href: string }[];
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
  city: string;
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
  nearest: { startsAt: string; label: string; detail: string }[];
}

export interface DetailsValues {
  name: string;
  phone: string;
  email: string;
  notes: string;
  startsAt: string;
  formKey: string;
}
