import type { Namespace, TFunction } from 'i18next';
import { createContext, useContext } from 'react';
import type { Locale } from '#server/texts/catalogue.ts';
import type { Translator } from './translator.ts';

export const TranslatorContext = createContext<Translator | null>(null);

/** What writes the texts of the page around. */
function useTranslator(): Translator {
  const translator = useContext(TranslatorContext);
  if (!translator) throw new Error('Nothing around here provides texts.');
  return translator;
}

/** The texts of some catalogues, as a component needs them. app/page-texts.ts must know that its page has them. */
export function useTranslation<const Names extends Namespace>(
  names: Names,
): { t: TFunction<Names>; locale: Locale } {
  const translator = useTranslator();
  return { t: translator.textsOf(names), locale: translator.locale };
}
