import { createContext } from 'react';
import type { Locale, PageTexts } from '#server/texts/catalogue.ts';
import { createTranslator, type Translator } from './translator.ts';

/** The texts of a page, as its components read them and as the document brings them. */
export interface SentTexts {
  translator: Translator;
  /** May stand in a script element as it is. */
  json: string;
}

/** Where they are in the document. */
export const sentTextsId = 'texts';

export const SentTextsContext = createContext<SentTexts>({
  get translator(): never {
    throw new Error('Nothing around here provides texts.');
  },
  json: '',
});

export function readSentTexts(json: string): SentTexts {
  const { locale, texts } = JSON.parse(json) as { locale: Locale; texts: Partial<PageTexts> };
  return { translator: createTranslator(locale, texts), json };
}
