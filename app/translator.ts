import type { Namespace, TFunction } from 'i18next';
import type { Language, Locale } from '#server/texts/catalogue.ts';

/** Writes the texts of pages in one language. */
export interface Translator {
  locale: Locale;
  /** The texts of one catalogue; where several are named, keys without a prefix are of the first. */
  textsOf<const Names extends Namespace>(names: Names): TFunction<Names>;
}

type Tree = { [key: string]: string | Tree };
type Values = Record<string, string | number | boolean | undefined>;

/**
 * Reads as much of i18next's syntax as the catalogues use: values, and plural forms of cardinal and ordinal numbers with one of their own
 * for zero. Server and browser both use it, so that the page which came and the one that takes over have the same words.
 * @param texts the catalogues that the page needs; asking for another one throws
 */
export function createTranslator(locale: Locale, texts: Partial<Language['pages']>): Translator {
  const catalogues: Record<string, Tree | undefined> = texts;
  const cardinal = new Intl.PluralRules(locale);
  const ordinal = new Intl.PluralRules(locale, { type: 'ordinal' });

  function textAt(catalogue: Tree, key: string): string | undefined {
    let found: string | Tree | undefined = catalogue;
    for (const part of key.split('.')) {
      if (typeof found !== 'object') return undefined;
      found = found[part];
    }
    return typeof found === 'string' ? found : undefined;
  }

  function textFor(catalogue: Tree, key: string, values: Values): string | undefined {
    const { count } = values;
    if (typeof count !== 'number') return textAt(catalogue, key);
    const form = (values.ordinal ? ordinal : cardinal).select(count);
    const special = values.ordinal ? `${key}_ordinal_${form}` : count === 0 ? `${key}_zero` : null;
    return (
      (special && textAt(catalogue, special)) ?? textAt(catalogue, `${key}_${form}`) ?? textAt(catalogue, key)
    );
  }

  function textsOf(names: string | readonly string[]) {
    const own = typeof names === 'string' ? names : (names[0] ?? '');
    return (prefixed: string, values: Values = {}) => {
      const colon = prefixed.indexOf(':');
      const name = colon === -1 ? own : prefixed.slice(0, colon);
      const key = prefixed.slice(colon + 1);
      const catalogue = catalogues[name];
      if (!catalogue) throw new Error(`This page has no texts of "${name}": app/page-texts.ts says which.`);
      const text = textFor(catalogue, key, values) ?? key;
      return text.replaceAll(/{{(\w+)}}/g, (_, value: string) => String(values[value] ?? ''));
    };
  }

  return { locale, textsOf: textsOf as Translator['textsOf'] };
}
