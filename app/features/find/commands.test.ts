import { expect, test } from 'vitest';
import { matchingCommands, withoutRepeats, type Command } from './commands.ts';

function commands(...labels: string[]): Command[] {
  return labels.map((label) => ({ key: label, kind: 'acts', label, run: () => undefined }));
}

const labelsOf = (some: readonly Command[]) => some.map(({ label }) => label);

test.each([
  ['', ['New booking', 'Bookings', 'Waitlist']],
  ['book', ['New booking', 'Bookings']],
  ['new b', ['New booking']],
  ['b NEW', ['New booking']],
  ['list', []],
  ['new x', []],
])('a command is found by how its words begin: "%s"', (typed, found) => {
  expect(labelsOf(matchingCommands(commands('New booking', 'Bookings', 'Waitlist'), typed, 'en'))).toEqual(
    found,
  );
});

test('what is named alike stands there once, as it stands first', () => {
  const [first, other, second] = commands('New booking', 'Today', 'New booking') as [
    Command,
    Command,
    Command,
  ];
  expect(withoutRepeats([first, other, second])).toEqual([first, other]);
  expect(withoutRepeats([first, other, second])[0]).toBe(first);
});
