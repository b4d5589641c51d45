import { expect, test } from 'vitest';
import { toldHistory } from './told-history.ts';

const joined = { reason: 'created_public', occurredAt: '2026-06-01T08:00:00.000Z' };
const offered = { reason: 'manual_notify', occurredAt: '2026-06-01T09:00:00.000Z' };
const booked = { reason: 'converted_by_staff', occurredAt: '2026-06-01T09:00:00.000Z' };

test('who was booked directly was offered nothing', () => {
  expect(toldHistory([joined, offered, booked])).toEqual([joined, booked]);
});

test('an offer that staff accepted later is told, and so is one that is open', () => {
  const later = { ...booked, occurredAt: '2026-06-01T09:02:00.000Z' };
  expect(toldHistory([joined, offered, later])).toEqual([joined, offered, later]);
  expect(toldHistory([joined, offered])).toEqual([joined, offered]);
});
