import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

test('takes turns, leaves the first of each out, and tells how often one was done for the other', async () => {
  let clock = 0;
  const turns: string[] = [];
  const contender = (name: string, takes: number) => ({
    once: () => {
      clock += takes;
      if (turns.at(-1) !== name) turns.push(name);
    },
  });

  const ratios = await interleave(contender('page', 10), contender('bare', 5), {
    rounds: 3,
    milliseconds: 100,
    now: () => clock,
  });

  expect(ratios).toEqual([0.5, 0.5, 0.5]);
  expect(turns).toEqual(['page', 'bare', 'page', 'bare', 'page', 'bare', 'page', 'bare']);
});

test('counts what several at once have done together', async () => {
  let clock = 0;
  const slow = { once: () => Promise.resolve().then(() => void (clock += 1)), atOnce: 4 };
  const same = { once: () => void (clock += 1) };
  const [ratio] = await interleave(slow, same, { rounds: 1, milliseconds: 1000, now: () => clock });
  expect(ratio).toBeCloseTo(1, 2);
});

test('a fault of what is measured ends the run', async () => {
  const broken = { once: () => Promise.reject(new Error('answered 500')) };
  const run = interleave(broken, { once: () => undefined }, { rounds: 1, milliseconds: 1 });
  await expect(run).rejects.toThrow('answered 500');
});
