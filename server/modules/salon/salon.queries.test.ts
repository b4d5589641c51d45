import { beforeEach, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { findSalonPage, listExceptions, listSalons } from './salon.queries.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

test('a salon’s page has its services by category in its order, and who does them', async () => {
  const salon = await makeSalon(db, { bookingHorizonDays: 30 });
  const cut = await makeService(db, salon, { category: 'Hår', position: 1 });
  const nails = await makeService(db, salon, { category: 'Negler', position: 2 });
  const colour = await makeService(db, salon, { category: 'Hår', position: 3 });
  await makeService(db, salon, { category: 'Ingen', position: 4 });
  const gone = await makeService(db, salon, { category: 'Borte', archivedAt: new Date('2026-01-01') });
  const jon = await makeEmployee(db, salon, { services: [cut, nails, gone], position: 2 });
  const ida = await makeEmployee(db, salon, { services: [cut, colour], position: 1 });
  const left = await makeEmployee(db, salon, { services: [cut] });
  await db.employee.update({ where: { id: left.id }, data: { archivedAt: new Date('2026-01-01') } });

  const page = await findSalonPage(db, salon.slug, new Date('2026-05-31T22:30:00Z'));
  expect(
    page.serviceGroups.map(({ category, services }) => [category, services.map(({ id }) => id)]),
  ).toEqual([
    ['Hår', [cut.id, colour.id]],
    ['Negler', [nails.id]],
  ]);
  expect(page.serviceGroups[0]?.services[0]?.employeeIds).toEqual([ida.id, jon.id]);
  expect(page.employees.map(({ id }) => id)).toEqual([ida.id, jon.id]);
  // In Oslo it is June already.
  expect([page.today, page.lastBookableDate]).toEqual(['2026-06-01', '2026-07-01']);
});

test('a closed salon is not listed, and its page is not found', async () => {
  const closed = await makeSalon(db, { archivedAt: new Date('2026-01-01') });
  const open = await makeSalon(db);
  expect((await listSalons(db)).map(({ slug }) => slug)).toEqual([open.slug]);
  for (const slug of [closed.slug, 'nobody']) {
    await expect(findSalonPage(db, slug, deps.clock.now())).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('the stretches of one date’s own hours come together; a closed date has none', async () => {
  const salon = await makeSalon(db);
  const ida = await makeEmployee(db, salon);
  const date = new Date('2026-06-02');
  await db.hoursException.createMany({
    data: [
      { salonId: salon.id, employeeId: ida.id, date, fromMinute: 800, untilMinute: 900 },
      { salonId: salon.id, employeeId: ida.id, date, fromMinute: 600, untilMinute: 700 },
      { salonId: salon.id, date },
      { salonId: salon.id, date: new Date('2026-05-01') },
    ],
  });
  const found = await listExceptions(db, salon.id, '2026-06-01');
  expect(found).toHaveLength(2);
  expect(found.find(({ employeeId }) => employeeId === ida.id)?.stretches).toEqual([
    { fromMinute: 600, untilMinute: 700 },
    { fromMinute: 800, untilMinute: 900 },
  ]);
  expect(found.find(({ employeeId }) => employeeId === null)?.stretches).toEqual([]);
});

test('a logo or picture has an address that no page can misread', async () => {
  for (const address of ['/demo/fjord.jpg', 'https://cdn.example/a/b.png?v=1']) {
    const salon = await makeSalon(db, { logoUrl: address, pictureUrl: address });
    const page = await findSalonPage(db, salon.slug, deps.clock.now());
    expect([page.logoUrl, page.pictureUrl]).toEqual([address, address]);
  }
  const refused = [
    'http://cdn.example/a.png',
    '//cdn.example/a.png',
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    'a.png',
    '',
    '/a b.png',
    '/a"onerror=1.png',
    '/\\cdn.example/a.png',
    `/${'a'.repeat(500)}`,
  ];
  for (const address of refused) {
    await expect(makeSalon(db, { logoUrl: address }), address).rejects.toThrow('salons_logo_url_check');
    await expect(makeSalon(db, { pictureUrl: address }), address).rejects.toThrow('salons_picture_url_check');
  }
});
