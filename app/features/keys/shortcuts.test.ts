import { expect, test } from 'vitest';
import { readKey } from './shortcuts.ts';

test.each([
  ['n', { act: 'newBooking' }],
  ['W', { act: 'newEntry' }],
  ['?', { act: 'help' }],
  ['g', { begins: true }],
  ['y', null],
  ['constructor', null],
])('the key %s alone', (key, asked) => {
  expect(readKey(key, false)).toEqual(asked);
});

test.each([
  ['w', { way: 'waitlist' }],
  ['k', { way: 'customers' }],
  ['g', null],
  ['n', null],
  ['toString', null],
])('g, then %s', (key, asked) => {
  expect(readKey(key, true)).toEqual(asked);
});
