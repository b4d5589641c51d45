import { createInstance } from 'i18next';
import { messages as en } from '#server/texts/en/messages.ts';
import { messages as nb } from '#server/texts/nb/messages.ts';
import type { Locale } from '../salon/salon.schema.ts';
import type { Template } from './notifications.schema.ts';

const catalogues = { en, nb };

type Area = Template | 'email' | 'when';

/** The words of one language, with what is put into them. */
export interface MessageTexts {
  /** @throws when the key is not in the catalogue, or it has a placeholder without a value: half a text is never sent */
  text<A extends Area>(area: A, key: keyof (typeof en)[A] & string, values?: Record<string, string>): string;
}

const ofLocale = {
  en: create('en'),
  nb: create('nb'),
};

export function messageTexts(locale: Locale): MessageTexts {
  return ofLocale[locale];
}

function create(locale: Locale): MessageTexts {
  const i18n = createInstance();
  void i18n.init({
    lng: locale,
    resources: { [locale]: { messages: catalogues[locale] } },
    ns: ['messages'],
    defaultNS: 'messages',
    initImmediate: false,
    // The HTML part is escaped where it is made; the other parts are plain text.
    interpolation: { escapeValue: false, skipOnVariables: true },
    parseMissingKeyHandler: (key: string) => {
      throw new Error(`The messages' texts have no "${key}" in ${locale}.`);
    },
    missingInterpolationHandler: (text: string, [placeholder]: [string]) => {
      throw new Error(`No value for ${placeholder} in "${text}".`);
    },
  });
  const translate = i18n.getFixedT(locale, 'messages');
  return { text: (area, key, values = {}) => translate(`${area}.${key}`, values) };
}
