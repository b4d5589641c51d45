import type { PageTexts } from '#server/texts/catalogue.ts';

type Catalogue = keyof PageTexts;

/**
 * Which catalogues the pages below an address show, besides `common`: these alone are sent to the browser. The first line that fits counts.
 * A test follows what each page is made of, and says when a line has one too few or too many.
 */
const catalogues: readonly [address: RegExp, names: readonly Catalogue[]][] = [
  [/^\/$/, ['booking']],
  [/^\/s\/[^/]+\/waitlist\/?$/, ['booking', 'join']],
  [/^\/s\//, ['booking']],
  [/^\/o\//, ['offer']],
  [/^\/b\/[^/]+\/earlier\/?$/, ['booking', 'join']],
  [/^\/b\/[^/]+\/move\/?$/, ['booking']],
  [/^\/b\//, ['booking', 'offer']],
  [/^\/w\/[^/]+\/change\/?$/, ['entry', 'join']],
  [/^\/w\//, ['entry']],
  [/^\/login\/?$/, ['auth']],
  // All at once: staff go to and fro between these.
  [/^\/dashboard(\/|$)/, ['auth', 'dashboard', 'inbox', 'join', 'waitlist']],
  [/^\/dev\//, ['inbox']],
];

/** What the page at an address needs. */
export function catalogueNames(pathname: string): readonly Catalogue[] {
  const [, names = []] = catalogues.find(([address]) => address.test(pathname)) ?? [];
  return ['common', ...names];
}
