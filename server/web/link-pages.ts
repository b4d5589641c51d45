import type { RequestHandler } from 'express';
import { linkPages } from '#server/platform/same-origin.ts';

/** Keeps the token in the address of a link's page out of caches, of other sites' logs and of search engines. */
export const guardLinkPages: RequestHandler = (request, response, next) => {
  if (linkPages.test(request.path)) {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Robots-Tag', 'noindex, nofollow');
  } else if (/^\/(account|dashboard|login|logout)(\/|\.data$|$)/i.test(request.path)) {
    // Nobody reads the list of customers with the back button after a log-out.
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Robots-Tag', 'noindex');
  }
  next();
};
