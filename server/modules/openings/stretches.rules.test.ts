import { describe, expect, test } from 'vitest';
import { idOf, type CalendarId } from '#server/platform/ids.schema.ts';
import { withinStretches, type CalendarStretch } from './stretches.rules.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 5, 2, Math.floor(hour), (hour % 1) * 60));
function stretch(from: number, until: number, calendar = 'a', startsAt = from): CalendarStretch {
  return {
    calendarId: idOf<CalendarId>(calendar),
    startsAt: at(startsAt),
    freeFrom: at(from),
    freeUntil: at(until),
    serviceId: null,
  };
}

describe('what of a stretch lies within others', () => {
  test('keeps its start for the customer where that lies inside, else begins where it begins', () => {
    expect(withinStretches([stretch(10, 12, 'a', 10.25)], [stretch(10, 11)])).toEqual([
      stretch(10, 11, 'a', 10.25),
    ]);
    expect(withinStretches([stretch(10, 12, 'a', 10.25)], [stretch(11, 13)])).toEqual([stretch(11, 12)]);
  });

  test('is nothing where they only touch, or are of another calendar', () => {
    expect(withinStretches([stretch(10, 11)], [stretch(11, 12), stretch(10, 11, 'b')])).toEqual([]);
  });
});
