import { createCookie } from '@remix-run/node';
import { z } from 'zod';
import { pathWithin } from '#app/features/dashboard/return-path.ts';

// Neither may stand in an address: the one would let somebody else go on, the other is a link of its own.
const attributes = { path: '/', httpOnly: true, sameSite: 'lax' } as const;
const challengeCookie = createCookie('ledig_code', { ...attributes, maxAge: 10 * 60 });
const returnCookie = createCookie('ledig_return', { ...attributes, maxAge: 30 * 60 });

type Cookie = typeof challengeCookie;

/** The header that keeps what the code belongs to until it comes. */
export function keepChallenge(request: Request, challenge: string): Promise<string> {
  return write(challengeCookie, request, challenge);
}

export function readChallenge(request: Request): Promise<string | null> {
  return read(challengeCookie, request);
}

/** The header that brings somebody back to an invitation once they have logged in. */
export function keepReturn(request: Request, path: string): Promise<string> {
  return write(returnCookie, request, path);
}

/** Where who has logged in goes on: to the invitation that they came from, else to the page of the dashboard that the address names. */
export async function afterLogIn(request: Request): Promise<{ to: string; headers: Headers }> {
  const headers = new Headers();
  headers.append('Set-Cookie', await clear(challengeCookie));
  headers.append('Set-Cookie', await clear(returnCookie));
  const invitation = pathWithin('/i', await read(returnCookie, request));
  // The session begins with the next request; the log-in page's loader knows the salons.
  return { to: invitation ?? pathWithin('/dashboard', nextOf(request)) ?? '/login', headers };
}

/** Which page of the dashboard somebody wanted who was asked to log in. */
export function nextOf(request: Request): string | null {
  return new URL(request.url).searchParams.get('next');
}

function write(cookie: Cookie, request: Request, value: string): Promise<string> {
  return cookie.serialize(value, { secure: new URL(request.url).protocol === 'https:' });
}

async function read(cookie: Cookie, request: Request): Promise<string | null> {
  const value: unknown = await cookie.parse(request.headers.get('Cookie'));
  return z.string().min(1).max(300).safeParse(value).data ?? null;
}

function clear(cookie: Cookie): Promise<string> {
  return cookie.serialize('', { maxAge: 0 });
}
