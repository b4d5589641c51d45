import type { Locale } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';
import type { Channel, Template } from './notifications.schema.ts';
import type { TextParts } from './salon-texts.schema.ts';

/** The words that a message has as long as the salon writes none of its own, with their placeholders. */
export function standardParts(template: Template, channel: Channel, locale: Locale): TextParts {
  const { sms, subject, lead, note } = languages[locale].messages[template];
  return channel === 'sms' ? { subject: '', body: sms, note: '' } : { subject, body: lead, note };
}
