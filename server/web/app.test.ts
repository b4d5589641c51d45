import { Router } from 'express';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hashPassword } from '#server/modules/auth/password.ts';
import { AppError } from '#server/platform/errors.ts';
import { newId, type BookingId, type OfferId } from '#server/platform/ids.schema.ts';
import { createLogger } from '#server/platform/logger.ts';
import { testDeps } from '#server/testing/deps.ts';
import { serveWebApp } from '#server/testing/web-app.ts';
import { localeChoice } from './locale.ts';
import { defineEndpoint } from './endpoint.ts';
import { jsonEndpoint } from './json-endpoint.ts';
import { createPageApi } from './page-api.ts';
import { createSessionCookie, sessionOf } from './session-cookie.ts';

const testing = await testDeps();
let log = '';
const deps = {
  ...testing,
  logger: createLogger({ level: 'debug', name: 'test', destination: { write: (line) => (log += line) } }),
};
let notReady: string | null = null;

const pages = Router();
const named = z.object({ name: z.string() });
const echo = defineEndpoint({
  path: '/api/echo',
  summary: 'Echoes',
  description: '',
  request: named,
  example: { name: 'Kari' },
  answer: { status: 201, description: '', schema: named, examples: {} },
  problems: [],
  repeatable: false,
  handle: (_deps, { name }) => Promise.resolve({ answered: { name } }),
});
pages.post('/echo', ...jsonEndpoint(deps, echo));
pages.post('/log-in', (_request, response) => {
  createSessionCookie('production', response).set('token', new Date('2026-07-01T00:00:00Z'));
  response.send('in');
});
pages.get('/fails', () => {
  throw new Error('kari@example.com was in the way');
});
pages.get('/busy', () => {
  throw new AppError('busy', { retryAfter: 1 });
});
pages.get('/who', (request, response, next) => {
  sessionOf(deps, request, response).then((session) => response.json(session?.user.name ?? null), next);
});
pages.all('*', (_request, response) => void response.send('a page'));

const served = serveWebApp(deps, { readiness: () => Promise.resolve(notReady), pages });
let waits: number[] = [];
const pageApi = (own = deps) =>
  createPageApi(
    { deps: own, session: null, address: 'a', locale: 'en', transport: 'page' },
    (seconds) => void waits.push(seconds),
  );

beforeEach(async () => {
  waits = [];
  log = '';
  notReady = null;
  await testing.reset();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${served.origin}${path}`, { headers });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${served.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: served.origin, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('it says that it is alive, and whether it can serve', async () => {
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(200);

  notReady = 'migrations are missing: 0002_rules';
  const answer = await get('/readyz');
  expect(answer.status).toBe(503);
  expect(await answer.text()).toBe(notReady);
  expect((await get('/healthz')).status).toBe(200);
});

test('every line of a request carries its id, which the answer has too; what else stands there in its place is not taken', async () => {
  const lines = () =>
    log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string; requestId?: string });
  const given = await get('/fails', { 'x-request-id': 'proxy-4711' });
  expect(given.headers.get('x-request-id')).toBe('proxy-4711');
  await expect.poll(() => lines().map(({ msg }) => msg)).toContain('request');
  expect(lines().length).toBeGreaterThan(1);
  expect(new Set(lines().map(({ requestId }) => requestId))).toEqual(new Set(['proxy-4711']));
  // What one line has beside it is not on the next.
  expect(lines().find(({ msg }) => msg === 'request')).not.toHaveProperty('err');
  for (const odd of ['kari@example.com', 'a b', 'x'.repeat(37), '']) {
    const id = (await get('/healthz', { 'x-request-id': odd })).headers.get('x-request-id');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  }
});

describe('a problem', () => {
  test('is told to machines as a problem document with a stable code', async () => {
    const answer = await post('/api/nothing', {});
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toEqual({
      type: 'urn:ledig:problem:not-found',
      title: 'This does not exist.',
      status: 404,
      code: 'not_found',
    });
  });

  test.each([
    ['GET', '/api/waitlist', 'POST'],
    ['PUT', '/api/waitlist/claim', 'POST'],
    ['GET', '/api/waitlist/process-lifecycle', 'POST'],
    ['POST', '/api/openapi.json', 'GET, HEAD'],
  ])('says of %s %s what may be done there', async (method, path, allowed) => {
    const answer = await fetch(`${served.origin}${path}`, { method, headers: { accept: 'text/html' } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allowed);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  test.each(['/api', '/api/', '/api/%E0', '/API/nothing'])(
    'is a document at %s, for browsers too',
    async (path) => {
      const answer = await get(path, { accept: 'text/html' });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    },
  );

  test.each(['/s/%E0', '/%'])('an address that can’t be read, as %s, is not found', async (path) => {
    const answer = await get(path, { accept: 'text/html' });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('This does not exist.');
    expect(log).not.toContain('a request failed');
  });

  test('is told in the language of the caller', async () => {
    const answer = await post('/api/nothing', {}, { 'accept-language': 'nn,en;q=0.5' });
    expect(await answer.json()).toMatchObject({ title: 'Dette finnes ikke.', code: 'not_found' });
  });

  test('is told to browsers in words', async () => {
    const answer = await get('/busy', { accept: 'text/html', 'accept-language': 'nb' });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    const page = await answer.text();
    expect(page).toContain('Prøv igjen om et øyeblikk');
    expect(page).toContain('<html lang="nb">');
    expect(page).toMatch(/<a href="" [^>]*>Prøv igjen<\/a>/);
    expect(page).toMatch(/<a href="\/" [^>]*>Til listen over salonger<\/a>/);
  });

  test('is told to browsers in the language that was chosen', async () => {
    const headers = { accept: 'text/html', 'accept-language': 'nb' };
    expect(await (await get('/busy?lng=en', headers)).text()).toContain('Please try again in a moment');
    const cookie = (await localeChoice(new URL('http://ledig.test/?lng=en'))) ?? '';
    expect(await (await get('/busy', { ...headers, cookie })).text()).toContain('<html lang="en">');
  });

  test('at an address that is no URL by itself is told all the same', async () => {
    const answer = await post('//', {}, { origin: 'https://evil.example', accept: 'text/html' });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('The request came from another website.');
  });

  test('that nobody expected tells nothing, and is logged without contacts', async () => {
    const answer = await get('/fails');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('kari');
    expect(log).toContain('a request failed');
    expect(log).not.toContain('kari@');
  });
});

describe('an endpoint for machines', () => {
  test('gets what its schema lets through', async () => {
    const answer = await post('/echo', { name: 'Kari', more: 1 });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ name: 'Kari' });
  });

  test('names the fields that are wrong', async () => {
    const answer = await post('/echo', { name: 1 });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'name', problem: 'invalid' }],
    });
  });

  test.each([
    ['text that is no JSON', '{"name"', {}, 400, 'invalid_input'],
    [
      'another type',
      'name=Kari',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    ['more than it should read', JSON.stringify({ name: 'x'.repeat(70_000) }), {}, 413, 'payload_too_large'],
  ])('refuses %s', async (_what, body, headers, status, code) => {
    const answer = await post('/echo', body, headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });
});

test('the staff’s side is kept out of caches and of search engines', async () => {
  for (const path of ['/dashboard', '/dashboard/fjord/waitlist', '/login']) {
    const { headers } = await get(path);
    expect([headers.get('cache-control'), headers.get('x-robots-tag')], path).toEqual([
      'no-store',
      'noindex',
    ]);
  }
  expect((await get('/s/fjord')).headers.get('x-robots-tag')).toBeNull();
});

test('pictures may come from another host by https, scripts may not', async () => {
  const policy = (await get('/s/fjord')).headers.get('content-security-policy') ?? '';
  const sources = new Map(policy.split(';').map((part) => [part.split(' ', 1)[0], part]));
  expect(sources.get('img-src')).toContain(' https:');
  expect(sources.get('script-src')).not.toContain('https:');
});

test('another site’s page can change nothing', async () => {
  const headers = { origin: 'https://evil.example' };
  expect((await post('/echo', { name: 'Kari' }, headers)).status).toBe(403);
  expect((await post('/trpc/auth.logout', {}, headers)).status).toBe(403);
});

describe('a link', () => {
  const token = testing.links.signLink('offer', { id: newId<OfferId>(), version: 1 });

  test('is kept out of caches, Referers and search engines', async () => {
    for (const kind of ['o', 'w', 'b', 'i', 'p']) {
      const { headers } = await get(`/${kind}/${token}`);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
    }
    expect((await get('/s/fjord')).headers.get('referrer-policy')).toBe('same-origin');
  });

  test('is so in capitals too, which the pages’ router takes for the same', async () => {
    const { headers } = await get(`/O/${token}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(log).not.toContain(token.slice(0, 16));
  });

  test('is kept out of the log', async () => {
    await get(`/o/${token}`);
    await get(`/b/${token}/calendar.ics`);
    await get(`/w/${token}.data?_routes=x`);
    expect(log.match(/"path":"[^"]*"/g)).toEqual([
      '"path":"/o/…"',
      '"path":"/b/…/calendar.ics"',
      '"path":"/w/…"',
    ]);
    expect(log).not.toContain(token.slice(0, 16));
  });

  test('is refused in a query string', async () => {
    const input = encodeURIComponent(JSON.stringify({ token }));
    const answer = await get(`/trpc/waitlist.byToken?input=${input}`);
    expect(answer.status).toBe(400);
    expect((await post('/trpc/waitlist.byToken', { token })).status).toBe(200);
    expect(log).not.toContain(token.slice(0, 16));
  });
});

describe('a session', () => {
  async function logIn(): Promise<string> {
    await deps.db.user.create({
      data: { email: 'kari@fjord.example', name: 'Kari', passwordHash: await hashPassword('hemmelig') },
    });
    const api = pageApi();
    const outcome = await api.auth.login({ email: 'kari@fjord.example', password: 'hemmelig' });
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.token;
  }

  test('is found by its cookie, and by no other', async () => {
    const token = await logIn();
    expect(await (await get('/who', { cookie: `a=b; ledig_session=${token}` })).json()).toBe('Kari');
    expect(await (await get('/who', { cookie: 'ledig_session=nobody' })).json()).toBeNull();
    expect(await (await get('/who', { cookie: `other_ledig_session=${token}` })).json()).toBeNull();
    expect(await (await get('/who')).json()).toBeNull();
  });

  test('in use lives on, and so does its cookie', async () => {
    const cookie = `ledig_session=${await logIn()}`;
    expect((await get('/who', { cookie })).headers.get('set-cookie')).toBeNull();
    deps.clock.advance(61);
    expect((await get('/who', { cookie })).headers.get('set-cookie')).toContain(cookie);
  });

  test('in production is kept from scripts, from plain HTTP, from other sites and from subdomains', async () => {
    const cookie = (await post('/log-in', {})).headers.get('set-cookie');
    expect(cookie).toMatch(/^__Host-ledig=token; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/);
  });
});

test('what a procedure throws reaches pages as a response with its status', async () => {
  const api = pageApi();
  const thrown: unknown = await api.salon.bySlug({ slug: 'nowhere' }).catch((error: unknown) => error);

  expect(thrown).toBeInstanceOf(Response);
  if (!(thrown instanceof Response)) return;
  expect(thrown.status).toBe(404);
  expect(await thrown.json()).toEqual({ code: 'not_found', fields: [] });
});

test('what comes too often is told to wait, and for how long', async () => {
  const consume: typeof deps.limits.consume = () => Promise.resolve({ ok: false, retryAfterSeconds: 90 });
  const api = pageApi({ ...deps, limits: { ...deps.limits, consume } });
  const token = deps.links.signLink('booking', { id: newId<BookingId>(), version: 1 });
  const thrown: unknown = await api.booking.cancelByToken({ token }).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ status: 429 });
  expect(waits).toEqual([90]);
});
