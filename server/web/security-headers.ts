import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Env } from '#server/platform/env.ts';

/**
 * Everything but pictures comes from our own origin. Scripts carry the nonce of their response, so that an injected one does not
 * run.
 */
export function securityHeaders(mode: Env['mode']): RequestHandler[] {
  const production = mode === 'production';
  const development = mode === 'development';
  return [
    (_request, response, next) => {
      response.locals.cspNonce = randomBytes(16).toString('base64');
      next();
    },
    helmet({
      strictTransportSecurity: production,
      // With `no-referrer`, a form's POST would not say where it comes from. Link pages get that all the same.
      referrerPolicy: { policy: 'same-origin' },
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'", (_request, response) => `'nonce-${cspNonce(response as Response)}'`],
          // A salon's accent colour is a style attribute. Vite puts its styles into the page during development.
          styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
          styleSrcAttr: ["'unsafe-inline'"],
          fontSrc: ["'self'"],
          // A salon's logo and picture may lie with another host.
          imgSrc: ["'self'", 'data:', 'https:'],
          connectSrc: development ? ["'self'", 'ws:'] : ["'self'"],
          upgradeInsecureRequests: production ? [] : null,
        },
      },
    }),
  ];
}

/** What the scripts of this response must carry. */
export function cspNonce(response: Response): string {
  return String(response.locals.cspNonce);
}
