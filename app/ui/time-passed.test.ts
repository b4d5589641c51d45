import { afterEach, expect, test, vi } from 'vitest';
import { timePassed } from './time-passed.ts';

const clocks = { page: 0, wall: 0 };
vi.spyOn(performance, 'now').mockImplementation(() => clocks.page);
vi.spyOn(Date, 'now').mockImplementation(() => clocks.wall);
afterEach(() => Object.assign(clocks, { page: 0, wall: 0 }));

test('what a phone slept through has passed, though its page stood still', () => {
  const passed = timePassed();
  Object.assign(clocks, { page: 1_000, wall: 600_000 });
  expect(passed()).toBe(600_000);
});

test('a clock that is set back takes nothing back', () => {
  clocks.wall = 600_000;
  const passed = timePassed();
  Object.assign(clocks, { page: 5_000, wall: 0 });
  expect(passed()).toBe(5_000);
});
