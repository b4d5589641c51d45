import { expect, test } from 'vitest';
import { createSealer } from './sealer.ts';

const first = { id: 'a1', secret: 'the-first-key-of-the-sealer-tests' };
const second = { id: 'b2', secret: 'the-second-key-of-the-sealer-tests' };
const sealer = createSealer([first]);

test('what was sealed is opened for the row that it belongs to, and for no other', () => {
  const sealed = sealer.seal('row 1', 'hemmelig');
  expect(sealed).not.toContain('hemmelig');
  expect(sealer.open('row 1', sealed)).toBe('hemmelig');
  expect(() => sealer.open('row 2', sealed)).toThrow();
});

test('the same text is sealed into another one each time', () => {
  expect(sealer.seal('row', 'hemmelig')).not.toBe(sealer.seal('row', 'hemmelig'));
});

test('what was tampered with is not opened', () => {
  const sealed = sealer.seal('row', 'hemmelig');
  const at = sealed.length - 3;
  const other = sealed[at] === 'A' ? 'B' : 'A';
  expect(() => sealer.open('row', `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`)).toThrow();
});

test('an older key opens as long as it is listed, and what it sealed is known to be old', () => {
  const sealed = sealer.seal('row', 'hemmelig');
  const rotated = createSealer([second, first]);
  expect(rotated.open('row', sealed)).toBe('hemmelig');
  expect(rotated.isStale(sealed)).toBe(true);
  expect(rotated.isStale(rotated.seal('row', 'hemmelig'))).toBe(false);
  expect(() => createSealer([second]).open('row', sealed)).toThrow(/DATA_KEYS/);
});

test('there is no sealing without a key', () => {
  expect(() => createSealer([])).toThrow();
});
