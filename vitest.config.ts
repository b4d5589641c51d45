import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,server,prisma,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/testing/global-setup.ts'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    expect: { requireAssertions: true },
    sequence: { hooks: 'stack' },
  },
});
