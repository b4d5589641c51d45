import type { RequestHandler } from 'express';
import { AppError } from './errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Pages whose address itself is the permission. They are sent with `no-referrer`, which makes their forms' Origin `null`. The pages' router
 * takes no notice of capitals.
 */
export const linkPages = /^\/[owbipu]\/[^/]+/i;

/** What machines call: they send no Origin, and no cookie of ours counts there. Mail programs call `u` (RFC 8058). */
const machineEndpoints = /^\/(api|webhooks|u)\//i;

/**
 * Refuses whatever changes something and was sent by another site's page. Cookies are SameSite=Lax already; this also
 * stops a login into a stranger's account, and browsers and subdomains that SameSite does not cover.
 * @param publicUrl where customers reach this process
 */
export function requireSameOrigin(publicUrl: string): RequestHandler {
  const ownHost = new URL(publicUrl).host;
  return (request, _response, next) => {
    if (safeMethods.has(request.method)) return next();
    const { origin, host } = request.headers;
    const verdict = judge({
      origin,
      site: request.get('sec-fetch-site'),
      path: request.path,
      isOwn: (candidate) => candidate === ownHost || candidate === host,
    });
    if (!verdict) return next(new AppError('foreign_origin', { detail: 'sent from another site' }));
    // Remix compares Origin with Host once more and takes `null` for an attack; the question is settled here.
    if (origin === 'null') delete request.headers.origin;
    next();
  };
}

interface Sender {
  origin: string | undefined;
  site: string | undefined;
  path: string;
  isOwn: (host: string) => boolean;
}

function judge({ origin, site, path, isOwn }: Sender): boolean {
  if (origin !== undefined && origin !== 'null') return isOwn(hostOf(origin));
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && origin === undefined);
  // Neither header: no browser of the last years, or a `no-referrer` page over plain http, where browsers send no
  // Sec-Fetch-Site. On a link's page a forger would need the link, and with it could just open the page.
  if (origin === 'null') return linkPages.test(path);
  return machineEndpoints.test(path);
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}
