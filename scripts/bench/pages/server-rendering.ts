import { RemixServer } from '@remix-run/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { interleave } from '../interleave.ts';
import type { Observed } from './observed-app.ts';

/**
 * The page as the web process makes it from its data (routing, head, nonce, the data for the browser, the stream) against React alone, which
 * renders the same elements.
 * @returns for each round, pages for each bare render
 */
export async function compareRendering(
  address: string,
  { context, render }: Observed,
  rounds: number,
): Promise<number[]> {
  // Without its stream it renders the page alone, not the data for the browser beside it.
  const bare = { ...context, serverHandoffStream: undefined };
  return interleave(
    { once: render },
    { once: () => void renderToString(createElement(RemixServer, { context: bare, url: address })) },
    { rounds, milliseconds: 2_000, now: processorTime },
  );
}

/** Both do nothing but compute, in this process: what others do to the machine meanwhile does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
