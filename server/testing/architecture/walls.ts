import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The modules from the lowest to the highest; those of one row know nothing of each other. A module imports only from rows below its own, and
 * `platform` from none: where a lower module must set a higher one going, it queues a job by name.
 */
const rows: readonly (readonly string[])[] = [
  ['platform'],
  ['audit', 'realtime'],
  ['auth', 'policy', 'salon'],
  ['notifications'],
  ['accounts', 'calendar'],
  ['openings'],
  ['bookings'],
  ['waitlist'],
  ['offers'],
  ['customers', 'running'],
  ['reports'],
];

const rowOf = new Map(rows.flatMap((names, row) => names.map((name) => [name, row] as const)));

/** An import that goes the wrong way. */
export interface Breach {
  file: string;
  imports: string;
}

/**
 * Looks at what each source file of the modules and of the platform imports. Contracts (`*.schema.ts`), types and the procedure builders of
 * `server/trpc` and `server/jobs` are open to all; tests may use anything.
 * @param root the folder that has `platform` and `modules` in it
 */
export function findBreaches(root: string): Breach[] {
  return sourceFiles(root).flatMap((file) => {
    const own = moduleOf(root, file);
    const row = own === null ? undefined : rowOf.get(own);
    if (row === undefined) return [];
    return importsOf(readFileSync(file, 'utf8')).flatMap((specifier) => {
      const target = moduleOf(root, resolve(root, file, specifier));
      const targetRow = target === null ? undefined : rowOf.get(target);
      const allowed = target === own || targetRow === undefined || targetRow < row;
      return allowed ? [] : [{ file: path.relative(root, file), imports: specifier }];
    });
  });
}

function sourceFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('generated'))
    .map((file) => path.join(root, file));
}

function moduleOf(root: string, file: string): string | null {
  const [first, second] = path.relative(root, file).split(path.sep);
  return (first === 'modules' ? second : first) ?? null;
}

function resolve(root: string, file: string, specifier: string): string {
  if (specifier.startsWith('#server/')) return path.join(root, specifier.slice('#server/'.length));
  return specifier.startsWith('.') ? path.resolve(path.dirname(file), specifier) : specifier;
}

/** What a file needs at run time: type imports and contracts bind nothing. */
function importsOf(source: string): string[] {
  const imports = [...source.matchAll(/^(?:import|export)\s+(?!type\s)[^;]*?from\s+'([^']+)'/gms)].map(
    ([, specifier = '']) => specifier,
  );
  const lazy = [...source.matchAll(/\bimport\('([^']+)'\)/g)].map(([, specifier = '']) => specifier);
  return [...imports, ...lazy].filter(
    (specifier) => /^[.#]/.test(specifier) && !specifier.endsWith('.schema.ts'),
  );
}
