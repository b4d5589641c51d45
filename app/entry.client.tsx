import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { bearBadNetworks } from '#app/connection.ts';

/**
 * Remix waits for the data of the page while it renders for the first time. Whoever touches the page meanwhile makes React render at once
 * what is not there yet, and fail. So the waiting is done before: a component that waits throws what it waits for.
 */
async function untilDataAreRead(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (awaited) {
    await awaited;
  }
}

async function hydrate(): Promise<void> {
  await untilDataAreRead();
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}

bearBadNetworks();
void hydrate();
