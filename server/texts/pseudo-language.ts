import type { Language } from './catalogue.ts';
import * as english from './languages/en.ts';

type Tree = { [key: string]: string | Tree };

/** English in brackets, with the plural forms of Polish: a language that the product does not have, for tests that one more works. */
export const pseudoPolish: Language = {
  about: { name: 'Polski', formatTag: 'pl-PL', compactMonth: 'numeric', alsoServes: ['szl'] },
  pages: bracketed(english.pages) as unknown as Language['pages'],
  messages: bracketed(english.messages) as Language['messages'],
  errors: bracketed(english.errors) as Language['errors'],
};

function bracketed(texts: Tree): Tree {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]): [string, string | Tree][] => {
      if (typeof text !== 'string') return [[key, bracketed(text)]];
      const [, base] = /^(.*)_other$/.exec(key) ?? [];
      const forms = base === undefined ? [] : ['few', 'many'];
      return [
        [key, `[${text}]`],
        ...forms.map((form): [string, string] => [`${base}_${form}`, `[${form}: ${text}]`]),
      ];
    }),
  );
}
