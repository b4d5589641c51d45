import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { catalogueNames } from './page-texts.ts';

const app = import.meta.dirname;

/** Each route's file name without its ending, and those of the routes that it is shown inside of. */
const routes = readdirSync(path.join(app, 'routes'))
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => file.replace(/\.tsx$/, ''));
const parentsOf = (route: string) => routes.filter((other) => route.startsWith(`${other}.`));

/** An address at which the route is shown. */
function addressOf(route: string): string {
  const parts = route
    .replaceAll('[.]', '\0')
    .split('.')
    .filter((part) => !part.startsWith('_'))
    .map((part) => part.replace(/^\$.*/, 'any').replace(/_$/, '').replaceAll('\0', '.'));
  return `/${parts.join('/')}`;
}

/** The files of ours that run in the browser for a file's sake. */
function filesBehind(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || /\.server\.ts$/.test(file) || !existsSync(file)) return found;
  found.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, specifier = ''] of source.matchAll(
    /^(?:import|export)\s+(?!type\s)[^;]*?from\s+'([^']+)'/gms,
  )) {
    if (specifier.startsWith('#app/')) filesBehind(path.join(app, specifier.slice('#app/'.length)), found);
    if (specifier.startsWith('.')) filesBehind(path.resolve(path.dirname(file), specifier), found);
  }
  return found;
}

/** The catalogues that the components behind these files ask for. */
function usedBy(files: string[]): string[] {
  const sources = [...new Set(files.flatMap((file) => [...filesBehind(file)]))].map((file) =>
    readFileSync(file, 'utf8'),
  );
  const asked = sources.flatMap((source) =>
    [...source.matchAll(/useTranslation\(([^)]+)\)/g)].flatMap(([, names = '']) => [
      ...names.matchAll(/'(\w+)'/g),
    ]),
  );
  return [...new Set(asked.map(([, name = '']) => name))].sort();
}

const pages = routes.map((route) => {
  const files = [route, ...parentsOf(route)].map((name) => path.join(app, 'routes', `${name}.tsx`));
  return {
    route,
    sent: catalogueNames(addressOf(route)),
    used: usedBy([path.join(app, 'root.tsx'), ...files]),
  };
});

test.each(pages)('the page $route gets the texts that it shows', ({ sent, used }) => {
  expect(used.filter((name) => !sent.some((other) => other === name))).toEqual([]);
  expect(used).toContain('common');
});

test('no text is sent that no page of its kind shows', () => {
  const kinds = Map.groupBy(pages, ({ sent }) => sent.join(' '));
  for (const [sent, alike] of kinds) {
    const shown = new Set(alike.flatMap(({ used }) => used));
    expect(sent.split(' ').sort(), alike.map(({ route }) => route).join(', ')).toEqual([...shown].sort());
  }
});

test('an address in capitals, which the router takes for the same page, gets its texts', () => {
  expect(catalogueNames('/S/Fjord/Waitlist')).toEqual(catalogueNames('/s/fjord/waitlist'));
});

test('what is no page gets what a page that says so needs', () => {
  expect(catalogueNames('/nowhere')).toEqual(['common']);
});
