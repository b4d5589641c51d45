import { hash, verify } from '@node-rs/argon2';

// OWASP's first recommendation for Argon2id (the library's default algorithm), written down so that a new version of the
// library does not change it.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id, with its cost and salt in the text. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** The hash of a password that nobody has, at the same cost as everybody's. */
let nobodysHash: Promise<string> | undefined;

/**
 * Takes as long for an account that does not exist (null), so that the time tells nobody which accounts there are.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(globalThis.crypto.randomUUID());
  const matches = await verify(passwordHash ?? (await nobodysHash), password);
  return matches && passwordHash !== null;
}
