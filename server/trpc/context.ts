import type { StaffSession } from '#server/modules/auth/session.ts';
import type { Changes } from '#server/modules/realtime/change-feed.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** What procedures work with. */
export interface WebDeps extends Deps {
  changes: Changes;
}

/** What a procedure knows of the request that called it. */
export interface RequestContext {
  deps: WebDeps;
  /** Who is logged in; null on the public pages. */
  session: StaffSession | null;
  /** What the caller's network address counts as for the rate limits. Never stored or logged. */
  address: string;
  /** The language of the page or of the caller. */
  locale: Locale;
  /** `http-get` when the input came in the query string, where no token may be. */
  transport: 'page' | 'http-get' | 'http-post';
}
