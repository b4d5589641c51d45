import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { raceTrack } from '#server/testing/races/race.ts';
import { answerOnce, type KeptAnswer } from './answer-once.ts';
import { repeatableRequest } from './repeated-request.ts';

const deps = await testDeps();
const track = await raceTrack(deps);
beforeEach(() => deps.reset());

const contact = '+4741234567';
const request = (changes: { scope?: string; key?: string; request?: object } = {}) =>
  repeatableRequest(deps.env.cronKey, { scope: 'POST /a', key: 'k', request: { contact }, ...changes });

/** Work that ends when the test says so. */
function gatedWork() {
  const gate = Promise.withResolvers<void>();
  let begun = 0;
  const work = async (): Promise<KeptAnswer> => {
    begun += 1;
    await gate.promise;
    return { status: 201, text: '{"b":1,"a":2}' };
  };
  return { work, begun: () => begun, open: () => gate.resolve() };
}
const done: KeptAnswer = { status: 201, text: '{"b":1,"a":2}' };

/**
 * Ten at once, of which none can end: those who are refused are, then the gate opens.
 * @param working how many are expected to be at work by then
 */
async function tenAtOnce(working: number) {
  const { work, begun, open } = gatedWork();
  let refused = 0;
  const meeting = Promise.withResolvers<void>();
  const look = () => {
    if (begun() + refused === 10 && begun() >= working) meeting.resolve();
  };
  const all = Array.from({ length: 10 }, () =>
    answerOnce(deps, request(), () => {
      const working = work();
      look();
      return working;
    }).catch((error: unknown) => {
      refused += 1;
      look();
      throw error;
    }),
  );
  const settled = Promise.allSettled(all);
  await meeting.promise;
  open();
  return { outcomes: await settled, begun: begun() };
}

describe('the same request with the same key', () => {
  test('ten times at once: one is worked on, the others are told so and when to come back', async () => {
    const { outcomes, begun } = await tenAtOnce(1);
    expect(begun).toBe(1);
    const answers = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(answers).toEqual([{ status: 'fulfilled', value: done }]);
    for (const outcome of outcomes.filter(({ status }) => status === 'rejected'))
      expect(outcome).toMatchObject({ reason: { code: 'request_in_progress', retryAfter: 1 } });
  });

  test('ten times at once, without the table’s own rule of one row a key: all ten are worked on', async () => {
    await track.without('CONSTRAINT', 'idempotency_keys_pkey', 'idempotency_keys');
    expect((await tenAtOnce(10)).begun).toBe(10);
  });

  test('later: the first answer to the letter, and nothing is done', async () => {
    await answerOnce(deps, request(), () => Promise.resolve(done));
    const again = gatedWork();
    expect(await answerOnce(deps, request(), again.work)).toEqual(done);
    expect(again.begun()).toBe(0);
  });

  test('after the work has failed: it is worked on again', async () => {
    const failure = new Error('a fault');
    await expect(answerOnce(deps, request(), () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await answerOnce(deps, request(), () => Promise.resolve(done))).toEqual(done);
  });

  test('while the first is worked on: after two minutes it is taken to have died, and a late end of it changes nothing', async () => {
    const dying = gatedWork();
    const first = answerOnce(deps, request(), dying.work);
    await expect.poll(dying.begun).toBe(1);
    const second = () => answerOnce(deps, request(), () => Promise.resolve({ status: 200, text: '{}' }));
    deps.clock.advance(2);
    await expect(second()).rejects.toMatchObject({ code: 'request_in_progress' });
    deps.clock.advance(1 / 60);
    expect(await second()).toEqual({ status: 200, text: '{}' });
    dying.open();
    await first;
    expect(await second()).toEqual({ status: 200, text: '{}' });
  });
});

test('a key that came with another request is refused, also while that one is worked on', async () => {
  const { work, begun, open } = gatedWork();
  const first = answerOnce(deps, request(), work);
  await expect.poll(begun).toBe(1);
  const other = () =>
    answerOnce(deps, request({ request: { contact: '+4741234568' } }), () => Promise.resolve(done));
  await expect(other()).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  open();
  await first;
  await expect(other()).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

test('a key means nothing elsewhere', async () => {
  await answerOnce(deps, request(), () => Promise.resolve(done));
  const elsewhere = { status: 200, text: '{}' };
  expect(await answerOnce(deps, request({ scope: 'POST /b' }), () => Promise.resolve(elsewhere))).toEqual(
    elsewhere,
  );
});

test('what is kept has neither the key nor what was asked for in it, nor a hash that could be tried out', async () => {
  await answerOnce(deps, request({ key: contact }), () => Promise.resolve(done));
  const [kept] = await deps.db.idempotencyKey.findMany();
  expect(JSON.stringify(kept)).not.toContain(contact.slice(-8));
  expect(kept?.requestHash).not.toBe(
    repeatableRequest('another secret', { scope: '', key: '', request: { contact } }).hash,
  );
});
