import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,server,prisma,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/testing/global-setup.ts'],
    pool: 'forks',
    // By itself it leaves a core to the watcher. A test waits for the database half of its time: two at once keep two cores busy.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    expect: { requireAssertions: true },
    sequence: { hooks: 'stack' },
  },
});
