import { createInstance } from 'i18next';
import type { Locale, MessageTexts as Catalogue } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';

/** The words of one language, with what is put into them. */
export interface MessageTexts {
  /** @throws when a placeholder has no value: half a text is never sent */
  text<Area extends keyof Catalogue>(
    area: Area,
    key: keyof Catalogue[Area] & string,
    values?: Record<string, string>,
  ): string;
  /** With its placeholders as they are. */
  template<Area extends keyof Catalogue>(area: Area, key: keyof Catalogue[Area] & string): string;
}

// i18next puts the values in, as it does on the pages: one syntax for all catalogues.
const i18n = createInstance();
void i18n.init({
  initImmediate: false,
  resources: {},
  // The HTML part of an e-mail is escaped where it is made; the other parts are plain text.
  interpolation: { escapeValue: false, skipOnVariables: true },
  missingInterpolationHandler: (text: string, [placeholder]: [string]) => {
    throw new Error(`No value for ${placeholder} in "${text}".`);
  },
});

/** @throws when a placeholder has no value */
export function fillIn(text: string, values: Record<string, string>, locale: Locale): string {
  return i18n.services.interpolator.interpolate(text, values, locale, {});
}

export function messageTexts(locale: Locale): MessageTexts {
  const read = (area: keyof Catalogue, key: string) => {
    const texts: Record<string, string> = languages[locale].messages[area];
    return texts[key] ?? '';
  };
  return { template: read, text: (area, key, values = {}) => fillIn(read(area, key), values, locale) };
}
