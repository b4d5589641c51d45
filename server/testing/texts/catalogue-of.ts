import type { Language } from '#server/texts/catalogue.ts';

/** Texts by their whole keys: `booking:mine.title`. */
export type Catalogue = ReadonlyMap<string, string>;

type Tree = { [key: string]: string | Tree };

/** What pages and messages are written with. */
export function catalogueOf({ pages, messages }: Pick<Language, 'pages' | 'messages'>): Catalogue {
  const trees: Record<string, Tree> = { ...(pages as unknown as Record<string, Tree>), messages };
  return new Map(Object.entries(trees).flatMap(([name, tree]) => [...flat(tree, `${name}:`)]));
}

function* flat(tree: Tree, prefix: string): Generator<[string, string]> {
  for (const [key, text] of Object.entries(tree)) {
    if (typeof text === 'string') yield [prefix + key, text];
    else yield* flat(text, `${prefix}${key}.`);
  }
}

const pluralForm = /_(ordinal_)?(?<form>zero|one|two|few|many|other)$/;

/** The plural form that a key is of: `days_one` beside `days_other`. A `too_many` that stands alone is none. */
export function formOf(key: string, catalogue: Catalogue): string | null {
  const form = pluralForm.exec(key)?.groups?.form;
  return form !== undefined && catalogue.has(key.replace(/[a-z]+$/, 'other')) ? form : null;
}

/** The key that code asks for, with a count where there are forms. */
export function baseOf(key: string, catalogue: Catalogue): string {
  return formOf(key, catalogue) ? key.replace(pluralForm, '') : key;
}
