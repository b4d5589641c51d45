import { startThrowawayApp } from '#scripts/throwaway-app.ts';

/** Playwright runs it once before all specs, and what it returns after them. */
export default async function setup(): Promise<() => Promise<void>> {
  const app = await startThrowawayApp();
  // The way to reach the workers, which are started after this.
  process.env.E2E_ADDRESS = app.address;
  process.env.E2E_DATABASE_URL = app.databaseUrl;
  return app.stop;
}
