import { test } from 'vitest';
import { testDeps } from './deps.ts';
import { checkLifecycles } from './model/property.ts';
import { makeWorld } from './model/world.ts';

const world = await makeWorld(await testDeps());

test('whatever people, staff and time do to a salon, every rule holds', { timeout: 1_600_000 }, () =>
  checkLifecycles(world, 425),
);
