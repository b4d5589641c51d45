import { expect, test } from 'vitest';
import { newId, type EntryId } from '#server/platform/ids.schema.ts';
import { entriesOnPage } from '#server/modules/waitlist/waitlist.schema.ts';
import { isPossible, readChosen, readChosenIds, readSeveralAct, writeChosen } from './several-acts.ts';

const [a, b] = [newId<EntryId>(), newId<EntryId>()];

test('an address names each once, and what is no id not at all', () => {
  expect(readChosenIds(new URLSearchParams(`id=${a}&id=x&id=${b}&id=${a}`))).toEqual([a, b]);
});

test('an address names no more than a page has', () => {
  const many = new URLSearchParams(Array.from({ length: 40 }, () => ['id', newId<EntryId>()]));
  expect(readChosenIds(many)).toHaveLength(entriesOnPage);
});

test('a form sends back whom it was made from, with their states', () => {
  const chosen = [
    { entryId: a, status: 'waiting' as const },
    { entryId: b, status: 'notified' as const },
  ];
  expect(readChosen(writeChosen(chosen))).toEqual(chosen);
  expect(readChosen(`${a}:dancing nobody:waiting ${b}`)).toEqual([]);
  expect(readChosen('')).toEqual([]);
});

test('an offer that is open stands in the way of a pause, not of an end', () => {
  expect(isPossible('pause', 'notified')).toBe(false);
  expect(isPossible('cancel', 'notified')).toBe(true);
  expect(isPossible('reactivate', 'cooldown')).toBe(true);
  expect(isPossible('cancel', 'booked')).toBe(false);
});

test('only what makes sense for several is an act', () => {
  expect(readSeveralAct('pause')).toBe('pause');
  expect(readSeveralAct('priority')).toBeNull();
  expect(readSeveralAct(null)).toBeNull();
});
