import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { bearBadNetworks } from '#app/connection.ts';
import { readSentTexts, SentTextsContext, sentTextsId } from './sent-texts.ts';

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
  const texts = readSentTexts(document.getElementById(sentTextsId)?.textContent ?? '');
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <SentTextsContext.Provider value={texts}>
          <RemixBrowser />
        </SentTextsContext.Provider>
      </StrictMode>,
    );
  });
}

bearBadNetworks();
void hydrate();
