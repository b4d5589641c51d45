import type { Channel, Template } from './notifications.schema.ts';
import { placeholders, type Placeholder, type TextParts, type TextProblem } from './salon-texts.schema.ts';

interface MessageShape {
  /** It is about a time and who does it, and not about a wish. */
  hasAppointment: boolean;
  /** It asks for an answer before a claim window ends. */
  asks: boolean;
  /** What it is for can be done by its link alone. */
  needsLink: boolean;
}

const offer: MessageShape = { hasAppointment: true, asks: true, needsLink: true };
const appointment: MessageShape = { hasAppointment: true, asks: false, needsLink: true };
const wish: MessageShape = { hasAppointment: false, asks: false, needsLink: true };

const shapes: Record<Template, MessageShape> = {
  offer,
  offer_reminder: offer,
  offer_withdrawn: appointment,
  booking_confirmed: appointment,
  booking_moved: appointment,
  booking_reminder: appointment,
  booking_cancelled: { ...appointment, needsLink: false },
  waitlist_joined: wish,
  waitlist_exists: wish,
  waitlist_left: { ...wish, needsLink: false },
  waitlist_ended: { ...wish, needsLink: false },
};

/** What can be filled in. An e-mail has the link as a button of its own. */
export function allowedPlaceholders(template: Template, channel: Channel): Placeholder[] {
  const { hasAppointment, asks } = shapes[template];
  const has: Record<Placeholder, boolean> = {
    salon: true,
    customer: true,
    service: true,
    employee: hasAppointment,
    when: hasAppointment,
    until: asks,
    link: channel === 'sms',
  };
  return placeholders.filter((name) => has[name]);
}

/** What a text must not leave out. An e-mail lists service, time and employee by itself. */
export function requiredPlaceholders(template: Template, channel: Channel): Placeholder[] {
  const { hasAppointment, asks, needsLink } = shapes[template];
  const isSms = channel === 'sms';
  const needs: Record<Placeholder, boolean> = {
    salon: false,
    customer: false,
    service: isSms && !hasAppointment,
    employee: false,
    when: isSms && hasAppointment,
    until: asks,
    link: isSms && needsLink,
  };
  return placeholders.filter((name) => needs[name]);
}

const fieldsOf = { sms: ['body'], email: ['subject', 'body', 'note'] } as const satisfies Record<
  Channel,
  readonly (keyof TextParts)[]
>;

/** What keeps a text from being put together at all comes first; the length of an SMS is for who has put it together to judge. */
export function checkParts(template: Template, channel: Channel, parts: TextParts): TextProblem[] {
  const allowed: readonly string[] = allowedPlaceholders(template, channel);
  const problems: TextProblem[] = [];
  for (const field of fieldsOf[channel]) {
    const text = parts[field];
    if (text === '' && field !== 'note') problems.push({ field, problem: 'empty', name: null });
    const unknown = namesIn(text).find((name) => !allowed.includes(name));
    if (unknown !== undefined) problems.push({ field, problem: 'placeholder_unknown', name: unknown });
    // With any other brace beside it, i18next would look for another name.
    if (/[{}]/.test(text.replace(placeholder, '')))
      problems.push({ field, problem: 'placeholder_broken', name: null });
  }
  // A claim window that only a subject names is cut off on a phone.
  const said = new Set([...namesIn(parts.body), ...(channel === 'email' ? namesIn(parts.note) : [])]);
  for (const name of requiredPlaceholders(template, channel))
    if (!said.has(name) && parts.body !== '')
      problems.push({ field: 'body', problem: 'placeholder_missing', name });
  return problems;
}

/** Whether a text with these problems still gives a message that can be looked at. */
export function canBeComposed(problems: readonly TextProblem[]): boolean {
  return problems.every(({ problem }) => problem === 'placeholder_missing' || problem === 'sms_too_long');
}

/** Parts that a channel does not have are empty, lines end alike, and a subject is one line. */
export function tidyParts(channel: Channel, { subject, body, note }: TextParts): TextParts {
  const lines = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  if (channel === 'sms') return { subject: '', body: lines(body), note: '' };
  return { subject: subject.replace(/\s+/g, ' ').trim(), body: lines(body), note: lines(note) };
}

// The way to write one, and there is no other: i18next would take {{- name}} and {{name, format}} too.
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

function namesIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name = '']) => name);
}
