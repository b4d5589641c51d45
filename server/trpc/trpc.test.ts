import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { StaffSession } from '#server/modules/auth/session.ts';
import { AppError } from '#server/platform/errors.ts';
import {
  idOf,
  newId,
  type OrganisationId,
  type SalonId,
  type SessionId,
  type UserId,
} from '#server/platform/ids.schema.ts';
import type { LimitAnswer, RateLimits } from '#server/platform/rate-limit.ts';
import { testDeps } from '#server/testing/deps.ts';
import type { RequestContext } from './context.ts';
import { toAppError } from './map-errors.ts';
import {
  createCallerFactory,
  limited,
  linkProcedure,
  publicProcedure,
  router,
  staffProcedure,
  userProcedure,
} from './trpc.ts';

const deps = await testDeps();
beforeEach(() => deps.reset());

const fjord = newId<SalonId>();
const bergen = newId<SalonId>();
const elsewhere = newId<SalonId>();

function salon(id: SalonId, role: 'owner' | 'manager' | 'staff'): StaffSession['salons'][number] {
  return {
    id,
    organisationId: idOf<OrganisationId>(fjord),
    slug: 'fjord',
    name: 'Fjord',
    timeZone: 'Europe/Oslo',
    locale: 'nb',
    accentColour: null,
    role,
  };
}

const kari: StaffSession = {
  id: newId<SessionId>(),
  expiresAt: new Date('2026-07-01T00:00:00Z'),
  user: { id: newId<UserId>(), email: 'kari@example.com', name: 'Kari', locale: 'nb' },
  salons: [salon(fjord, 'manager'), salon(bergen, 'staff')],
};

const signed = deps.links.signLink('offer', { id: newId(), version: 1 });

const procedures = router({
  open: publicProcedure.query(() => 'open'),
  fails: publicProcedure.query(() => {
    throw new Error('customer kari@example.com could not be read');
  }),
  refuses: publicProcedure.query(() => {
    throw new AppError('slot_taken');
  }),
  busy: publicProcedure.query(({ ctx }) =>
    ctx.deps.db.$executeRawUnsafe(`DO $$ BEGIN RAISE lock_not_available; END $$`),
  ),
  takes: publicProcedure
    .input(z.object({ name: z.string().min(1, { error: 'required' }), inner: z.object({ at: z.int() }) }))
    .query(() => 'taken'),
  mine: userProcedure.query(({ ctx }) => ctx.actor),
  list: staffProcedure('seeToday').query(({ ctx }) => ctx.salon.role),
  settings: staffProcedure('changeSalon').mutation(({ ctx }) => ctx.salon.role),
  delete: staffProcedure('changeRunning').mutation(({ ctx }) => ctx.salon.role),
  notify: staffProcedure('offerTimes')
    .use(limited('staff-notify'))
    .mutation(() => 'notified'),
  join: publicProcedure.use(limited('public-waitlist-intake')).mutation(() => 'joined'),
  byToken: linkProcedure.input(z.object({ token: z.string() })).query(({ input }) => {
    return input.token === signed || input.token === 'good' ? { ok: true } : { ok: false, reason: 'unknown' };
  }),
});
const createCaller = createCallerFactory(procedures);

function caller(context: Partial<RequestContext> = {}) {
  return createCaller({
    deps,
    session: null,
    address: '192.0.2.1',
    locale: 'en',
    transport: 'page',
    ...context,
  });
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: unknown) => toAppError(error).code,
  );
}

describe('a procedure of the staff', () => {
  test('serves the salons of the user, each by the role there', async () => {
    const staff = caller({ session: kari });
    expect(await staff.list({ salonId: fjord })).toBe('manager');
    expect(await staff.list({ salonId: bergen })).toBe('staff');
    expect(await staff.settings({ salonId: fjord })).toBe('manager');
  });

  test('finds no other salon, whether it exists or not', async () => {
    expect(await codeOf(caller({ session: kari }).list({ salonId: elsewhere }))).toBe('not_found');
    expect(await codeOf(caller({ session: kari }).delete({ salonId: elsewhere }))).toBe('not_found');
  });

  test('is forbidden to a lesser role', async () => {
    expect(await codeOf(caller({ session: kari }).settings({ salonId: bergen }))).toBe('forbidden');
    expect(await codeOf(caller({ session: kari }).delete({ salonId: fjord }))).toBe('forbidden');
  });

  test('is for who is logged in', async () => {
    expect(await codeOf(caller().list({ salonId: fjord }))).toBe('unauthenticated');
    expect(await codeOf(caller().mine())).toBe('unauthenticated');
    expect(await caller({ session: kari }).mine()).toEqual({ type: 'user', id: kari.user.id });
  });
});

describe('what goes wrong', () => {
  test('in the input is told by field, in codes', async () => {
    const error = await caller()
      // @ts-expect-error -- what a caller without types can send
      .takes({ name: '', inner: { at: 'now' } })
      .catch(toAppError);
    expect(error).toMatchObject({
      code: 'invalid_input',
      fields: [
        { field: 'name', problem: 'required' },
        { field: 'inner.at', problem: 'invalid' },
      ],
    });
  });

  test('and is missing, is told as missing', async () => {
    // @ts-expect-error -- what a caller without types can send
    const error = await caller().takes({ inner: {} }).catch(toAppError);
    expect(error).toMatchObject({
      fields: [
        { field: 'name', problem: 'required' },
        { field: 'inner.at', problem: 'required' },
      ],
    });
  });

  test('in the domain keeps its code', async () => {
    expect(await codeOf(caller().refuses())).toBe('slot_taken');
  });

  test('in the database for want of room is busy', async () => {
    expect(await codeOf(caller().busy())).toBe('busy');
  });

  test('and nobody expected is internal, and logged without contacts', async () => {
    expect(await codeOf(caller().fails())).toBe('internal');
    expect(deps.logged).toHaveLength(1);
    expect(JSON.stringify(deps.logged)).not.toContain('kari@');
  });
});

describe('a limit', () => {
  const counted: string[] = [];
  const answers: LimitAnswer[] = [];
  const limits: RateLimits = {
    ...deps.limits,
    consume: (limit, subject) => {
      counted.push(`${limit} ${subject}`);
      return Promise.resolve(answers.shift() ?? { ok: true });
    },
    check: () => Promise.resolve(answers.shift() ?? { ok: true }),
  };
  const withLimits = { deps: { ...deps, limits } };
  beforeEach(() => {
    counted.length = 0;
    answers.length = 0;
  });

  test('of the public counts the address, one of staff the user', async () => {
    await caller({ ...withLimits }).join();
    await caller({ ...withLimits, session: kari }).notify({ salonId: fjord });
    expect(counted).toEqual(['public-waitlist-intake 192.0.2.1', `staff-notify ${kari.user.id}`]);
  });

  test('that is reached says when to come again', async () => {
    answers.push({ ok: false, retryAfterSeconds: 7 });
    const error = await caller(withLimits).join().catch(toAppError);
    expect(error).toMatchObject({ code: 'rate_limited', retryAfter: 7 });
  });

  test('is not touched by calls that are refused before', async () => {
    await codeOf(caller({ ...withLimits, session: kari }).notify({ salonId: elsewhere }));
    expect(counted).toEqual([]);
  });

  test('counts links that are nobody’s, and only those', async () => {
    await caller(withLimits).byToken({ token: 'good' });
    expect(counted).toEqual([]);
    await caller(withLimits).byToken({ token: 'guessed' });
    expect(counted).toEqual(['unknown-link 192.0.2.1']);
  });

  test('on guessed links stops further guesses, before anything is looked up', async () => {
    answers.push({ ok: false, retryAfterSeconds: 7 });
    expect(await codeOf(caller(withLimits).byToken({ token: 'good' }))).toBe('rate_limited');
    expect(counted).toEqual([]);
  });

  test('on guessed links stops no link of ours: who shares an address with a guesser gets their time', async () => {
    answers.push({ ok: false, retryAfterSeconds: 7 });
    expect(await caller(withLimits).byToken({ token: signed })).toEqual({ ok: true });
  });
});

test('a token may not come in a query string', async () => {
  expect(await codeOf(caller({ transport: 'http-get' }).byToken({ token: 'good' }))).toBe('invalid_input');
  expect(await codeOf(caller({ transport: 'http-post' }).byToken({ token: 'good' }))).toBe('no error');
  expect(await codeOf(caller({ transport: 'http-get' }).open())).toBe('no error');
});
