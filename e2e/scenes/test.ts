import { test as base } from '../fixtures.ts';
import { playPublicStates, type PublicStates } from './public-states.ts';

/** With a salon of the worker's own, each of whose public pages is in every state somewhere. */
export const test = base.extend<object, { states: PublicStates }>({
  states: [
    async ({}, use) => {
      await use(await playPublicStates(process.env.E2E_DATABASE_URL ?? '', process.env.E2E_ADDRESS ?? ''));
    },
    { scope: 'worker' },
  ],
});
