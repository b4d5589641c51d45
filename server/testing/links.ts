import { createLinks } from '#server/platform/crypto.ts';

/** Signs links in tests, with a key that nobody else has. */
export const testLinks = createLinks([{ id: 'test', secret: 'a-key-for-tests-and-nothing-but-tests' }]);
