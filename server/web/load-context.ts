import type { Locale } from '#server/texts/catalogue.ts';

declare module '@remix-run/node' {
  /** What Express hands to every loader and action. */
  interface AppLoadContext {
    /** The page's language, decided once a request: the address, else the visitor's choice, else what the page is about. */
    locale: Locale;
    /** For the scripts of this one response. */
    cspNonce: string;
  }
}
