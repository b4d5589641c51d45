import { createServer } from 'node:http';
import { Router } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import {
  newId,
  type EmployeeId,
  type OfferId,
  type SalonId,
  type ServiceId,
  type UserId,
} from '#server/platform/ids.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { createWebApp } from './app.ts';

const deps = await testDeps();
const server = createServer(
  createWebApp({
    env: { mode: 'test', publicUrl: 'http://ledig.test', trustedProxies: 0 },
    deps,
    readiness: () => Promise.resolve(null),
    pages: Router(),
  }),
);
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address && typeof address === 'object') origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => deps.reset());

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Record<string, unknown>,
  };
}

async function aSalon() {
  const salon = await makeSalon(deps.db);
  const service = await makeService(deps.db, salon);
  const employee = await makeEmployee(deps.db, salon, { services: [service] });
  return { salon, service, employee };
}

const problem = /^application\/problem\+json/;

describe('POST /api/waitlist', () => {
  it('takes a wish in the names that programs know, and answers a repeat just the same', async () => {
    const { salon, service, employee } = await aSalon();
    const request = {
      salonId: salon.id,
      serviceId: service.id,
      employeeId: employee.id,
      preferredDate: '2026-06-03',
      preferredTimeStart: '12:00',
      customerName: 'Kari',
      customerEmail: 'kari@example.com',
    };
    const first = await post('/api/waitlist', request);
    expect(first).toEqual({ status: 201, type: expect.any(String), body: { status: 'waiting' } });
    expect(await post('/api/waitlist', request)).toEqual(first);
    const [entry, ...others] = await deps.db.waitlistEntry.findMany();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      employeeId: employee.id,
      preferenceMode: 'specific_time',
      priorityScoreSnapshot: 10,
    });
  });

  it('names what is wrong at the fields of the request', async () => {
    const { salon, service } = await aSalon();
    const wish = { salonId: salon.id, serviceId: service.id, preferredDate: '2020-01-01' };
    const { status, body } = await post('/api/waitlist', {
      ...wish,
      customerName: 'Kari',
      customerPhone: '12345',
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'invalid_input',
      errors: [
        { field: 'preferredDate', problem: 'in_past' },
        { field: 'customerPhone', problem: 'phone_invalid' },
      ],
    });
  });

  /** A wish that could be met, but for what it names. */
  async function asked(named: { salonId: string; serviceId: string; employeeId?: string }) {
    return post('/api/waitlist', {
      ...named,
      preferredDate: '2026-06-03',
      customerName: 'Kari',
      customerEmail: 'k@example.com',
    });
  }

  it('refuses a service that the employee does not do', async () => {
    const { salon, service } = await aSalon();
    const other = await makeEmployee(deps.db, salon);
    expect(await asked({ salonId: salon.id, serviceId: service.id, employeeId: other.id })).toMatchObject({
      status: 400,
      type: expect.stringMatching(problem),
      body: { status: 400, code: 'service_not_offered' },
    });
    expect(await deps.db.waitlistEntry.count()).toBe(0);
  });

  it('does not know a closed salon, nor a salon, a service or an employee that there never was, or that is of another salon', async () => {
    const { salon, service, employee } = await aSalon();
    const [stranger, closed] = [await aSalon(), await aSalon()];
    await deps.db.salon.update({ where: { id: closed.salon.id }, data: { archivedAt: deps.clock.now() } });
    const own = { salonId: salon.id, serviceId: service.id, employeeId: employee.id };
    const unknown = [
      { salonId: closed.salon.id, serviceId: closed.service.id },
      { ...own, salonId: newId<SalonId>() },
      { ...own, serviceId: newId<ServiceId>() },
      { ...own, employeeId: newId<EmployeeId>() },
      { ...own, serviceId: stranger.service.id },
      { ...own, employeeId: stranger.employee.id },
    ];
    for (const named of unknown) {
      expect(await asked(named)).toEqual({
        status: 404,
        type: expect.stringMatching(problem),
        body: {
          type: 'urn:ledig:problem:not-found',
          title: expect.any(String),
          status: 404,
          code: 'not_found',
        },
      });
    }
    expect(await deps.db.waitlistEntry.count()).toBe(0);
  });
});

describe('POST /api/waitlist/claim', () => {
  it('books once however often it is repeated, and says why a link is of no use', async () => {
    const { salon, service, employee } = await aSalon();
    const booking = await makeBooking(deps.db, {
      salon,
      employee,
      services: [service],
      startsAt: '2026-06-02T12:00+02:00',
    });
    const entry = await makeEntry(deps.db, { salon, service });
    await cancelBooking(deps, {
      salonId: salon.id,
      bookingId: booking.id,
      actor: { type: 'user', id: newId<UserId>() },
    });
    await deps.runJobs();
    const offer = await deps.db.offer.findFirstOrThrow({ where: { waitlistEntryId: entry.id } });
    const token = deps.links.signLink('offer', { id: offer.id, version: 1 });

    const first = await post('/api/waitlist/claim', { token, action: 'accept' });
    expect(first).toMatchObject({ status: 200, body: { status: 'booked' } });
    expect(await post('/api/waitlist/claim', { token, action: 'accept' })).toEqual(first);
    expect((await post('/api/waitlist/claim', { token, action: 'decline' })).body.code).toBe('conflict');
    const unknown = deps.links.signLink('offer', { id: newId<OfferId>(), version: 1 });
    expect((await post('/api/waitlist/claim', { token: unknown, action: 'accept' })).status).toBe(404);
  });
});

describe('POST /api/waitlist/process-lifecycle', () => {
  it('without its key, or with a wrong one, changes nothing', async () => {
    const { salon, service } = await aSalon();
    const entry = await makeEntry(deps.db, {
      salon,
      service,
      windows: [{ dateFrom: '2026-06-01', untilMinute: 660 }],
    });
    deps.clock.advance(120);
    expect((await post('/api/waitlist/process-lifecycle', {})).status).toBe(401);
    expect((await post('/api/waitlist/process-lifecycle', {}, { 'x-cron-key': 'guess' })).status).toBe(401);
    expect(await deps.db.waitlistEntry.findUniqueOrThrow({ where: { id: entry.id } })).toMatchObject({
      status: 'waiting',
    });
  });

  it('with its key does what is due, and counts it; ten at once do it once', async () => {
    const { salon, service } = await aSalon();
    await makeEntry(deps.db, { salon, service, windows: [{ dateFrom: '2026-06-01', untilMinute: 660 }] });
    deps.clock.advance(120);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        post('/api/waitlist/process-lifecycle', {}, { 'x-cron-key': deps.env.cronKey }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.reduce((sum, { body }) => sum + Number(body.expiries), 0)).toBe(1);
  });
});
