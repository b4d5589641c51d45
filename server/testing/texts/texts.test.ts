import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';
import { catalogueOf } from './catalogue-of.ts';
import { languageFaults } from './compare-languages.ts';
import { findTextFaults, type TextFaults } from './find-text-faults.ts';
import { isOurs, readProgram } from './read-program.ts';

const english = catalogueOf(languages.en);

describe('the pages and the messages', () => {
  let faults: TextFaults;
  beforeAll(() => {
    faults = findTextFaults(readProgram(), isOurs, english);
  }, 300_000); // half of what the compiler needs for everything; many times that on a machine that has other things to do

  test('ask for texts that there are', () => {
    expect(faults.missing).toEqual([]);
    expect(faults.unresolved).toEqual([]);
  });

  test('need every text that there is', () => {
    expect(faults.unused).toEqual([]);
  });

  test('bring no text along that is in no catalogue', () => {
    expect(faults.outside).toEqual([]);
  });
});

test.each(locales)(
  '%s has every text, in all of its plural forms, with the same values to put in',
  (locale) => {
    expect(languageFaults(english, catalogueOf(languages[locale]), locale)).toEqual([]);
  },
);

test('a language that lacks something, or has too much, is found', () => {
  const original = new Map([
    ['common:close', 'Close'],
    ['common:hello', 'Hello {{name}}'],
    ['common:too_many', 'Too many'],
    ['common:days_one', 'One day'],
    ['common:days_other', '{{count}} days'],
  ]);
  const polish = new Map([
    ['common:hello', ' '],
    ['common:too_many', 'Za dużo'],
    ['common:days_one', 'dzień'],
    ['common:days_few', '{{count}} dni'],
    ['common:days_other', 'dni {{dni}}'],
    ['common:days_two', '{{count}} dni'],
    ['common:more', 'więcej'],
  ]);
  expect(languageFaults(original, polish, 'pl')).toEqual([
    'common:close is missing',
    'common:more is not in the original',
    'common:hello is empty',
    'common:days has no form "many"',
    'common:days has a form "two" that is never used',
    'common:hello lacks {{name}}',
    'common:days_other lacks {{count}}',
    'common:days_other has {{dni}}, which the original lacks',
  ]);
  expect(languageFaults(original, original, 'nb')).toEqual([]);
});

/** A program of one planted file, with as much of the libraries' types as it needs. */
function planted(source: string): ts.Program {
  const file = path.resolve('planted.tsx');
  const types = `
    interface TFunction<Names> { (key: string, values?: object): string; names?: Names }
    declare function useTranslation<const Names>(names: Names): { t: TFunction<Names> };
    declare function textsOf<const Name>(locale: string, name: Name): TFunction<[Name]>;
    type CommonText = (key: 'close') => string;
    interface MessageTexts { text(area: string, key: string): string }
    declare function messageTexts(): MessageTexts;
    declare namespace JSX { interface IntrinsicElements { [tag: string]: object } interface Element {} }
    declare function Field(props: { label: string; look?: 'plain' | 'loud'; fieldId?: string }): JSX.Element;
    declare const any: string;
    declare const kind: 'a' | 'b';
  `;
  const options: ts.CompilerOptions = {
    jsx: ts.JsxEmit.Preserve,
    strict: true,
    lib: ['lib.es5.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) =>
    path.resolve(name) === file ? ts.createSourceFile(name, types + source, target) : read(name, target);
  host.fileExists = (name) => path.resolve(name) === file || ts.sys.fileExists(name);
  return ts.createProgram([file], options, host);
}

function faultsOf(source: string, ...keys: string[]) {
  const catalogue = new Map(keys.map((key) => [key, 'A text']));
  const faults = findTextFaults(planted(source), (name) => name.endsWith('planted.tsx'), catalogue);
  const withoutPlace = (found: string[]) => found.map((line) => line.replace(/^\S+ /, ''));
  return {
    missing: withoutPlace(faults.missing),
    unresolved: withoutPlace(faults.unresolved),
    unused: faults.unused,
    outside: withoutPlace(faults.outside),
  };
}

const none = { missing: [], unresolved: [], unused: [], outside: [] };

describe('a planted break is found:', () => {
  test('a key that no catalogue has, in each way of asking', () => {
    const source = `
      const { t } = useTranslation(['booking', 'common']);
      t('gone'); t('common:gone'); t(\`state.\${kind}\`); t(kind === 'a' ? 'here' : 'gone2');
      textsOf('en', 'common')('lost');
      function say(text: CommonText) { text('close'); }
      messageTexts().text('offer', kind);
    `;
    const keys = ['booking:here', 'booking:state.a', 'common:there', 'messages:offer.a'];
    expect(faultsOf(source, ...keys)).toEqual({
      ...none,
      missing: [
        'booking:gone',
        'common:gone',
        'booking:state.b',
        'booking:gone2',
        'common:lost',
        'common:close',
        'messages:offer.b',
      ],
      unused: ['common:there'],
    });
  });

  test('a key that may be anything', () => {
    const source = `const { t } = useTranslation('booking'); t(any); t(\`a.\${any}\`);`;
    expect(faultsOf(source, 'booking:a.b')).toEqual({
      ...none,
      unresolved: ['t(any)', 't(`a.${any}`)'],
      unused: ['booking:a.b'],
    });
  });

  test('but plural forms are asked for by their common key, and a key of a few by its type', () => {
    const source = `
      const { t } = useTranslation('booking');
      t('days', { count: 2 }); t('nth', { count: 2, ordinal: true }); t(kind);
    `;
    const forms = ['days_one', 'days_other', 'nth_ordinal_few', 'nth_ordinal_other'];
    expect(faultsOf(source, ...[...forms, 'a', 'b'].map((key) => `booking:${key}`))).toEqual(none);
  });

  test('words in the markup, in what is read aloud, in props and in views', () => {
    const source = `
      const page = <main id="page" className="wide low" title="Hover">
        Plain words <b>Ledig</b> 12 · {any ? 'Yes' : null} {any || \`\${any} left\`}
        <img src="photo.jpg" alt="A photo" /><input placeholder={'Your name'} aria-label="Search" />
        <Field label="Name" look="loud" fieldId="name" />
      </main>;
      const view = { title: 'My page', label: any, name: 'field', text: kind };
      const fault = { message: 'not_found' };
    `;
    expect(faultsOf(source)).toEqual({
      ...none,
      outside: ['Hover', 'Plain words', 'Yes', 'left', 'A photo', 'Your name', 'Search', 'Name', 'My page'],
    });
  });
});
