import type { Request, Response } from 'express';
import { findSession, keepSessionAlive, type StaffSession } from '#server/modules/auth/session.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { Env } from '#server/platform/env.ts';

/** What the log-in page does with the session cookie. Procedures never set cookies. */
export interface SessionCookie {
  /** Lets the browser keep the token that auth.login gave. */
  set(token: string, expiresAt: Date): void;
  clear(): void;
}

/** With `__Host-` browsers take it only over HTTPS, from this very host, so that a subdomain can't plant one. */
export function sessionCookieName(mode: Env['mode']): string {
  return mode === 'production' ? '__Host-ledig' : 'ledig_session';
}

export function createSessionCookie(mode: Env['mode'], response: Response): SessionCookie {
  const name = sessionCookieName(mode);
  const attributes = { httpOnly: true, sameSite: 'lax', secure: mode === 'production', path: '/' } as const;
  return {
    set: (token, expires) => void response.cookie(name, token, { ...attributes, expires }),
    clear: () => void response.clearCookie(name, attributes),
  };
}

/** Who the request's cookie says is logged in. A session in use lives on, and so does its cookie. */
export async function sessionOf(
  deps: Deps,
  request: Request,
  response: Response,
): Promise<StaffSession | null> {
  const token = readCookie(request.headers.cookie, sessionCookieName(deps.env.mode));
  if (!token) return null;
  const now = deps.clock.now();
  const session = await findSession(deps.db, token, now);
  if (!session) return null;
  const kept = await keepSessionAlive(deps.db, session, now);
  if (kept !== session) createSessionCookie(deps.env.mode, response).set(token, kept.expiresAt);
  return kept;
}

function readCookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((candidate) => candidate.trim().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}
