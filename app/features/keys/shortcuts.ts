/** What letters do on every page of the dashboard, in the order in which they are told. `page`: below the salon's path. */
export const ways = {
  t: 'today',
  c: 'calendar',
  w: 'waitlist',
  o: 'openings',
  b: 'bookings',
  k: 'customers',
  m: 'messages',
  r: 'reports',
  s: 'settings',
} as const;
export type Way = (typeof ways)[keyof typeof ways];

const acts = {
  n: 'newBooking',
  w: 'newEntry',
  '/': 'search',
  j: 'next',
  k: 'previous',
  '?': 'help',
} as const;
export type KeyAct = (typeof acts)[keyof typeof acts];

export const actKeys = Object.entries(acts) as [keyof typeof acts, KeyAct][];
export const wayKeys = Object.entries(ways) as [keyof typeof ways, Way][];

/** The first of two keys that go to a page. */
export const goKey = 'g';
/** The second has to come within this time. */
export const goWithinMs = 1_500;

export type Pressed = { act: KeyAct } | { way: Way } | { begins: true } | null;

/** What a key asks for. @param afterGo whether it is the second of two */
export function readKey(key: string, afterGo: boolean): Pressed {
  const letter = key.toLowerCase();
  if (afterGo) return isIn(ways, letter) ? { way: ways[letter] } : null;
  if (letter === goKey) return { begins: true };
  return isIn(acts, letter) ? { act: acts[letter] } : null;
}

function isIn<Keys extends object>(keys: Keys, key: string): key is Extract<keyof Keys, string> {
  return Object.hasOwn(keys, key);
}

/** What opens the palette, as it stands on the keys. */
export function paletteKeys(userAgent: string): [modifier: string, letter: string] {
  return [userAgent.includes('Mac OS') ? '⌘' : 'Ctrl', 'K'];
}
