import { describe, expect, test } from 'vitest';
import { wishSchema } from '#server/modules/waitlist/waitlist.schema.ts';
import type { EmployeeId } from '#server/platform/ids.schema.ts';
import {
  daysLookedAt,
  editedWindows,
  formOfWish,
  newWishForm,
  readWishForm,
  wishFieldId,
  wishOf,
} from './wish-form.ts';

const service = wishSchema.shape.serviceId.parse('5f0c0a52-0c9c-4b6e-8d59-5d7b8d2f7f01');
const [ida, jonas] = wishSchema.shape.employeeIds
  .parse(['5f0c0a52-0c9c-4b6e-8d59-5d7b8d2f7f02', '5f0c0a52-0c9c-4b6e-8d59-5d7b8d2f7f03'])
  .map((id) => ({ id })) as [{ id: EmployeeId }, { id: EmployeeId }];

function sent(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) form.append(name, value);
  }
  return form;
}

test.each([
  ['a day', { day: '2026-12-04', from: '2026-11-30' }, '2026-12-04', '2026-12-04'],
  ['weeks with nothing free', { day: null, from: '2026-12-07' }, '2026-12-07', '2026-12-20'],
  ['nothing in particular', { day: null, from: null }, '2026-11-28', '2026-12-11'],
  ['a day that has passed', { day: '2026-11-02', from: null }, '2026-11-28', '2026-11-28'],
  ['the last weeks', { day: null, from: '2027-01-25' }, '2027-01-25', '2027-01-31'],
  ['a day that is too far ahead', { day: '2027-03-01', from: null }, '2027-01-31', '2027-01-31'],
])('who was looking at %s is asked about just that', (_what, search, from, until) => {
  const salon = { today: '2026-11-28', lastBookableDate: '2027-01-31' };
  expect(daysLookedAt(search, salon)).toEqual({ from, until });
});

describe('a wish as people fill it in', () => {
  test('becomes windows of local dates and minutes', () => {
    const form = readWishForm(
      sent({
        employee: [ida.id],
        lead: '120',
        window: ['0', '2'],
        'from-0': '2026-11-28',
        'part-0': 'morning',
        'from-2': '2026-11-30',
        'until-2': '2026-12-11',
        'weekday-2': ['2', '4'],
        'part-2': 'exact',
        'start-2': '16:30',
        'end-2': '',
      }),
    );
    expect(wishOf(form, service, [ida, jonas])).toEqual({
      serviceId: service,
      employeeIds: [ida.id],
      leadTimeMinutes: 120,
      windows: [
        { dateFrom: '2026-11-28', dateUntil: '2026-11-28', fromMinute: 0, untilMinute: 720 },
        {
          dateFrom: '2026-11-30',
          dateUntil: '2026-12-11',
          weekdays: [2, 4],
          fromMinute: 990,
          untilMinute: 1440,
        },
      ],
    });
  });

  test('comes back into the form as it was', () => {
    const wish = {
      employees: [jonas],
      leadTimeMinutes: 0,
      windows: [
        {
          dateFrom: '2026-11-28',
          dateUntil: '2026-11-28',
          weekdays: [1, 2, 3, 4, 5, 6, 7],
          fromMinute: 1020,
          untilMinute: 1440,
        },
        {
          dateFrom: '2026-11-30',
          dateUntil: '2026-12-11',
          weekdays: [6],
          fromMinute: 600,
          untilMinute: 1440,
        },
      ],
    };
    const form = formOfWish(wish);
    expect(form.windows.map(({ part, start, end, weekdays }) => [part, start, end, weekdays])).toEqual([
      ['evening', '', '', []],
      ['exact', '10:00', '', ['6']],
    ]);
    expect(wishOf(form, service, [ida, jonas]).windows).toEqual([
      { dateFrom: '2026-11-28', dateUntil: '2026-11-28', fromMinute: 1020, untilMinute: 1440 },
      { ...wish.windows[1] },
    ]);
  });

  test('grows to five times and never shrinks to none; what is typed in the others stays', () => {
    let form = newWishForm('2026-11-28', '2026-11-28', ida.id);
    for (let more = 0; more < 6; more += 1) form = editedWindows(form, 'add') ?? form;
    expect(form.windows.map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4']);
    form = editedWindows(form, 'remove-1') ?? form;
    expect(form.windows.map(({ id, from }) => [id, from])).toEqual([
      ['0', '2026-11-28'],
      ['2', ''],
      ['3', ''],
      ['4', ''],
    ]);
    for (const id of ['0', '2', '3', '4']) form = editedWindows(form, `remove-${id}`) ?? form;
    expect(form.windows).toHaveLength(1);
    expect(editedWindows(form, 'join')).toBeNull();
  });

  test('has each of its errors at the field that is wrong', () => {
    const form = readWishForm(
      sent({
        window: ['0', '7'],
        'from-0': '',
        'from-7': '2026-12-11',
        'until-7': '2026-11-30',
        'part-7': 'exact',
        'start-7': '15:00',
        'end-7': '14:00',
      }),
    );
    const parsed = wishSchema.safeParse(wishOf(form, service, []));
    const fields = parsed.error?.issues.map((issue) => wishFieldId(form, issue.path.join('.')));
    expect(fields).toEqual(expect.arrayContaining(['from-0', 'until-7', 'end-7']));
    expect(wishFieldId(form, 'wish.windows.0.untilMinute')).toBe('part-0');
    expect(wishFieldId(form, 'wish.windows.0.dateUntil')).toBe('from-0');
    expect(wishFieldId(form, 'wish.windows.1.dateUntil')).toBe('until-7');
    expect(wishFieldId(form, 'contact.phone')).toBe('phone');
  });

  test.each([
    ['', '', ['start-0']],
    ['10:00', '', []],
    ['', '14:00', []],
  ])('with exact times from "%s" until "%s" asks for a time where none is given', (start, end, wrong) => {
    const form = readWishForm(
      sent({
        window: '0',
        'from-0': '2026-11-28',
        'part-0': 'exact',
        'start-0': start,
        'end-0': end,
      }),
    );
    const issues = wishSchema.safeParse(wishOf(form, service, [])).error?.issues ?? [];
    expect(issues.map(({ path }) => wishFieldId(form, path.join('.')))).toEqual(wrong);
    expect(issues.every(({ message }) => message === 'time_invalid')).toBe(true);
  });
});
