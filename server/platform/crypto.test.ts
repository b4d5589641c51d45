import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLinks, hashToken, newSessionToken, pseudonym, secretsEqual } from './crypto.ts';

const older = { id: 'a', secret: 'the older secret, long enough to be one' };
const newer = { id: 'b', secret: 'the newer secret, long enough to be one' };
const links = createLinks([newer, older]);
const claims = { id: '0f8fad5b-d9cb-469f-a165-70867728950e', version: 3 };

describe('a link', () => {
  test('says which row and which version it is for', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 65_535 }), (id, version) => {
        expect(links.readLink('offer', links.signLink('offer', { id, version }))).toEqual({ id, version });
      }),
    );
  });

  test('fits a text message and a path: 48 characters that need no escaping', () => {
    expect(links.signLink('offer', claims)).toMatch(/^[A-Za-z0-9_-]{48}$/);
  });

  test('can be built again from its row', () => {
    expect(links.signLink('offer', claims)).toBe(links.signLink('offer', { ...claims }));
  });

  test('of one purpose is none of another', () => {
    const token = links.signLink('offer', claims);
    expect(links.readLink('entry', token)).toBeNull();
    expect(links.readLink('booking', token)).toBeNull();
  });

  test('with any one character changed is nobody’s', () => {
    const token = links.signLink('offer', claims);
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(links.readLink('offer', changed)).toBeNull();
    }
  });

  test('that is cut, lengthened or no token at all is nobody’s', () => {
    const token = links.signLink('offer', claims);
    for (const text of ['', token.slice(1), `${token}A`, `${token}=`, ` ${token}`, '%', randomUUID()]) {
      expect(links.readLink('offer', text)).toBeNull();
    }
  });
});

describe('after a change of keys', () => {
  const before = createLinks([older]);

  test('links of the older key are still read', () => {
    expect(links.readLink('offer', before.signLink('offer', claims))).toEqual(claims);
  });

  test('the link of a row is built again with the key that signed it', () => {
    const sent = before.signLink('offer', claims);
    expect(links.rebuildLink('offer', claims, hashToken(sent))).toBe(sent);
    expect(links.rebuildLink('offer', { ...claims, version: 4 }, hashToken(sent))).toBeNull();
  });

  test('links of a key that was retired are read no more', () => {
    expect(createLinks([newer]).readLink('offer', before.signLink('offer', claims))).toBeNull();
  });

  test('the same secret under another id signs other links', () => {
    const renamed = createLinks([{ ...older, id: 'c' }]);
    expect(renamed.readLink('offer', before.signLink('offer', claims))).toBeNull();
  });
});

test('a session token is long, random and stored as its hash', () => {
  const token = newSessionToken();
  expect(token).toHaveLength(43);
  expect(newSessionToken()).not.toBe(token);
  expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
});

test('secrets are equal, or they are not, whatever their lengths', () => {
  expect(secretsEqual('key', 'key')).toBe(true);
  expect(secretsEqual('key', 'keys')).toBe(false);
  expect(secretsEqual('', 'key')).toBe(false);
});

test('a pseudonym shows equality and nothing else', () => {
  expect(pseudonym('secret', 'kari@example.com')).toBe(pseudonym('secret', 'kari@example.com'));
  expect(pseudonym('secret', 'kari@example.com')).not.toBe(pseudonym('other', 'kari@example.com'));
  expect(pseudonym('secret', 'kari@example.com')).not.toContain('kari');
});
