import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Env } from '#server/platform/env.ts';

/**
 * Everything but pictures comes from our own origin. Scripts and style elements carry the nonce of their response, so
 * that an injected one does nothing.
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
          scriptSrc: ["'self'", nonceOf],
          // A salon's accent colour is a style attribute. Vite puts its styles into the page during development.
          // React Aria's style element carries the nonce of the page's scripts.
          styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'", nonceOf],
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

function nonceOf(_request: unknown, response: unknown): string {
  return `'nonce-${cspNonce(response as Response)}'`;
}

/** What the scripts of this response must carry. */
export function cspNonce(response: Response): string {
  return String(response.locals.cspNonce);
}
