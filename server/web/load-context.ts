import type { Locale } from '#server/texts/catalogue.ts';
import type { PageApi } from './page-api.ts';
import type { SessionCookie } from './session-cookie.ts';

declare module '@remix-run/node' {
  /** What Express hands to every loader and action. */
  interface AppLoadContext {
    /** Every procedure; it acts for who is logged in. */
    api: PageApi;
    /** For the log-in and log-out pages alone. */
    sessionCookie: SessionCookie;
    /** The time of this request, for pages that say what comes next. */
    now: Date;
    /** The page's language, decided once a request: the address, else the visitor's choice, else what the page is about. */
    locale: Locale;
    /** For the scripts of this one response. */
    cspNonce: string;
  }
}
