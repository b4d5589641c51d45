import type { AppLoadContext } from '@remix-run/node';
import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';
import { addressSubject } from '#server/platform/rate-limit.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import type { WebDeps } from '#server/trpc/context.ts';
import { createLocaleDetector, localeChoice } from './locale.ts';
import { createPageApi, type PageApi } from './page-api.ts';
import { createPageLocale } from './page-locale.ts';
import { cspNonce } from './security-headers.ts';
import { createSessionCookie, sessionOf, type SessionCookie } from './session-cookie.ts';

declare module '@remix-run/node' {
  /** What Express hands to every loader and action. */
  interface AppLoadContext {
    /** Every procedure; it acts for who is logged in. */
    api: PageApi;
    /** For the pages alone that log somebody in or out. */
    sessionCookie: SessionCookie;
    /** The time of this request, for pages that say what comes next. */
    now: Date;
    /** Where visitors reach us, without a slash at the end: what search engines and previews are told begins with it. */
    publicUrl: string;
    /** False where a page that is open already asks for the data of the next one. */
    isDocument: boolean;
    /** The page's language, decided once a request: the address, else the visitor's choice, else what the page is about. */
    locale: Locale;
    /** For the scripts of this one response. */
    cspNonce: string;
    /** Tells the browser or program when another try makes sense. The API does it by itself for what it throws. */
    tellRetryAfter(seconds: number): void;
    /** Writes into the log that a program, and no person, filled in a form; nothing of what it filled in. */
    reportProgram(form: 'booking' | 'join'): void;
    /** Writes a fault of rendering into the log, without what may not be there. */
    reportFault(error: unknown): void;
  }
}

/** Makes what the loaders and actions of one request get. */
export function createLoadContext(
  deps: WebDeps,
): (request: ExpressRequest, response: ExpressResponse) => Promise<AppLoadContext> {
  const { mode, publicUrl } = deps.env;
  const localeOf = createLocaleDetector(createPageLocale(deps));
  return async (expressRequest, response) => {
    const request = languageRequest(expressRequest, publicUrl);
    const choice = await localeChoice(new URL(request.url));
    if (choice) response.append('Set-Cookie', choice);
    const session = await sessionOf(deps, expressRequest, response);
    const locale = await localeOf(request, session);
    const address = addressSubject(expressRequest.ip ?? '');
    // On Express's own response: Remix drops the headers of what loaders and actions throw.
    const tellRetryAfter = (seconds: number) => void response.setHeader('Retry-After', String(seconds));
    return {
      api: createPageApi({ deps, session, address, locale, transport: 'page' }, tellRetryAfter),
      tellRetryAfter,
      sessionCookie: createSessionCookie(mode, response),
      now: deps.clock.now(),
      publicUrl,
      isDocument: !expressRequest.path.endsWith('.data'),
      locale,
      cspNonce: cspNonce(response),
      reportProgram: (form) => deps.logger.info({ form }, 'a program filled in a form'),
      reportFault: (error) => deps.logger.error({ err: error }, 'a page failed'),
    };
  };
}

/** As much of the request as says which language is wanted. */
function languageRequest({ headers, originalUrl }: ExpressRequest, publicUrl: string): Request {
  const { cookie = '', 'accept-language': languages = '' } = headers;
  return new Request(new URL(`${publicUrl}${originalUrl}`), {
    headers: { cookie, 'accept-language': languages },
  });
}
