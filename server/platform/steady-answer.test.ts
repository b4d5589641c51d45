import { describe, expect, test } from 'vitest';
import { answerSteadily } from './steady-answer.ts';

/** A pause that ends when the test says so. */
function openPause() {
  const asked: number[] = [];
  let end = () => {};
  const pause = (ms: number) => {
    asked.push(ms);
    return new Promise<void>((resolve) => (end = resolve));
  };
  return { pause, asked, end: () => end() };
}

/** Lets everything happen that waits for nothing else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function watched(answer: Promise<string>) {
  const seen: string[] = [];
  void answer.then(
    (value) => seen.push(value),
    (fault: unknown) => seen.push(String(fault)),
  );
  return seen;
}

describe('an answer that must not tell by its time what was found', () => {
  test.each([
    ['quick work', () => Promise.resolve('done'), 'done'],
    ['work that fails at once', () => Promise.reject(new Error('refused')), 'Error: refused'],
  ])('%s waits for the floor', async (_name, work, told) => {
    const floor = openPause();
    const seen = watched(answerSteadily(floor, work));
    await settle();
    expect(seen).toEqual([]);
    expect(floor.asked).toEqual([250]);
    floor.end();
    await settle();
    expect(seen).toEqual([told]);
  });

  test('work that takes longer than the floor is answered when it is done', async () => {
    let finish = (_value: string) => {};
    const work = () => new Promise<string>((resolve) => (finish = resolve));
    const seen = watched(answerSteadily({ pause: () => Promise.resolve() }, work));
    await settle();
    expect(seen).toEqual([]);
    finish('done');
    await settle();
    expect(seen).toEqual(['done']);
  });
});
