import { baseOf, formOf, type Catalogue } from './catalogue-of.ts';

/**
 * What a language lacks or has too much beside the original: keys, plural forms by the language's own rules, and values to put in.
 * @param locale the translation's tag
 */
export function languageFaults(original: Catalogue, translation: Catalogue, locale: string): string[] {
  return [
    ...keyFaults(original, translation),
    ...formFaults(translation, locale),
    ...valueFaults(original, translation),
  ];
}

function keyFaults(original: Catalogue, translation: Catalogue): string[] {
  const [wanted, had] = [original, translation].map(
    (texts) => new Set([...texts.keys()].map((key) => baseOf(key, texts))),
  );
  return [
    ...[...(wanted ?? [])].filter((key) => !had?.has(key)).map((key) => `${key} is missing`),
    ...[...(had ?? [])].filter((key) => !wanted?.has(key)).map((key) => `${key} is not in the original`),
    ...[...translation].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty`),
  ];
}

function formFaults(translation: Catalogue, locale: string): string[] {
  const families = Map.groupBy(
    [...translation.keys()].filter((key) => formOf(key, translation)),
    (key) => key.replace(/_[a-z]+$/, ''),
  );
  return [...families].flatMap(([family, keys]) => {
    const type = family.endsWith('_ordinal') ? 'ordinal' : 'cardinal';
    const needed: string[] = new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories;
    const had = keys.map((key) => key.slice(family.length + 1));
    return [
      ...needed.filter((form) => !had.includes(form)).map((form) => `${family} has no form "${form}"`),
      ...had
        // Any language may say "none" in words of its own.
        .filter((form) => form !== 'zero' && !needed.includes(form))
        .map((form) => `${family} has a form "${form}" that is never used`),
    ];
  });
}

/** A form may leave the count away, since "one" and "none" can be said in words; all other values it must have. */
function valueFaults(original: Catalogue, translation: Catalogue): string[] {
  return [...translation].flatMap(([key, text]) => {
    const form = formOf(key, translation);
    const wanted = original.get(key) ?? (form ? original.get(key.replace(/[a-z]+$/, 'other')) : undefined);
    if (wanted === undefined) return [];
    const isFree = (value: string) => form !== null && form !== 'other' && value === 'count';
    const [needed, had] = [valuesIn(wanted), valuesIn(text)];
    return [
      ...[...needed]
        .filter((value) => !had.has(value) && !isFree(value))
        .map((value) => `${key} lacks {{${value}}}`),
      ...[...had]
        .filter((value) => !needed.has(value) && !isFree(value))
        .map((value) => `${key} has {{${value}}}, which the original lacks`),
    ];
  });
}

function valuesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, value]) => value ?? ''));
}
