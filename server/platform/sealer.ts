import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { DataKey } from './env.ts';

/** Encrypts what has to be read again, so that a copy of the database alone gives nothing away. */
export interface Sealer {
  /**
   * Encrypts with the newest key.
   * @param owner the id of the row that it belongs to: in another row it can't be opened
   */
  seal(owner: string, text: string): string;
  /** @throws Error when its key has been retired, or it was tampered with, or is another row's */
  open(owner: string, sealed: string): string;
  /** Whether it was sealed with an older key: whoever opens it seals it anew, so that keys can be retired. */
  isStale(sealed: string): boolean;
}

// AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D, 8.2.2). Layout: key id, a full stop, then nonce, tag and text in base64url.
const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** @param keys the newest first; each of them is good for opening */
export function createSealer(keys: readonly DataKey[]): Sealer {
  const [newest] = keys;
  if (!newest) throw new Error('Encrypting needs a key.');

  return {
    seal(owner, text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, derived(newest), nonce).setAAD(Buffer.from(owner));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${newest.id}.${Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')}`;
    },

    open(owner, sealed) {
      const key = keys.find(({ id }) => id === keyIdOf(sealed));
      if (!key) throw new Error('The key of an encrypted value is not among DATA_KEYS.');
      const bytes = Buffer.from(sealed.slice(key.id.length + 1), 'base64url');
      const text = bytes.subarray(nonceLength + tagLength);
      const decipher = createDecipheriv(algorithm, derived(key), bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      })
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    },

    isStale: (sealed) => keyIdOf(sealed) !== newest.id,
  };
}

function keyIdOf(sealed: string): string {
  return sealed.slice(0, sealed.indexOf('.'));
}

function derived(key: DataKey): Buffer {
  return Buffer.from(hkdfSync('sha256', key.secret, '', 'ledig data', 32));
}
