import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LinkKey } from './env.ts';

declare const brand: unique symbol;

/** What a link carries in its path. It reaches no log, no query string and no table. */
export type LinkToken = string & { readonly [brand]: 'LinkToken' };

/** What a session cookie carries. */
export type SessionToken = string & { readonly [brand]: 'SessionToken' };

/** SHA-256 of a token, hexadecimal: what tables hold in its place. */
export type TokenHash = string & { readonly [brand]: 'TokenHash' };

/** What a link is for. The key is derived from it, so that a link of one purpose is never one of another. */
export type LinkPurpose = (typeof linkPurposes)[number];

export const linkPurposes = [
  'offer',
  'entry',
  'booking',
  'invitation',
  'password_reset',
  'unsubscribe',
] as const;

export interface LinkClaims {
  /** The row's uuid. */
  id: string;
  /** The row's link version, 1 to 65535. */
  version: number;
}

export interface Links {
  /** Signs with the newest key. The same claims give the same token, as long as the newest key is the same. */
  signLink(purpose: LinkPurpose, claims: LinkClaims): LinkToken;
  /** The claims of a token that one of the keys has signed for that purpose; null for any other text. */
  readLink(purpose: LinkPurpose, token: string): LinkClaims | null;
  /**
   * The token whose hash a row holds, built again from the row (with whichever key signed it then: another key may be the
   * newest by now). Null when the key has been retired, or the hash is that of other claims.
   */
  rebuildLink(purpose: LinkPurpose, claims: LinkClaims, hash: string): LinkToken | null;
}

// Layout of a link, 36 bytes, so that base64url makes exactly 48 characters of it, without padding:
// format (1) | first byte of the SHA-256 of the key's id (1) | uuid (16) | link version (2) | first 16 bytes of the HMAC-SHA256 over all before
const format = 1;
const signedLength = 20;
const macLength = 16;

/** @param keys the newest first; each of them is good for reading */
export function createLinks(keys: readonly LinkKey[]): Links {
  const [newest] = keys;
  if (!newest) throw new Error('Signing links needs a key.');

  return {
    signLink: (purpose, claims) => sign(newest, purpose, claims),

    readLink(purpose, token) {
      if (!/^[A-Za-z0-9_-]{48}$/.test(token)) return null;
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.readUInt8(0) !== format) return null;
      const signed = bytes.subarray(0, signedLength);
      const mac = bytes.subarray(signedLength);
      const genuine = keys
        .filter((key) => keyByte(key) === signed.readUInt8(1))
        .some((key) => timingSafeEqual(mac, macOf(key, purpose, signed)));
      if (!genuine) return null;
      return { id: formatUuid(signed.subarray(2, 18)), version: signed.readUInt16BE(18) };
    },

    rebuildLink(purpose, claims, hash) {
      return keys.map((key) => sign(key, purpose, claims)).find((token) => hashToken(token) === hash) ?? null;
    },
  };
}

/** What the tables hold of a token, so that who reads the database can't use the link or the session. */
export function hashToken(token: string): TokenHash {
  return createHash('sha256').update(token).digest('hex') as TokenHash;
}

/** 256 random bits. */
export function newSessionToken(): SessionToken {
  return randomBytes(32).toString('base64url') as SessionToken;
}

/** Compares in a time that tells nothing about where two secrets differ. */
export function secretsEqual(given: string, expected: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(given).digest(),
    createHash('sha256').update(expected).digest(),
  );
}

/** Stands for a value that must not be stored (an address, a contact) where only equality counts. */
export function pseudonym(secret: string, value: string): string {
  return createHmac('sha256', secret).update(value).digest('base64url').slice(0, 27);
}

function sign(key: LinkKey, purpose: LinkPurpose, { id, version }: LinkClaims): LinkToken {
  const bytes = Buffer.alloc(signedLength);
  bytes.writeUInt8(format, 0);
  bytes.writeUInt8(keyByte(key), 1);
  parseUuid(id).copy(bytes, 2);
  bytes.writeUInt16BE(version, 18);
  return Buffer.concat([bytes, macOf(key, purpose, bytes)]).toString('base64url') as LinkToken;
}

/** Tells which key to try first; two keys may share it, the MAC decides. */
function keyByte(key: LinkKey): number {
  return createHash('sha256').update(key.id).digest().readUInt8(0);
}

function macOf(key: LinkKey, purpose: LinkPurpose, bytes: Buffer): Buffer {
  const derived = Buffer.from(hkdfSync('sha256', key.secret, '', `ledig link ${purpose}`, 32));
  return createHmac('sha256', derived).update(bytes).digest().subarray(0, macLength);
}

function parseUuid(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  if (bytes.length !== 16) throw new Error('A link needs the uuid of a row.');
  return bytes;
}

function formatUuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
