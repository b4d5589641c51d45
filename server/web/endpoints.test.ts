import { beforeEach, describe, expect, it } from 'vitest';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import {
  newId,
  type EmployeeId,
  type OfferId,
  type SalonId,
  type ServiceId,
  type UserId,
} from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { serveWebApp } from '#server/testing/web-app.ts';

const deps = await testDeps();
// Behind a proxy that says where each request came from.
const { post } = serveWebApp(deps, {
  env: { mode: 'test', publicUrl: 'http://ledig.test', trustedProxies: 1, metricsToken: null },
});
beforeEach(() => deps.reset());

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
    expect(first).toMatchObject({ status: 201, body: { status: 'waiting' } });
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
      expect(await asked(named)).toMatchObject({
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

  it('says so when a step fails, with what the others have done', async () => {
    const { salon, service } = await aSalon();
    await makeEntry(deps.db, { salon, service, windows: [{ dateFrom: '2026-06-01', untilMinute: 660 }] });
    deps.clock.advance(120);
    await deps.db.$executeRaw`ALTER FUNCTION reactivate_waitlist_entries RENAME TO gone`;
    const failed = await post('/api/waitlist/process-lifecycle', {}, { 'x-cron-key': deps.env.cronKey });
    await deps.db.$executeRaw`ALTER FUNCTION gone RENAME TO reactivate_waitlist_entries`;
    expect(failed).toMatchObject({
      status: 500,
      type: expect.stringMatching(problem),
      body: { code: 'internal', counts: { reminders: 0, expiries: 1, openings: 0 } },
    });
    expect(failed.body.counts).not.toHaveProperty('reactivations');
  });
});

describe('Idempotency-Key', () => {
  const joining = async () => {
    const { salon, service } = await aSalon();
    return {
      salonId: salon.id,
      serviceId: service.id,
      preferredDate: '2026-06-03',
      customerName: 'Kari',
      customerEmail: 'kari@example.com',
    };
  };
  const join = (request: object, key: string) => post('/api/waitlist', request, { 'Idempotency-Key': key });

  it('has a request done once: its repeat gets the first answer to the letter, and no second message is sent', async () => {
    const request = await joining();
    const first = await join(request, 'one');
    expect(first).toMatchObject({ status: 201, text: '{"status":"waiting"}' });
    const sent = await deps.db.message.count();
    expect(await join(request, 'one')).toEqual(first);
    // With quotation marks, as the draft writes it, it is the same key.
    expect(await join(request, '"one"')).toEqual(first);
    expect(await deps.db.message.count()).toBe(sent);
    deps.clock.advance(1);
    expect(await join(request, 'two')).toEqual(first);
    expect(await deps.db.message.count()).toBe(2 * sent);
  });

  it('keeps a refusal too, once there was something to decide', async () => {
    const request = await joining();
    await deps.db.salon.updateMany({ data: { joiningEnabled: false } });
    const refused = await join(request, 'one');
    expect(refused).toMatchObject({ status: 409, body: { code: 'joining_closed' } });
    await deps.db.salon.updateMany({ data: { joiningEnabled: true } });
    expect(await join(request, 'one')).toEqual(refused);
    expect((await join(request, 'two')).status).toBe(201);
  });

  it('is free again after a request that was not valid', async () => {
    const request = await joining();
    expect((await join({ ...request, preferredDate: '2020-01-01' }, 'one')).status).toBe(400);
    expect((await join(request, 'one')).status).toBe(201);
  });

  it('with another request is refused', async () => {
    const request = await joining();
    await join(request, 'one');
    expect(await join({ ...request, customerName: 'Ola' }, 'one')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect(await deps.db.waitlistEntry.count()).toBe(1);
  });

  it('of another caller is another key: their request has nothing to do with it', async () => {
    const request = await joining();
    await join(request, 'one');
    const elsewhere = { 'Idempotency-Key': 'one', 'X-Forwarded-For': '203.0.113.7' };
    const other = { ...request, customerEmail: 'ola@example.com' };
    expect((await post('/api/waitlist', other, elsewhere)).status).toBe(201);
    expect(await deps.db.waitlistEntry.count()).toBe(2);
  });

  it.each([
    ['without a letter', '', 'required'],
    ['without a letter between its quotation marks', '""', 'required'],
    ['longer than 255 letters', 'k'.repeat(256), 'too_long'],
  ])('%s is refused', async (_what, key, problem) => {
    expect(await join(await joining(), key)).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', errors: [{ field: 'Idempotency-Key', problem }] },
    });
    expect(await deps.db.waitlistEntry.count()).toBe(0);
  });

  it('of 255 letters is taken', async () => {
    expect((await join(await joining(), 'k'.repeat(255))).status).toBe(201);
  });

  it('has an offer answered once', async () => {
    const request = {
      token: deps.links.signLink('offer', { id: newId<OfferId>(), version: 1 }),
      action: 'accept',
    };
    const claim = () => post('/api/waitlist/claim', request, { 'Idempotency-Key': 'one' });
    const first = await claim();
    expect(first.status).toBe(404);
    expect(await claim()).toEqual(first);
    expect(await deps.db.idempotencyKey.count({ where: { scope: 'POST /api/waitlist/claim' } })).toBe(1);
  });
});
