import { Writable } from 'node:stream';
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import type { ReactElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './nonce.ts';
import { SentTextsContext } from './sent-texts.ts';
import { sentTextsOf } from './texts.server.ts';
import { withoutPadding } from './without-padding.ts';

const abortDelayMs = 5_000;

/** Everything that React renders for a page. */
export function pageElement(
  url: string,
  remixContext: EntryContext,
  { locale, cspNonce }: Pick<AppLoadContext, 'locale' | 'cspNonce'>,
): ReactElement {
  return (
    <NonceContext.Provider value={cspNonce}>
      <SentTextsContext.Provider value={sentTextsOf(locale, new URL(url).pathname)}>
        <RemixServer context={remixContext} url={url} abortDelay={abortDelayMs} nonce={cspNonce} />
      </SentTextsContext.Provider>
    </NonceContext.Provider>
  );
}

/** No page here has data that come late, so it goes out whole: an error anywhere in it is known before anything was sent. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  let tooLate: NodeJS.Timeout;
  const answer = new Promise<Response>((resolve, reject) => {
    let hasShell = false;
    const { pipe, abort } = renderToPipeableStream(pageElement(request.url, remixContext, loadContext), {
      nonce: loadContext.cspNonce,
      onShellReady() {
        hasShell = true;
      },
      onAllReady() {
        headers.set('Content-Type', 'text/html; charset=utf-8');
        headers.set('Content-Language', loadContext.locale);
        const parts: Buffer[] = [];
        pipe(
          new Writable({
            write(part: Buffer, _encoding, done) {
              parts.push(withoutPadding(part));
              done();
            },
            final(done) {
              resolve(new Response(Buffer.concat(parts), { headers, status }));
              done();
            },
          }),
        );
      },
      onShellError: reject,
      onError(error) {
        status = 500;
        // Errors before the shell reach the caller by onShellError; later ones would be lost.
        if (hasShell) loadContext.reportFault(error);
      },
    });
    tooLate = setTimeout(abort, abortDelayMs + 1_000).unref();
  });
  return answer.finally(() => clearTimeout(tooLate));
}

/** What a loader, an action or a component threw. An answer that was thrown (404, 429) is no fault; without this, Remix prints both. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs) {
  if (!isRouteErrorResponse(error) && !request.signal.aborted) context.reportFault(error);
}
