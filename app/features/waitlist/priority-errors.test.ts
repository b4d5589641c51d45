import { expect, test } from 'vitest';
import { formErrors, problemsOf } from '#app/form-errors.server.ts';
import { setPriorityInput } from '#server/modules/waitlist/waitlist.schema.ts';
import { newId, type EntryId, type SalonId } from '#server/platform/ids.schema.ts';

const ids = { salonId: newId<SalonId>(), entryId: newId<EntryId>() };

function errorsOf(score: number | undefined, reason: string) {
  const input = setPriorityInput.safeParse({ ...ids, score, reason });
  return input.success ? [] : formErrors('en', problemsOf(input.error));
}

test.each([undefined, NaN, 12.5, 1001, -1001, 5000])('points %s: the error names the range', (score) => {
  expect(errorsOf(score, 'Her wedding')).toEqual([
    { fieldId: 'score', message: 'Enter a whole number from −1000 to 1000.' },
  ]);
});

test.each([-1000, 0, 1000])('points %s are taken', (score) => {
  expect(errorsOf(score, 'Her wedding')).toEqual([]);
});

test('a reason is asked for, at the same time as the points', () => {
  expect(errorsOf(undefined, '  ')).toEqual([
    { fieldId: 'score', message: 'Enter a whole number from −1000 to 1000.' },
    { fieldId: 'reason', message: 'Write a reason.' },
  ]);
});
