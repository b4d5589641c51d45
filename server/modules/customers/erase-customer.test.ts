import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeSalon,
  type TestCustomer,
  type TestSalon,
} from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { accept, comeFree, entryRow, openSalon, staff, statusOf } from '#server/testing/waitlist-steps.ts';
import { setPriority } from '../waitlist/set-priority.ts';
import type { EraseCustomerOutcome } from './customers.schema.ts';
import { eraseCustomer } from './erase-customer.ts';
import { exportCustomer } from './export-customer.ts';
import { getCustomer } from './get-customer.ts';
import { mergeCustomers } from './merge-customers.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const person = { name: 'Solveig Ødegård', email: 'solveig.odegard@fjord.example', phone: '+4741234567' };

function erase(
  { id: salonId, organisationId }: TestSalon,
  customer: TestCustomer,
  confirmation = customer.name,
): Promise<EraseCustomerOutcome> {
  return eraseCustomer(deps, {
    salonId,
    organisationId,
    customerId: customer.id,
    confirmation,
    locale: 'nb',
    actor: staff,
  });
}

/** Where in the whole database, jobs included, a text stands: every column that can hold one, read as text. */
async function findText(text: string): Promise<string[]> {
  const { pool } = deps.database;
  const columns = await pool.query<{ place: string; name: string }>(`
    SELECT format('%I.%I', c.table_schema, c.table_name) AS place, c.column_name AS name
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND (c.table_schema = 'public' OR c.table_schema = 'pgboss' AND c.table_name = 'job')
      AND c.data_type IN ('text', 'character varying', 'jsonb', 'json')`);
  const found: string[] = [];
  for (const { place, name } of columns.rows) {
    const { rowCount } = await pool.query(
      `SELECT FROM ${place} WHERE position(lower($1) IN lower("${name}"::text)) > 0 LIMIT 1`,
      [text],
    );
    if (rowCount) found.push(`${place}.${name}`);
  }
  return found;
}

/** A life with the salon: bookings that are over, a place on the list with an offer, one that was accepted, notes and messages. */
async function livedThrough() {
  const { salon, cut, ida } = await openSalon(deps);
  const customer = await makeCustomer(db, salon, person);
  const past = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    customer,
    startsAt: '2026-05-20T10:00+02:00',
    status: 'completed',
  });
  await db.booking.update({ where: { id: past.id }, data: { notes: 'Solveig Ødegård vil ha vindusplass' } });
  const entry = await makeEntry(db, { salon, service: cut, customer });
  await db.waitlistEntry.update({ where: { id: entry.id }, data: { notes: 'Ring +4741234567' } });
  await deps.inTransaction((tx) =>
    setPriority(tx, {
      salonId: salon.id,
      entryId: entry.id,
      override: { score: 60, reason: 'Solveig Ødegård skal gifte seg' },
      actor: staff,
    }),
  );
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T10:00+02:00' });
  await deps.runJobs();
  await db.customerNote.create({
    data: { customerId: customer.id, text: 'Solveig Ødegård liker kaffe', createdAt: deps.clock.now() },
  });
  await db.consent.create({
    data: {
      customerId: customer.id,
      channel: 'sms',
      granted: true,
      wordingVersion: 'join-1',
      source: 'waitlist_public',
      occurredAt: deps.clock.now(),
    },
  });
  return { salon, cut, ida, customer, entry, past };
}

describe('erasing', () => {
  test('leaves no trace of the person in any column, and the numbers as they were', async () => {
    const { salon, customer, entry, past } = await livedThrough();
    for (const text of Object.values(person)) expect(await findText(text)).not.toEqual([]);

    expect(await erase(salon, customer)).toEqual({ ok: true, left: 1 });

    for (const text of [...Object.values(person), '41234567']) expect(await findText(text)).toEqual([]);
    expect(await db.customer.findUniqueOrThrow({ where: { id: customer.id } })).toMatchObject({
      name: 'Slettet kunde',
    });
    expect(await db.booking.findUniqueOrThrow({ where: { id: past.id } })).toMatchObject({
      status: 'completed',
      priceMinor: 69_000,
    });
    expect(await entryRow(deps, entry)).toMatchObject({ status: 'cancelled', customerName: 'Slettet kunde' });
  });

  test('has the open offer pass on to the next, and tells the erased one nothing', async () => {
    const { salon, cut, customer, entry } = await livedThrough();
    const next = await makeEntry(db, { salon, service: cut });
    expect(await statusOf(deps, entry)).toBe('notified');
    const before = await db.message.count({ where: { customerId: customer.id, status: 'sent' } });
    await erase(salon, customer);
    await deps.runJobs();
    expect(await statusOf(deps, next)).toBe('notified');
    expect(await db.message.count({ where: { customerId: customer.id, status: 'sent' } })).toBe(before);
  });

  test('also blanks the words about an entry that is over', async () => {
    const { salon, customer, entry } = await livedThrough();
    await accept(deps, entry);
    await db.booking.updateMany({
      where: { customerId: customer.id, status: 'confirmed' },
      data: { status: 'completed' },
    });
    expect(await erase(salon, customer)).toEqual({ ok: true, left: 0 });
    expect(await entryRow(deps, entry)).toMatchObject({
      status: 'booked',
      priorityOverrideScore: 60,
      priorityOverrideReason: '',
    });
  });

  test('reaches those who were merged into them', async () => {
    const { salon, customer } = await livedThrough();
    const other = await makeCustomer(db, salon, { name: 'Kari N.' });
    await mergeCustomers(deps, {
      salonId: salon.id,
      organisationId: salon.organisationId,
      customerId: customer.id,
      otherId: other.id,
      name: 'kept',
      phone: 'kept',
      email: 'kept',
      locale: 'kept',
      actor: staff,
    });
    await erase(salon, customer);
    expect(await db.customer.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({
      erasedAt: deps.clock.now(),
    });
  });

  test('is refused while something is still to come, in whichever salon, and says what', async () => {
    const { salon, customer } = await livedThrough();
    const bergen = await openSalon(deps, {
      salon: { organisationId: salon.organisationId, name: 'Fjord Bergen' },
    });
    await makeBooking(db, {
      salon: bergen.salon,
      employee: bergen.ida,
      services: [bergen.cut],
      customer,
      startsAt: '2026-06-05T10:00+02:00',
    });
    expect(await erase(salon, customer)).toMatchObject({
      ok: false,
      reason: 'has_bookings',
      bookings: [{ salonName: 'Fjord Bergen', startsAt: '2026-06-05T08:00:00.000Z' }],
    });
  });

  test('asks for the name, typed by hand', async () => {
    const { salon, customer } = await livedThrough();
    expect(await erase(salon, customer, 'Solveig')).toEqual({ ok: false, reason: 'not_confirmed' });
    expect(await erase(salon, customer, ' solveig  ødegård')).toMatchObject({ ok: true });
  });

  test('changes nothing more when it is repeated, and there is no page any more', async () => {
    const { salon, customer } = await livedThrough();
    await erase(salon, customer);
    expect(await erase(salon, customer, '')).toEqual({ ok: true, left: 0 });
    expect(await db.auditEvent.count({ where: { action: 'customer.erased' } })).toBe(1);
    const { organisationId } = salon;
    const now = deps.clock.now();
    expect(
      await getCustomer(db, { organisationId, customerId: customer.id, salonIds: [salon.id], now }),
    ).toEqual({ state: 'erased', erasedAt: now.toISOString() });
  });

  test('is no business of another organisation', async () => {
    const { customer } = await livedThrough();
    await expect(erase(await makeSalon(db), customer)).rejects.toThrow('not found');
  });
});

test('an export has everything that is known, in words, and that it was made is written down', async () => {
  const { salon, customer, cut } = await livedThrough();
  const exported = await exportCustomer(deps, {
    salonId: salon.id,
    organisationId: salon.organisationId,
    customerId: customer.id,
    actor: staff,
  });
  expect(exported).toMatchObject({
    customer: { name: person.name, email: person.email, phone: person.phone, language: 'nb' },
    consents: [{ channel: 'sms', granted: true }],
    notes: [{ text: 'Solveig Ødegård liker kaffe' }],
    bookings: [
      { salon: salon.name, services: [cut.name], employees: ['Ida'], price: 690, status: 'completed' },
    ],
    waitlist: [
      {
        service: cut.name,
        status: 'notified',
        priorityReason: 'Solveig Ødegård skal gifte seg',
        offers: [{ employee: 'Ida', status: 'pending' }],
      },
    ],
    messages: [{ kind: 'offer' }, { kind: 'offer' }],
  });
  for (const { says } of exported.messages) {
    expect(says?.text).toContain(salon.name);
    expect(says?.text).toContain('/...');
  }
  expect(exported.messages.filter(({ says }) => says?.subject)).toHaveLength(1);
  expect(await db.auditEvent.count({ where: { action: 'customer.exported', subjectId: customer.id } })).toBe(
    1,
  );
});
