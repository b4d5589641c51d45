import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeSalon, type TestSalon } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { openSalon } from '#server/testing/waitlist-steps.ts';
import { listCustomersInput } from './customers.schema.ts';
import { listCustomers, listQuery, type CustomersAsked } from './list-customers.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

function asked(salon: TestSalon, filter: object = {}): CustomersAsked {
  const { organisationId } = salon;
  const input = listCustomersInput.parse({ salonId: salon.id, ...filter });
  return { ...input, organisationId, salonIds: [salon.id], now: deps.clock.now() };
}

async function namesOf(salon: TestSalon, filter: object = {}): Promise<string[]> {
  const { customers } = await listCustomers(db, asked(salon, filter));
  return customers.map(({ name }) => name);
}

describe('a customer is found', () => {
  test.each([
    ['by a part of the name, whatever its case', 'NORDM'],
    ['by names in any order', 'nordmann kari'],
    ['by a part of the address', 'kari.n@'],
    ['by the number as it is read out', '412 34 567'],
    ['by the number with its country', '+47 412 34 567'],
    ['by the number as it is dialled abroad', '0047 41234567'],
    ['by the end of the number', '4567'],
  ])('%s', async (_, search) => {
    const salon = await makeSalon(db);
    await makeCustomer(db, salon, {
      name: 'Kari Nordmann',
      email: 'kari.n@fjord.example',
      phone: '+4741234567',
    });
    await makeCustomer(db, salon, { name: 'Ola Hansen', email: 'ola@fjord.example', phone: '+4799887766' });
    expect(await namesOf(salon, { search })).toEqual(['Kari Nordmann']);
  });

  test('only as what was typed, never as a pattern', async () => {
    const salon = await makeSalon(db);
    await makeCustomer(db, salon, { name: 'Kari' });
    expect(await namesOf(salon, { search: '%' })).toEqual([]);
    expect(await namesOf(salon, { search: 'K_ri' })).toEqual([]);
  });

  test('in their own organisation alone, and neither erased nor merged', async () => {
    const salon = await makeSalon(db);
    const kept = await makeCustomer(db, salon, { name: 'Kari' });
    await makeCustomer(db, await makeSalon(db), { name: 'Kari fra Bergen' });
    const gone = await makeCustomer(db, salon, { name: 'Kari før' });
    await db.customer.update({
      where: { id: gone.id },
      data: { mergedIntoId: kept.id, name: '', email: null, emailKey: null, phone: null },
    });
    expect(await namesOf(salon)).toEqual(['Kari']);
  });
});

test('the list goes by name or by who is new, a page at a time', async () => {
  const salon = await makeSalon(db);
  for (const [index, name] of ['berit', 'Anne', 'Cecilie'].entries()) {
    const { id } = await makeCustomer(db, salon, { name });
    await db.customer.update({ where: { id }, data: { createdAt: new Date(Date.UTC(2026, 0, index + 1)) } });
  }
  expect(await namesOf(salon)).toEqual(['Anne', 'berit', 'Cecilie']);
  expect(await namesOf(salon, { sort: 'newest' })).toEqual(['Cecilie', 'Anne', 'berit']);
  const first = await listCustomers(db, asked(salon, { pageSize: 2 }));
  expect(first).toMatchObject({ hasMore: true, customers: [{ name: 'Anne' }, { name: 'berit' }] });
  const second = await listCustomers(db, asked(salon, { pageSize: 2, page: 2 }));
  expect(second).toMatchObject({ hasMore: false, customers: [{ name: 'Cecilie' }] });
});

test('it says when each comes next and was there last, and whether they wait', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const customer = await makeCustomer(db, salon);
  const booked = { salon, employee: ida, services: [cut], customer };
  await makeBooking(db, { ...booked, startsAt: '2026-06-03T10:00+02:00' });
  await makeBooking(db, { ...booked, startsAt: '2026-06-02T10:00+02:00' });
  await makeBooking(db, { ...booked, startsAt: '2026-06-02T08:00+02:00', status: 'cancelled' });
  await makeBooking(db, { ...booked, startsAt: '2026-05-20T10:00+02:00', status: 'completed' });
  await makeBooking(db, { ...booked, startsAt: '2026-05-21T10:00+02:00', status: 'no_show' });
  await makeEntry(db, { salon, service: cut, customer });
  expect(await listCustomers(db, asked(salon))).toMatchObject({
    customers: [
      {
        next: { startsAt: '2026-06-02T08:00:00.000Z', salonName: salon.name },
        last: { startsAt: '2026-05-20T08:00:00.000Z' },
        waits: 1,
      },
    ],
  });
});

test('what a customer has in a salon where the asker is not staff is not told', async () => {
  const own = await makeSalon(db);
  const { salon, cut, ida } = await openSalon(deps, { salon: { organisationId: own.organisationId } });
  const customer = await makeCustomer(db, salon);
  await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    customer,
    startsAt: '2026-06-02T10:00+02:00',
  });
  await makeEntry(db, { salon, service: cut, customer });
  expect(await listCustomers(db, asked(own))).toMatchObject({ customers: [{ next: null, waits: 0 }] });
});

describe('two customers may be one', () => {
  test.each([
    ['who share a number', { phone: '+4741234567' }, { phone: '+4741234567' }, true],
    ['who share an address but for its tag', { email: 'k+x@y.example' }, { email: 'K@y.example' }, true],
    [
      'who share a name, one with a number and one with an address',
      { name: 'Kari Ås', email: null },
      { name: 'kari ås', phone: null },
      true,
    ],
    ['but not by a name alone', { name: 'Kari Ås' }, { name: 'Kari Ås' }, false],
    [
      'who share a name, one with nothing else',
      { name: 'Ola', phone: null, email: null },
      { name: 'Ola' },
      true,
    ],
    [
      'but not two of whom nobody knows more',
      { name: 'Ola', phone: null, email: null },
      { name: 'Ola', phone: null, email: null },
      false,
    ],
    ['and not by nothing', {}, {}, false],
  ])('%s', async (_, one, another, isPossibleDuplicate) => {
    const salon = await makeSalon(db);
    await makeCustomer(db, salon, one);
    await makeCustomer(db, salon, another);
    expect(await listCustomers(db, asked(salon))).toMatchObject({
      customers: [{ isPossibleDuplicate }, { isPossibleDuplicate }],
    });
  });

  test('but not across organisations', async () => {
    const salon = await makeSalon(db);
    await makeCustomer(db, salon, { phone: '+4741234567' });
    await makeCustomer(db, await makeSalon(db), { phone: '+4741234567' });
    expect(await listCustomers(db, asked(salon))).toMatchObject({
      customers: [{ isPossibleDuplicate: false }],
    });
  });
});

describe('with very many customers', () => {
  test.each([
    ['in order of the name', {}, 'customers_by_name'],
    ['the newest first', { sort: 'newest' }, 'customers_by_age'],
    ['by name', { search: 'Nr 4711' }, 'customers_search_name'],
    ['by number', { search: '400 12 345' }, 'customers_search_phone'],
  ])('the list %s comes from an index', async (_, filter, index) => {
    const salon = await makeSalon(db);
    await db.$executeRaw`
      INSERT INTO customers (organisation_id, name, email, email_key, phone, locale, created_at)
      SELECT ${salon.organisationId}::uuid, 'Kunde nr ' || n, 'k' || n || '@fjord.example', 'k' || n || '@fjord.example',
        '+4740' || lpad(n::text, 6, '0'), 'nb', timestamptz '2026-01-01' + n * interval '1 minute'
      FROM generate_series(1, 20000) AS n`;
    // As the database does by itself after a while.
    await deps.database.pool.query('VACUUM ANALYZE customers');
    const { strings, values } = listQuery(asked(salon, filter));
    const sql = strings.reduce((text, part, at) => `${text}$${at}${part}`);
    const plan = await deps.database.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
    const lines = plan.rows.map((row) => row['QUERY PLAN']);
    expect(lines.join('\n')).toContain(index);
    expect(lines.filter((line) => line.includes('Seq Scan on customers'))).toEqual([]);
  });
});
