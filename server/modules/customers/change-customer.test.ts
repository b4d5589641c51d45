import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#server/platform/errors.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeCustomer, makeSalon, type TestCustomer, type TestSalon } from '#server/testing/factories.ts';
import { makeEntry, moveEntry } from '#server/testing/waitlist-factories.ts';
import { entryRow, openSalon, staff } from '#server/testing/waitlist-steps.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { changeCustomer } from './change-customer.ts';
import { addNote, changeNote, removeNote } from './customer-notes.ts';
import { getCustomer } from './get-customer.ts';
import { recordConsent } from './record-consent.ts';
import type { ChangeCustomerOutcome, ConsentWay, CustomerDetails } from './customers.schema.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

function change(
  { id: salonId, organisationId }: TestSalon,
  customer: TestCustomer,
  fields: Partial<Pick<TestCustomer, 'name' | 'email' | 'phone'>> & { locale?: Locale; version?: string },
): Promise<ChangeCustomerOutcome> {
  const { name, email, phone } = { ...customer, ...fields };
  return changeCustomer(deps, {
    salonId,
    organisationId,
    customerId: customer.id,
    contact: { name, email, phone },
    locale: fields.locale ?? 'nb',
    version: fields.version,
    actor: staff,
  });
}

async function details({ organisationId, id }: TestSalon, customer: TestCustomer): Promise<CustomerDetails> {
  const seen = await getCustomer(db, {
    organisationId,
    customerId: customer.id,
    salonIds: [id],
    now: deps.clock.now(),
  });
  if (seen.state !== 'live') throw new Error(`The customer is ${seen.state}.`);
  return seen as CustomerDetails;
}

/** The code of what a call was refused with. */
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no error',
    (fault: unknown) => (fault instanceof AppError ? fault.code : String(fault)),
  );

const rowOf = ({ id }: TestCustomer) => db.customer.findUniqueOrThrow({ where: { id } });

describe('staff change a customer', () => {
  test('and the number is kept as it is compared; what was verified was another one', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    const at = deps.clock.now();
    await db.customer.update({
      where: { id: customer.id },
      data: { phoneVerifiedAt: at, emailVerifiedAt: at },
    });
    expect(await change(salon, customer, { name: 'Kari Berg', phone: '412 34 567', locale: 'en' })).toEqual({
      ok: true,
    });
    expect(await rowOf(customer)).toMatchObject({
      name: 'Kari Berg',
      phone: '+4741234567',
      locale: 'en',
      phoneVerifiedAt: null,
      emailVerifiedAt: at,
    });
    expect(await details(salon, customer)).toMatchObject({ history: [{ action: 'customer.changed' }] });
  });

  test('but not to a number that does not exist', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    expect(await change(salon, customer, { phone: '123 45' })).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'contact.phone', problem: 'phone_invalid' }],
    });
  });

  test('who has no contact stays so until one is given, and then does not lose it', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon, { email: null, phone: null });
    expect(await change(salon, customer, { name: 'Ola Berg' })).toEqual({ ok: true });
    expect(await change(salon, customer, { phone: '41234567' })).toEqual({ ok: true });
    expect(await change(salon, customer, {})).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'contact.phone', problem: 'contact_missing' }],
    });
    expect(await rowOf(customer)).toMatchObject({ phone: '+4741234567' });
  });

  test('but not to another customer’s contacts, who are named', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    const ola = await makeCustomer(db, salon, { name: 'Ola', phone: '+4741234567' });
    const eva = await makeCustomer(db, salon, { name: 'Eva', email: 'eva@fjord.example' });
    expect(await change(salon, customer, { phone: '41234567', email: 'Eva+x@fjord.example' })).toEqual({
      ok: false,
      reason: 'belongs_to_other',
      others: [
        { field: 'phone', customerId: ola.id, name: 'Ola' },
        { field: 'email', customerId: eva.id, name: 'Eva' },
      ],
    });
    expect(await rowOf(customer)).toMatchObject({ phone: customer.phone, email: customer.email });
  });

  test('whose contact another one has had all along', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon, { phone: '+4741234567' });
    await makeCustomer(db, salon, { phone: '+4741234567' });
    expect(await change(salon, customer, { name: 'Kari Berg' })).toEqual({ ok: true });
  });

  test('and their open entries go by the new name; one that no message reached waits again', async () => {
    const { salon, cut } = await openSalon(deps);
    const customer = await makeCustomer(db, salon);
    const entry = await makeEntry(db, { salon, service: cut, customer });
    await moveEntry(db, entry, {
      reason: 'paused',
      now: deps.clock.now(),
      set: { status: 'cooldown', cooldown_reason: 'paused', cooldown_until: null },
    });
    await db.$executeRaw`UPDATE waitlist_entries SET cooldown_reason = 'unreachable', unreachable_count = 2`;
    await change(salon, customer, { name: 'Kari Berg' });
    expect(await entryRow(deps, entry)).toMatchObject({ customerName: 'Kari Berg', status: 'cooldown' });
    await change(salon, customer, { phone: '+4741234567' });
    expect(await entryRow(deps, entry)).toMatchObject({
      customerPhone: '+4741234567',
      status: 'waiting',
      unreachableCount: 0,
    });
  });
});

describe('two colleagues edit one customer at once:', () => {
  const names = ['Kari Berg', 'Kari Dahl', 'Kari Eide'];
  const audited = () => db.auditEvent.count({ where: { action: 'customer.changed' } });

  test('the first one’s stands, and the others are told', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    const { version } = await details(salon, customer);
    const told = await Promise.all(names.map((name) => codeOf(change(salon, customer, { name, version }))));
    expect(told.toSorted()).toEqual(['conflict', 'conflict', 'no error']);
    expect(await rowOf(customer)).toMatchObject({ name: names[told.indexOf('no error')] });
    expect(await audited()).toBe(1);
  });

  test('who names nothing that it was made from replaces whatever stands', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    await Promise.all(names.map((name) => change(salon, customer, { name })));
    expect(await audited()).toBe(3);
  });

  test.each([
    { what: 'name', theirs: { name: 'Kari Berg' } },
    { what: 'number', theirs: { phone: '+4741234567' } },
    { what: 'address', theirs: { email: 'kari.berg@fjord.example' } },
    { what: 'language', theirs: { locale: 'en' as const } },
  ])('another $what is something that has changed', async ({ theirs }) => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    const { version } = await details(salon, customer);
    await change(salon, customer, theirs);
    expect(await codeOf(change(salon, customer, { version }))).toBe('conflict');
  });

  test('a note and what was changed back are not', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    const { version } = await details(salon, customer);
    const place = { salonId: salon.id, organisationId: salon.organisationId, customerId: customer.id };
    await deps.inTransaction((tx) => addNote(tx, { ...place, actor: staff, text: 'Vil ha kaffe.' }));
    await change(salon, customer, { name: 'Kari Berg' });
    await change(salon, customer, {});
    expect(await change(salon, customer, { name: 'Kari Dahl', version })).toEqual({ ok: true });
  });

  test('a note that has been changed is neither changed nor deleted by who hasn’t read that', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    const place = {
      salonId: salon.id,
      organisationId: salon.organisationId,
      customerId: customer.id,
      actor: staff,
    };
    await deps.inTransaction((tx) => addNote(tx, { ...place, text: 'Vil ha kaffe.' }));
    const [note] = (await details(salon, customer)).notes;
    const about = { ...place, noteId: note?.id ?? '', version: note?.version };
    const write = (text: string) => codeOf(deps.inTransaction((tx) => changeNote(tx, { ...about, text })));
    expect((await Promise.all([write('Vil ha te.'), write('Vil ha saft.')])).toSorted()).toEqual([
      'conflict',
      'no error',
    ]);
    expect(await codeOf(deps.inTransaction((tx) => removeNote(tx, about)))).toBe('conflict');
    expect((await details(salon, customer)).notes).toHaveLength(1);
  });
});

test('notes say who wrote and who changed them, and can be deleted', async () => {
  const salon = await makeSalon(db);
  const customer = await makeCustomer(db, salon);
  const { id } = await db.user.create({
    data: { email: 'ida@fjord.example', name: 'Ida', passwordHash: 'x' },
  });
  const place = {
    salonId: salon.id,
    organisationId: salon.organisationId,
    customerId: customer.id,
    actor: { type: 'user', id: id as never } as const,
  };
  await deps.inTransaction((tx) => addNote(tx, { ...place, text: 'Vil ha kaffe.' }));
  const [note] = (await details(salon, customer)).notes;
  expect(note).toMatchObject({ text: 'Vil ha kaffe.', author: 'Ida', edited: null });
  const noteId = note?.id ?? '';
  await deps.inTransaction((tx) => changeNote(tx, { ...place, actor: staff, noteId, text: 'Vil ha te.' }));
  expect((await details(salon, customer)).notes).toMatchObject([
    { text: 'Vil ha te.', author: 'Ida', edited: { by: null } },
  ]);
  await deps.inTransaction((tx) => removeNote(tx, { ...place, noteId }));
  expect((await details(salon, customer)).notes).toEqual([]);
  await expect(deps.inTransaction((tx) => removeNote(tx, { ...place, noteId }))).rejects.toThrow('not found');
});

describe('staff write down what a customer told them:', () => {
  const record = (
    salon: TestSalon,
    customer: TestCustomer,
    channel: 'sms' | 'email',
    granted: boolean,
    how: ConsentWay,
  ) =>
    deps.inTransaction((tx) =>
      recordConsent(tx, {
        salonId: salon.id,
        organisationId: salon.organisationId,
        customerId: customer.id,
        channel,
        granted,
        how,
        actor: staff,
      }),
    );

  test('that they want no SMS any more, and later that they do', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon);
    await record(salon, customer, 'sms', false, 'by_phone');
    await record(salon, customer, 'sms', false, 'by_phone');
    deps.clock.advance(1);
    await record(salon, customer, 'sms', true, 'in_person');
    expect((await details(salon, customer)).consents).toMatchObject([
      { channel: 'sms', granted: true, source: 'staff_in_person', wordingVersion: 'staff-1' },
      { channel: 'sms', granted: false, source: 'staff_by_phone' },
    ]);
  });

  test('but no wish for messages where there is no contact', async () => {
    const salon = await makeSalon(db);
    const customer = await makeCustomer(db, salon, { email: null });
    expect(await record(salon, customer, 'email', true, 'in_person')).toEqual({
      ok: false,
      reason: 'no_contact',
    });
  });
});
