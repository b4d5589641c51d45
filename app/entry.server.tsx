import { PassThrough } from 'node:stream';
import {
  createReadableStreamFromReadable,
  type AppLoadContext,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './nonce.ts';
import { translatorOf } from './texts.server.ts';
import { TranslatorContext } from './use-translation.ts';

const abortDelayMs = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { locale, cspNonce, reportFault }: AppLoadContext,
): Promise<Response> {
  // People get the page while it still streams; robots, and people without scripts who would wait in vain for the
  // rest, get it whole only in the first case. No page here streams late data, so both are the same in content.
  const readyEvent = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let shellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={cspNonce}>
        <TranslatorContext.Provider value={translatorOf(locale)}>
          <RemixServer context={remixContext} url={request.url} abortDelay={abortDelayMs} nonce={cspNonce} />
        </TranslatorContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: cspNonce,
        [readyEvent]() {
          shellSent = true;
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('Content-Language', locale);
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          status = 500;
          // Errors before the shell reach the caller by onShellError; later ones would be lost.
          if (shellSent) reportFault(error);
        },
      },
    );
    setTimeout(abort, abortDelayMs + 1_000).unref();
  });
}

/** What a loader, an action or a component threw. An answer that was thrown (404, 429) is no fault; without this, Remix prints both. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs) {
  if (!isRouteErrorResponse(error) && !request.signal.aborted) context.reportFault(error);
}
