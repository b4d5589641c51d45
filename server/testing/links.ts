import { createLinks } from '#server/platform/crypto.ts';

/** Signs links in tests, with a key that nobody else has. */
export const testLinks = createLinks([{ id: 'test', secret: 'a-key-for-tests-and-nothing-but-tests' }]);

/** A token that nobody signed: one of its characters is another, whichever the real one ends with. */
export function forged(token: string): string {
  return `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
}
