import type { Request, Response } from 'express';
import { describe, expect, test } from 'vitest';
import { requireSameOrigin } from './same-origin.ts';

const check = requireSameOrigin('https://ledig.example');

interface Sent {
  method?: string;
  path?: string;
  origin?: string;
  site?: string;
}

function send({ method = 'POST', path = '/login', origin, site }: Sent): {
  passed: boolean;
  origin?: string;
} {
  const headers: Record<string, string> = { host: 'web:3000' };
  if (origin) headers.origin = origin;
  if (site) headers['sec-fetch-site'] = site;
  const request = { method, path, headers, get: (name: string) => headers[name] };
  let passed = false;
  check(request as unknown as Request, {} as Response, (error?: unknown) => {
    passed = error === undefined;
  });
  return { passed, origin: headers.origin };
}

const passes = (sent: Sent) => send(sent).passed;

test('reading is allowed from everywhere', () => {
  expect(passes({ method: 'GET', origin: 'https://evil.example', site: 'cross-site' })).toBe(true);
});

describe('a change is let through', () => {
  test('from our own pages', () => {
    expect(passes({ origin: 'https://ledig.example' })).toBe(true);
    expect(passes({ origin: 'https://ledig.example', site: 'same-origin' })).toBe(true);
    expect(passes({ site: 'same-origin' })).toBe(true);
  });

  test('from pages that were reached by another name of this process', () => {
    expect(passes({ origin: 'http://web:3000' })).toBe(true);
  });

  test('from a machine that calls an endpoint for machines', () => {
    expect(passes({ path: '/api/waitlist' })).toBe(true);
    expect(passes({ path: '/webhooks/twilio/status' })).toBe(true);
    expect(passes({ path: '/u/abc' })).toBe(true);
  });

  test("from a link's page, whose forms don't say where they come from; and the next check is not misled", () => {
    expect(send({ path: '/o/abc', origin: 'null' })).toEqual({ passed: true, origin: undefined });
    expect(send({ path: '/o/abc', origin: 'null', site: 'same-origin' })).toEqual({
      passed: true,
      origin: undefined,
    });
  });
});

describe('a change is refused', () => {
  test('from a foreign page, also at an endpoint for machines', () => {
    for (const path of ['/login', '/api/waitlist', '/trpc/booking.create', '/o/abc']) {
      expect(passes({ path, origin: 'https://evil.example' })).toBe(false);
      expect(passes({ path, site: 'cross-site' })).toBe(false);
      expect(passes({ path, origin: 'null', site: 'cross-site' })).toBe(false);
    }
  });

  test('from a subdomain, and from a name that only begins like ours', () => {
    expect(passes({ site: 'same-site' })).toBe(false);
    expect(passes({ origin: 'https://shop.ledig.example' })).toBe(false);
    expect(passes({ origin: 'https://ledig.example.evil.example' })).toBe(false);
  });

  test('when it does not say where it comes from', () => {
    expect(passes({})).toBe(false);
    expect(passes({ path: '/trpc/booking.create' })).toBe(false);
    expect(passes({ origin: 'null' })).toBe(false);
    expect(passes({ path: '/api/waitlist', origin: 'null' })).toBe(false);
  });
});
