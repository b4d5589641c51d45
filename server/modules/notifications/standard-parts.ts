import type { Locale } from '#server/texts/catalogue.ts';
import { messageTexts } from './message-texts.ts';
import type { Channel, Template } from './notifications.schema.ts';
import type { TextParts } from './salon-texts.schema.ts';

/** The words that a message has as long as the salon writes none of its own, with their placeholders. */
export function standardParts(template: Template, channel: Channel, locale: Locale): TextParts {
  const { template: textOf } = messageTexts(locale);
  if (channel === 'sms') return { subject: '', body: textOf(template, 'sms'), note: '' };
  return {
    subject: textOf(template, 'subject'),
    body: textOf(template, 'lead'),
    note: textOf(template, 'note'),
  };
}
