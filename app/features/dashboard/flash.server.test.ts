import { describe, expect, test } from 'vitest';
import type { FlashMessage } from './flash.ts';
import { readFlash, redirectSaying } from './flash.server.ts';

const message = {
  text: 'Åse Lie’s request is paused.',
  links: [{ label: 'Put back', href: '/dashboard/fjord/waitlist/1/reactivate' }],
};
const post = (origin = 'http://localhost:3000') =>
  new Request(`${origin}/dashboard/fjord`, { method: 'POST' });

async function cookieOf(said: FlashMessage, request = post()): Promise<string> {
  return (await redirectSaying('/dashboard/fjord', said, request)).headers.get('Set-Cookie') ?? '';
}

function next(cookie: string, { method = 'GET', path = '/dashboard/fjord' } = {}): Request {
  return new Request(`http://localhost:3000${path}`, {
    method,
    headers: { Cookie: cookie.split(';')[0] ?? '' },
  });
}

describe('what an act has done', () => {
  test('is said on the next page, once', async () => {
    const { message: read, headers } = await readFlash(next(await cookieOf(message)));
    expect(read).toEqual(message);
    expect(headers['Set-Cookie']).toContain('Max-Age=0');
  });

  test.each([{ method: 'HEAD' }, { path: '/dashboard/fjord/waitlist' }])(
    'waits for the page that says it: %o says nothing and takes nothing away',
    async (other) => {
      expect(await readFlash(next(await cookieOf(message), other))).toEqual({ message: null, headers: {} });
    },
  );

  test('comes with what undoes it, which leads nowhere but into the dashboard', async () => {
    const undo = {
      label: 'Undo',
      action: '/dashboard/fjord/bookings/1/undo',
      fields: { change: '6f1d5f0e-7f64-4f3a-9c39-0f5a3a1f7c11' },
    };
    expect((await readFlash(next(await cookieOf({ ...message, undo })))).message).toEqual({
      ...message,
      undo,
    });
    const elsewhere = { ...message, undo: { ...undo, action: 'https://elsewhere.example/' } };
    expect((await readFlash(next(await cookieOf(elsewhere)))).message).toBeNull();
  });

  test('is nowhere in the address, since it names customers', async () => {
    const response = await redirectSaying('/dashboard/fjord', message, post());
    expect(response.headers.get('Location')).toBe('/dashboard/fjord');
  });

  test('travels in a cookie that scripts can’t read, over HTTPS only where there is HTTPS', async () => {
    expect(await cookieOf(message)).toMatch(/Path=\/dashboard; HttpOnly; SameSite=Lax/);
    expect(await cookieOf(message)).not.toContain('Secure');
    expect(await cookieOf(message, post('https://ledig.example'))).toContain('Secure');
  });

  test('leads nowhere but into the dashboard, whoever wrote the cookie', async () => {
    const links = [{ label: 'Free haircut', href: 'https://elsewhere.example/' }];
    expect((await readFlash(next(await cookieOf({ ...message, links })))).message).toBeNull();
  });

  test.each(['ledig_done=nonsense', 'ledig_done=', 'other=1'])(
    'is nothing when the cookie is %s',
    async (cookie) => {
      expect((await readFlash(next(cookie))).message).toBeNull();
    },
  );

  test('a page without anything to say sets no cookie', async () => {
    expect((await readFlash(new Request('http://localhost:3000/dashboard/fjord'))).headers).toEqual({});
  });
});
