import { expect, test } from 'vitest';
import { reminderTime } from './make-offer.ts';
import { maskContact, stateOfOffer } from './offers.rules.ts';

test.each([
  ['pending', 'open', true, 'open'],
  ['pending', 'open', false, 'expired'],
  ['accepted', 'filled', true, 'accepted'],
  ['accepted', 'filled', false, 'accepted'],
  ['declined', 'open', true, 'declined'],
  ['cancelled', 'filled', true, 'taken'],
  ['cancelled', 'open', true, 'withdrawn'],
  ['cancelled', 'withdrawn', false, 'withdrawn'],
  ['expired', 'exhausted', false, 'expired'],
  ['notification_failed', 'open', true, 'expired'],
])(
  'an offer that is %s, of an opening that is %s, live: %s, is to its customer %s',
  (status, opening, live, state) => {
    expect(stateOfOffer({ status, undoneAt: null }, opening, live)).toBe(state);
  },
);

test('an accept that was undone is that, and not accepted any more', () => {
  const undone = { status: 'accepted', undoneAt: new Date('2026-06-01T10:00+02:00') };
  expect(stateOfOffer(undone, 'filled', false)).toBe('undone');
});

test.each([
  ['+4741234567', '+47 ••••• 67'],
  ['kari@fjord.example', 'k•••@fjord.example'],
  ['a@b.no', 'a•••@b.no'],
])('the contact %s is shown as %s', (contact, masked) => {
  expect(maskContact(contact)).toBe(masked);
});

const madeAt = new Date('2026-06-01T10:00+02:00');
const after = (minutes: number) => new Date(madeAt.getTime() + minutes * 60_000);
test.each([
  ['a claim window of 15 minutes is reminded of after 5', 15, 10, 5],
  ['one of 14 minutes is too short for that', 14, 10, null],
  ['one of three hours is reminded of in its last ten minutes', 180, 10, 170],
  ['no lead, no reminder', 180, 0, null],
  ['a lead as long as the window, no reminder', 60, 60, null],
])('%s', (_, window, lead, remindAfter) => {
  expect(reminderTime(after(window), madeAt, lead)).toEqual(remindAfter === null ? null : after(remindAfter));
});
