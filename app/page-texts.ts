import type { PageTexts } from '#server/texts/catalogue.ts';

type Catalogue = keyof PageTexts;

/**
 * Which catalogues the pages below an address show, besides `common`: these alone are sent to the browser. The first line that fits counts; the
 * router takes `/S/fjord` for `/s/fjord`, so capitals are no matter.
 * A test follows what each page is made of, and says when a line has one too few or too many.
 */
const catalogues: readonly [address: RegExp, names: readonly Catalogue[]][] = [
  [/^\/$/, ['booking']],
  [/^\/s\/[^/]+\/waitlist\/?$/i, ['booking', 'join']],
  [/^\/s\//i, ['booking']],
  [/^\/o\//i, ['offer']],
  [/^\/b\/[^/]+\/earlier\/?$/i, ['booking', 'join']],
  [/^\/b\/[^/]+\/move\/?$/i, ['booking']],
  [/^\/b\//i, ['booking', 'offer']],
  [/^\/w\/[^/]+\/change\/?$/i, ['entry', 'join']],
  [/^\/w\//i, ['entry']],
  [/^\/i\//i, ['account', 'invitation']],
  [/^\/p\//i, ['account', 'auth']],
  [/^\/u\//i, ['unsubscribe']],
  [/^\/account(\/|$)/i, ['account', 'auth']],
  [/^\/login(\/|$)/i, ['auth']],
  // All at once: staff go to and fro between these.
  [
    /^\/dashboard(\/|$)/i,
    [
      'auth',
      'calendar',
      'customers',
      'dashboard',
      'find',
      'inbox',
      'join',
      'keys',
      'log',
      'reports',
      'settings',
      'team',
      'waitlist',
    ],
  ],
  [/^\/dev\//i, ['inbox', 'log']],
];

/** What the page at an address needs. */
export function catalogueNames(pathname: string): readonly Catalogue[] {
  const [, names = []] = catalogues.find(([address]) => address.test(pathname)) ?? [];
  return ['common', ...names];
}
