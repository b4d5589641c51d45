import { beforeEach, expect, test } from 'vitest';
import { newId, type SalonId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeEmployee, makeSalon } from '#server/testing/factories.ts';
import { findOpeningHours } from './find-opening-hours.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const nine = { fromMinute: 540, untilMinute: 1020 };
/** A Monday, when in Oslo it is Tuesday already. */
const now = new Date('2026-06-01T22:30:00Z');

test('the hours of a salon are those of who works there, from its own today on', async () => {
  const salon = await makeSalon(db);
  const hours = [1, 2].map((weekday) => ({ weekday, ...nine }));
  const ida = await makeEmployee(db, salon, { hours });
  const left = await makeEmployee(db, salon, {
    hours: [{ weekday: 7, fromMinute: 600, untilMinute: 700 }],
  });
  await db.employee.update({ where: { id: left.id }, data: { archivedAt: now } });
  await makeEmployee(db, await makeSalon(db), { hours: [{ weekday: 6, ...nine }] });
  await db.hoursException.createMany({
    data: [
      { salonId: salon.id, date: new Date('2026-06-01') },
      { salonId: salon.id, date: new Date('2026-06-02') },
      { salonId: salon.id, date: new Date('2026-07-13') },
      { salonId: salon.id, date: new Date('2026-07-14') },
    ],
  });
  await db.timeOff.create({
    data: {
      employeeId: ida.id,
      startsAt: new Date('2026-06-07T22:00:00Z'),
      endsAt: new Date('2026-06-08T22:00:00Z'),
    },
  });

  const found = await findOpeningHours(db, salon.id, now);

  expect(found.today).toBe('2026-06-02');
  expect(found.week.filter(({ stretches }) => stretches.length > 0)).toEqual([
    { weekday: 1, stretches: [nine] },
    { weekday: 2, stretches: [nine] },
  ]);
  expect(found.special).toEqual([
    { date: '2026-06-02', stretches: [] },
    { date: '2026-06-08', stretches: [] },
    { date: '2026-07-13', stretches: [] },
  ]);
});

test('a salon that is closed for good, or none, has no hours', async () => {
  const closed = await makeSalon(db, { archivedAt: now });
  for (const id of [closed.id, newId<SalonId>()]) {
    await expect(findOpeningHours(db, id, now)).rejects.toMatchObject({ code: 'not_found' });
  }
});
