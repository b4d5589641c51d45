import { calendarFile } from './calendar-file.ts';
import { composeHtml, type EmailContent } from './email-html.ts';
import type { MessageFacts } from './message-facts.ts';
import { fillIn, messageTexts } from './message-texts.ts';
import { formatPrice, localTimes, type Width } from './message-times.ts';
import type { AttachedFile } from './notifications.schema.ts';
import type { TextParts } from './salon-texts.schema.ts';
import { plainSigns, smsSegments } from './sms-segments.ts';
import { standardParts } from './standard-parts.ts';

export type ComposedMessage =
  | { channel: 'sms'; text: string; segments: number }
  | { channel: 'email'; subject: string; text: string; html: string; attachments: AttachedFile[] };

/** Puts a message into words: the same facts give the same words. */
export function composeMessage(facts: MessageFacts): ComposedMessage {
  return facts.channel === 'sms' ? composeSms(facts) : composeEmail(facts);
}

function composeSms(facts: MessageFacts): ComposedMessage {
  // Short enough for one segment in most salons: the first name says who.
  const employee = facts.appointment?.employee.split(' ')[0];
  const said = plainSigns(fillIn(partsOf(facts).body, valuesOf(facts, 'compact', employee), facts.locale));
  return { channel: 'sms', text: said, segments: smsSegments(said) };
}

function composeEmail(facts: MessageFacts): ComposedMessage {
  const { text } = messageTexts(facts.locale);
  const parts = partsOf(facts);
  const filled = (part: keyof TextParts, width: Width) =>
    fillIn(parts[part], valuesOf(facts, width), facts.locale);
  const content: EmailContent = {
    locale: facts.locale,
    salonName: facts.salon.name,
    // A line break in a name must not become a header of the mail.
    subject: filled('subject', 'short').replace(/\s+/g, ' '),
    greeting: text('email', 'greeting', { customer: facts.customerName }),
    lead: filled('body', 'long'),
    details: detailsOf(facts),
    action: { label: text(facts.template, 'action'), link: facts.link },
    note: filled('note', 'long'),
    signature: [
      text('email', 'signature', { salon: facts.salon.name }),
      ...(facts.salon.phone ? [text('email', 'contact', { phone: facts.salon.phone })] : []),
    ],
    why: text('email', 'why', { salon: facts.salon.name }),
  };
  return {
    channel: 'email',
    subject: content.subject,
    text: composePlain(content),
    html: composeHtml(content, facts.salon.accentColour),
    attachments: attachmentsOf(facts),
  };
}

/** The salon's own words where it has some in this language, else the standard ones. */
function partsOf({ own, template, channel, locale }: MessageFacts): TextParts {
  return own ?? standardParts(template, channel, locale);
}

function valuesOf(facts: MessageFacts, width: Width, employee = facts.appointment?.employee) {
  const times = localTimes(facts.locale, facts.salon.timeZone);
  const { appointment, answerBy } = facts;
  return {
    salon: facts.salon.name,
    customer: facts.customerName,
    service: facts.service,
    link: facts.link,
    ...(employee && { employee }),
    ...(appointment && { when: times.dateAndTime(appointment.startsAt, width) }),
    ...(answerBy && { until: times.until(answerBy, facts.createdAt, width) }),
  };
}

function detailsOf({ locale, service, appointment, salon }: MessageFacts): EmailContent['details'] {
  const { text } = messageTexts(locale);
  const what = { label: text('email', 'service'), value: service };
  if (!appointment) return [what];
  const when = localTimes(locale, salon.timeZone).dateAndTime(appointment.startsAt, 'long');
  return [
    what,
    { label: text('email', 'when'), value: when },
    { label: text('email', 'employee'), value: appointment.employee },
    {
      label: text('email', 'price'),
      value: formatPrice(locale, appointment.priceMinor, appointment.currency),
    },
    ...(salon.address ? [{ label: text('email', 'place'), value: `${salon.name}, ${salon.address}` }] : []),
  ];
}

/** The appointment for the customer's calendar, or word that it is off. */
function attachmentsOf({
  template,
  locale,
  createdAt,
  calendarEntry,
  organiser,
}: MessageFacts): AttachedFile[] {
  if (!calendarEntry) return [];
  const cancelled = template === 'booking_cancelled';
  const mail = { method: cancelled ? ('CANCEL' as const) : ('PUBLISH' as const), organiser };
  return [calendarFile({ ...calendarEntry, cancelled }, { locale, madeAt: createdAt, mail })];
}

/** The plain part of an e-mail. */
export function composePlain(content: EmailContent): string {
  return [
    content.greeting,
    content.lead,
    content.details
      .map(({ label, value, link }) => [`${label}: ${value}`, link].filter(Boolean).join('\n'))
      .join('\n'),
    `${content.action.label}:\n${content.action.link}`,
    content.note,
    content.signature.join('\n'),
    content.why,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
