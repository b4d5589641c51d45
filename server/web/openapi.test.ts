import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeEach, describe, expect, test } from 'vitest';
import { cancelEntry } from '#server/modules/waitlist/cancel-entry.ts';
import { AppError, problemDocumentSchema } from '#server/platform/errors.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeEmployee } from '#server/testing/factories.ts';
import {
  accept,
  comeFree,
  line,
  linkOf,
  openSalon,
  setPolicy,
  staff,
} from '#server/testing/waitlist-steps.ts';
import { serveWebApp, type TestAnswer } from '#server/testing/web-app.ts';
import { endpoints } from './api-routes.ts';

const testing = await testDeps();

/** What goes wrong inside, while a test wants it to. */
let fault: Error | null = null;
let isUsedUp = false;
const inTransaction: typeof testing.inTransaction = (work) =>
  fault ? Promise.reject(fault) : testing.inTransaction(work);
const consume: typeof testing.limits.consume = () =>
  Promise.resolve(isUsedUp ? { ok: false, retryAfterSeconds: 60 } : { ok: true });
const served = serveWebApp({ ...testing, inTransaction, limits: { ...testing.limits, consume } });
const { post } = served;

beforeEach(async () => {
  fault = null;
  isUsedUp = false;
  await testing.reset();
});

interface Response {
  headers?: object;
  content: Record<string, { schema: { properties?: { code: { enum: string[] } } } }>;
}
interface Operation {
  requestBody: { content: Record<string, { example: Record<string, string> }> };
  responses: Record<string, Response>;
}
interface ApiDocument {
  servers: { url: string }[];
  paths: Record<string, { post: Operation }>;
}

async function read(): Promise<ApiDocument> {
  return (await (await fetch(`${served.origin}/api/openapi.json`)).json()) as ApiDocument;
}

async function described(path: string): Promise<Operation> {
  const found = (await read()).paths[path];
  if (!found) throw new Error(`Nothing is said of ${path}.`);
  return found.post;
}

async function exampleFor(path: string): Promise<Record<string, string>> {
  return (await described(path)).requestBody.content['application/json']?.example ?? {};
}

const [join, claim, lifecycle] = [
  '/api/waitlist',
  '/api/waitlist/claim',
  '/api/waitlist/process-lifecycle',
] as const;
const cronKey = { 'x-cron-key': testing.env.cronKey };

/** The example of joining, at a salon that there is, in the days before the day that it names. */
async function exampleOfJoining(changes: Record<string, string> = {}) {
  testing.clock.set('2027-03-01T10:00+01:00');
  const { salon, cut } = await openSalon(testing);
  return {
    salon,
    request: { ...(await exampleFor(join)), salonId: salon.id, serviceId: cut.id, ...changes },
  };
}

/** The example of answering, with the link of an offer that there is. */
async function exampleOfAnswering() {
  const { salon, cut, ida } = await openSalon(testing);
  await setPolicy(testing, salon, { offersAtOnce: 2 });
  const [other, own] = await line(testing, { salon, service: cut }, {}, {});
  await comeFree(testing, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: '2026-06-02T10:00+02:00',
  });
  await testing.runJobs();
  const request = { ...(await exampleFor(claim)), token: await linkOf(testing, own) };
  return { other, own, request, answer: () => post(claim, request) };
}

test('it is a valid OpenAPI document, which names the address at which customers reach the server', async () => {
  const document = await read();
  expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  expect(document.servers).toEqual([{ url: 'http://ledig.test' }]);
});

test('it tells of the endpoints that there are, and each of them answers', async () => {
  const paths = Object.keys((await read()).paths);
  expect(paths).toEqual([join, claim, lifecycle]);
  expect(paths).toEqual(endpoints.map(({ path }) => path));
  for (const path of paths) expect((await post(path, '{', cronKey)).body.code).toBe('invalid_input');
});

test('its example of joining is taken as it stands, at a salon that there is', async () => {
  const { request } = await exampleOfJoining();
  expect(await post(join, request)).toMatchObject({ status: 201, body: { status: 'waiting' } });
});

test('its example of answering is taken as it stands, with a link that there is', async () => {
  const { answer } = await exampleOfAnswering();
  expect(await answer()).toMatchObject({ status: 200, body: { status: 'booked' } });
});

test('its example for a scheduler is taken as it stands', async () => {
  expect(await post(lifecycle, await exampleFor(lifecycle), cronKey)).toMatchObject({
    status: 200,
    body: { reminders: 0, expiries: 0, reactivations: 0, openings: 0 },
  });
});

type Ways = Record<string, () => Promise<TestAnswer>>;

const refusedAnywhere = (path: string, headers: Record<string, string> = {}): Ways => ({
  invalid_input: () => post(path, '{', headers),
  foreign_origin: () => post(path, {}, { ...headers, origin: 'https://elsewhere.example' }),
  payload_too_large: () => post(path, { text: 'x'.repeat(70_000) }, headers),
  unsupported_media_type: () => post(path, 'text', { ...headers, 'content-type': 'text/plain' }),
});

/** What happens to a request with a key, whose first answer is `before`. */
async function afterwards(path: string, request: object, before: { status: number | null }, again = request) {
  const key = { 'Idempotency-Key': 'the-key' };
  const first = await post(path, request, key);
  expect(first.status).toBeLessThan(300);
  await testing.inTransaction((tx) => tx.db.idempotencyKey.updateMany({ data: before }));
  return post(path, again, key);
}
const isAnswered = { status: 200 };
const isWorkedOn = { status: null };

async function whileBroken(failure: Error, send: () => Promise<TestAnswer>) {
  fault = failure;
  return send();
}
const aFault = () => new Error('a fault');
const aCrowd = () => new AppError('busy', { retryAfter: 1 });

async function whenUsedUp(send: () => Promise<TestAnswer>) {
  isUsedUp = true;
  return send();
}

/** How a caller comes to meet each problem of an endpoint. */
const waysTo: Record<string, Ways> = {
  [join]: {
    ...refusedAnywhere(join),
    async request_in_progress() {
      return afterwards(join, (await exampleOfJoining()).request, isWorkedOn);
    },
    async idempotency_key_reused() {
      const { request } = await exampleOfJoining();
      return afterwards(join, request, isAnswered, { ...request, customerName: 'Ola' });
    },
    async service_not_offered() {
      const { salon, request } = await exampleOfJoining();
      const other = await makeEmployee(testing.db, salon);
      return post(join, { ...request, employeeId: other.id });
    },
    async not_found() {
      return post(join, await exampleFor(join));
    },
    async joining_closed() {
      const { salon, request } = await exampleOfJoining();
      await testing.db.salon.update({ where: { id: salon.id }, data: { joiningEnabled: false } });
      return post(join, request);
    },
    async rate_limited() {
      const { request } = await exampleOfJoining();
      return whenUsedUp(() => post(join, request));
    },
    async internal() {
      const { request } = await exampleOfJoining();
      return whileBroken(aFault(), () => post(join, request));
    },
    async busy() {
      const { request } = await exampleOfJoining();
      return whileBroken(aCrowd(), () => post(join, request));
    },
  },
  [claim]: {
    ...refusedAnywhere(claim),
    async request_in_progress() {
      return afterwards(claim, (await exampleOfAnswering()).request, isWorkedOn);
    },
    async idempotency_key_reused() {
      const { request } = await exampleOfAnswering();
      return afterwards(claim, request, isAnswered, { ...request, action: 'decline' });
    },
    async not_found() {
      return post(claim, await exampleFor(claim));
    },
    async conflict() {
      const { request, answer } = await exampleOfAnswering();
      await post(claim, { ...request, action: 'decline' });
      return answer();
    },
    async slot_taken() {
      const { other, answer } = await exampleOfAnswering();
      await accept(testing, other);
      return answer();
    },
    async offer_withdrawn() {
      const { own, answer } = await exampleOfAnswering();
      await testing.inTransaction((tx) =>
        cancelEntry(tx, { entryId: own.id, reason: 'cancelled_by_staff', actor: staff }),
      );
      return answer();
    },
    async offer_expired() {
      const { answer } = await exampleOfAnswering();
      testing.clock.advance(15);
      return answer();
    },
    async offer_replaced() {
      const { answer } = await exampleOfAnswering();
      testing.clock.advance(6);
      await testing.runJobs();
      return answer();
    },
    async rate_limited() {
      const { answer } = await exampleOfAnswering();
      return whenUsedUp(answer);
    },
    async internal() {
      const { answer } = await exampleOfAnswering();
      return whileBroken(aFault(), answer);
    },
    async busy() {
      const { answer } = await exampleOfAnswering();
      return whileBroken(aCrowd(), answer);
    },
  },
  [lifecycle]: {
    ...refusedAnywhere(lifecycle, cronKey),
    unauthenticated: () => post(lifecycle, {}),
    internal: () => whileBroken(aFault(), () => post(lifecycle, {}, cronKey)),
  },
};

describe.each(Object.entries(waysTo))('of %s', (path, ways) => {
  test('it names the problems that a caller can meet, and no other', async () => {
    const problems = Object.values((await described(path)).responses).flatMap(({ content }) =>
      Object.entries(content).flatMap(([type, { schema }]) =>
        type === 'application/problem+json' ? (schema.properties?.code.enum ?? []) : [],
      ),
    );
    expect(problems.toSorted()).toEqual(Object.keys(ways).toSorted());
  });

  test.each(Object.entries(ways))('%s comes as it says', async (code, meet) => {
    const answer = await meet();
    const problem = problemDocumentSchema.parse(answer.body);
    expect(problem).toMatchObject({ code, status: answer.status });
    expect(answer.type).toMatch(/^application\/problem\+json/);
    const response = (await described(path)).responses[answer.status];
    expect(response?.content['application/problem+json']?.schema.properties?.code.enum).toContain(code);
    const waits = code === 'rate_limited' || code === 'busy' || code === 'request_in_progress';
    expect(answer.retryAfter !== null).toBe(waits);
    if (waits) expect(response?.headers).toHaveProperty('Retry-After');
  });
});
