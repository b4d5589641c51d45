import { formatsOf, textsOf } from '#app/texts.server.ts';
import { channels } from '#server/modules/notifications/notifications.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** Where the message about a new booking went, as a sentence: by kind alone, since an address in a page address would be seen. */
export function messageTold(locale: Locale, asked: readonly string[]): string {
  const t = textsOf(locale, 'booking');
  const known = channels
    .filter((channel) => asked.includes(channel))
    .map((channel) => t(`mine.by.${channel}`));
  if (known.length === 0) return t('mine.nextMessage');
  return t('mine.nextMessageBy', { channels: formatsOf(locale, 'UTC').list(known) });
}
