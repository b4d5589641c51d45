import { test } from 'vitest';
import { testDeps } from './deps.ts';
import { checkLifecycles } from './model/property.ts';
import { makeWorld } from './model/world.ts';

const world = await makeWorld(await testDeps());

test('and so it does in as many other salons, at the same time on another core', { timeout: 1_600_000 }, () =>
  checkLifecycles(world, 425),
);
