import type { EntryContext } from '@remix-run/node';
import { renderToPipeableStream } from 'react-dom/server';
import { Writable } from 'node:stream';
import { encode } from 'turbo-stream';
import { interleave } from '../interleave.ts';
import type { Observed } from './observed-app.ts';

/**
 * The page as the web process renders it from its data (head, nonce, scripts, the data for the browser, the whole answer) against React
 * alone, which renders the same elements.
 * @returns for each round, pages for each bare render
 */
export async function compareRendering(
  address: string,
  { context, handleRequest, pageElement, loadContext }: Observed,
  rounds: number,
): Promise<number[]> {
  const { loaderData, actionData, errors } = context.staticHandlerContext;
  const page = async () => {
    const serverHandoffStream = encode({ loaderData, actionData, errors });
    const given = { ...context, renderMeta: {}, serverHandoffStream };
    const response = await handleRequest(new Request(address), 200, new Headers(), given, loadContext);
    await response.arrayBuffer();
  };
  // Without its stream it renders the page alone, not the data for the browser beside it.
  const alone: EntryContext = { ...context, renderMeta: {}, serverHandoffStream: undefined };
  return interleave(
    { once: page },
    { once: () => rendered(pageElement(address, alone, loadContext)) },
    { rounds, milliseconds: 700, now: processorTime },
  );
}

/** Rendered by React into nothing. */
function rendered(element: React.ReactElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const nothing = new Writable({ write: (_part, _encoding, done) => done() });
    nothing.on('finish', resolve);
    const { pipe } = renderToPipeableStream(element, {
      onAllReady: () => pipe(nothing),
      onError: reject,
    });
  });
}

/** Both do nothing but compute, in this process: what others do to the machine meanwhile does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
