import { expect, test } from 'vitest';
import { createRoutePatterns, pagePatterns } from './route-patterns.ts';

const routes = {
  root: { path: '' },
  home: { parentId: 'root' },
  offer: { parentId: 'root', path: 'o/:token' },
  salon: { parentId: 'root', path: 'dashboard/:slug' },
  list: { parentId: 'salon', path: 'waitlist' },
  entry: { parentId: 'salon', path: 'waitlist/:id' },
  fresh: { parentId: 'salon', path: 'waitlist/new' },
  rest: { parentId: 'root', path: '*' },
};
const patternOf = createRoutePatterns(pagePatterns(routes));

test.each([
  ['/', '/'],
  ['/_root.data', '/'],
  ['/o/a-secret-token', '/o/:token'],
  ['/dashboard/fjord/waitlist/12', '/dashboard/:slug/waitlist/:id'],
  ['/dashboard/fjord/waitlist/new', '/dashboard/:slug/waitlist/new'],
  ['/dashboard/fjord/waitlist.data', '/dashboard/:slug/waitlist'],
  ['/trpc/waitlist.list,salon.services', '/trpc/*'],
  ['/assets/root-1a2b.js', '/assets/*'],
  ['/wp-login.php', 'other'],
  ['/dashboard/fjord/nothing/12', 'other'],
])('%s is counted as %s', (path, pattern) => {
  expect(patternOf(path)).toBe(pattern);
});
