import { expect, test } from 'vitest';
import { nowAt } from './now-at.ts';

const day = [
  { id: 'nine', endsAt: '2026-11-27T09:30:00Z', status: 'completed' },
  { id: 'ten', endsAt: '2026-11-27T11:00:00Z', status: 'cancelled' },
  { id: 'late ten', endsAt: '2026-11-27T11:00:00Z', status: 'confirmed' },
  { id: 'noon', endsAt: '2026-11-27T13:00:00Z', status: 'confirmed' },
] as const;
const at = (time: string) => nowAt(day, new Date(`2026-11-27T${time}:00Z`));

test('now is with who sits in the chair, or else who comes next; not with who has cancelled', () => {
  expect(at('10:15')).toBe('late ten');
  expect(at('11:00')).toBe('noon');
});

test('there is no way to it where the list begins with it, or the day is over', () => {
  expect(at('08:00')).toBeNull();
  expect(at('13:00')).toBeNull();
});
