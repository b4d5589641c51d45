import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeSalon } from '#server/testing/factories.ts';
import type { TestWindow } from '#server/testing/waitlist-factories.ts';
import {
  comeFree,
  entryRow,
  line,
  dayAndNight,
  openSalon,
  setPolicy,
  staff,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { createEntry } from '../waitlist/create-entry.ts';
import { convertEntry } from './convert-entry.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

/** Whether a wish for that window is offered an hour that comes free then. */
async function isOffered(startsAt: string, window: TestWindow, now: string, service = {}): Promise<boolean> {
  await deps.reset();
  const { salon, cut, ida } = await openSalon(deps, { hours: dayAndNight, service });
  await setPolicy(deps, salon, { quietFromMinute: 0, quietUntilMinute: 0 });
  deps.clock.set(now);
  const [entry] = await line(deps, { salon, service: cut }, { windows: [window], now });
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
  await deps.runJobs();
  return (await statusOf(deps, entry)) === 'notified';
}

describe('on 29 March 2026, when Oslo has no time between two and three', () => {
  const now = '2026-03-28T12:00+01:00';
  const window = (fromMinute: number, untilMinute: number) => ({
    dateFrom: '2026-03-29',
    fromMinute,
    untilMinute,
  });

  test.each([
    // Ten o'clock is at eight in UTC already.
    ['2026-03-29T10:00+02:00', 10 * 60, 11 * 60, true],
    ['2026-03-29T10:00+02:00', 10 * 60 + 1, 11 * 60, false],
    ['2026-03-29T10:00+02:00', 9 * 60, 10 * 60 + 59, false],
    // From half past one the hour lasts until half past three on the clock.
    ['2026-03-29T01:30+01:00', 90, 210, true],
    ['2026-03-29T01:30+01:00', 90, 150, false],
    ['2026-03-29T03:00+02:00', 180, 240, true],
  ])('an hour from %s fits a wish from minute %i to %i: %s', async (startsAt, from, until, fits) => {
    expect(await isOffered(startsAt, window(from, until), now)).toBe(fits);
  });
});

describe('on 25 October 2026, when Oslo has the time between two and three twice', () => {
  const now = '2026-10-24T12:00+02:00';
  const window = (fromMinute: number, untilMinute: number) => ({
    dateFrom: '2026-10-25',
    fromMinute,
    untilMinute,
  });

  test.each([
    ['2026-10-25T10:00+01:00', 10 * 60, 11 * 60, true],
    ['2026-10-25T10:00+01:00', 9 * 60, 10 * 60, false],
    // Both passes of half past two begin at half past two.
    ['2026-10-25T02:00+01:00', 120, 180, true],
    ['2026-10-25T01:00+02:00', 60, 120, true],
    ['2026-10-25T01:00+02:00', 60, 119, false],
  ])('an hour from %s fits a wish from minute %i to %i: %s', async (startsAt, from, until, fits) => {
    expect(await isOffered(startsAt, window(from, until), now)).toBe(fits);
  });

  test('an appointment that ends earlier on the clock than it began is matched like any other', async () => {
    const short = { durationMinutes: 40 };
    const at = '2026-10-25T02:30+02:00';
    expect(await isOffered(at, window(0, 1440), now, short)).toBe(true);
    expect(await isOffered(at, window(9 * 60, 1440), now, short)).toBe(false);
  });
});

describe('an appointment late in the evening', () => {
  const now = '2026-06-01T12:00+02:00';

  test('that ends at midnight fits the day; one that runs over midnight fits none', async () => {
    const day = { dateFrom: '2026-06-02', dateUntil: '2026-06-03' };
    expect(await isOffered('2026-06-02T23:00+02:00', day, now)).toBe(true);
    expect(await isOffered('2026-06-02T23:30+02:00', day, now)).toBe(false);
  });

  test('is on the salon’s date, not on that of UTC', async () => {
    expect(await isOffered('2026-06-03T00:30+02:00', { dateFrom: '2026-06-03' }, now)).toBe(true);
    expect(await isOffered('2026-06-03T00:30+02:00', { dateFrom: '2026-06-02' }, now)).toBe(false);
  });

  test('counts on the weekdays that were asked for', async () => {
    const wednesdays = { dateFrom: '2026-06-01', dateUntil: '2026-06-14', weekdays: 0b0000100 };
    expect(await isOffered('2026-06-03T10:00+02:00', wednesdays, now)).toBe(true);
    expect(await isOffered('2026-06-04T10:00+02:00', wednesdays, now)).toBe(false);
  });
});

test('a wish’s own time is the salon’s local time when staff convert it, not UTC', async () => {
  const salon = await makeSalon(db);
  const { cut, ida } = await openSalon(deps, {
    hours: dayAndNight,
    salon: { organisationId: salon.organisationId },
  });
  const { salonId } = cut;
  deps.clock.set('2026-03-27T12:00+01:00');
  const created = await createEntry(deps, {
    salonId,
    wish: {
      serviceId: cut.id,
      employeeIds: [ida.id],
      leadTimeMinutes: 0,
      preferredDate: '2026-03-29',
      preferredTimeStart: '12:00',
      flexWindowMinutes: 120,
    },
    contact: { name: 'Siri', email: 'siri@example.com', phone: null },
    notes: '',
    actor: staff,
  });
  if (!created.ok) throw new Error(created.reason);
  await comeFree(deps, {
    salon: { id: salonId, organisationId: salon.organisationId, currency: 'NOK' },
    employee: ida,
    services: [cut],
    startsAt: '2026-03-29T13:00+02:00',
  });
  await deps.runJobs();
  deps.clock.advance(15);
  expect(await convertEntry(deps, { salonId, entryId: created.entryId, actor: staff })).toMatchObject({
    ok: true,
  });
  const { bookingId } = await entryRow(deps, { id: created.entryId });
  const booking = await db.booking.findUniqueOrThrow({ where: { id: bookingId ?? '' } });
  expect(booking.startsAt).toEqual(new Date('2026-03-29T12:00+02:00'));
  await work(deps);
});
