import { expect, test } from 'vitest';
import { pathWithin } from './return-path.ts';

test('the way back may be any page of the salon, with its filter and page', () => {
  expect(pathWithin('/dashboard/fjord', '/dashboard/fjord/waitlist?state=waiting&page=2')).toBe(
    '/dashboard/fjord/waitlist?state=waiting&page=2',
  );
  expect(pathWithin('/dashboard/fjord', '/dashboard/fjord')).toBe('/dashboard/fjord');
});

test.each([
  'https://elsewhere.example/dashboard/fjord',
  '//elsewhere.example/dashboard/fjord',
  '/\\elsewhere.example/dashboard/fjord',
  '/\t/elsewhere.example/dashboard/fjord',
  '/dashboard/fjordby',
  '/dashboard/fjord/../../logout',
  '/logout',
  'dashboard/fjord',
  'javascript:alert(1)',
  '',
  null,
  undefined,
])('the way back is never %j', (path) => {
  expect(pathWithin('/dashboard/fjord', path)).toBeNull();
});
