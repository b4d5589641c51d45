import { expect, test } from 'vitest';
import type { Role } from '../auth/auth.rules.ts';
import { newId, type CustomerId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeCustomer, makeSalon } from '#server/testing/factories.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import { createCaller } from '#server/trpc/router.ts';

const deps = await testDeps();

/** What happens to who asks with this role: an answer, or the code of what was thrown. */
async function answersTo(role: Role): Promise<Record<string, string>> {
  await deps.reset();
  const salon = await makeSalon(deps.db);
  const [customer, other] = [await makeCustomer(deps.db, salon), await makeCustomer(deps.db, salon)];
  const { customer: procedures } = createCaller({
    deps,
    session: {
      id: newId<SessionId>(),
      expiresAt: new Date('2026-07-01T00:00:00Z'),
      user: { id: newId<UserId>(), email: 'ansatt@example.com', name: 'Eva', locale: 'nb' },
      salons: [{ ...salon, locale: 'nb', accentColour: null, role }],
    },
    address: '192.0.2.1',
    locale: 'nb',
    transport: 'page',
  });
  const customerId: CustomerId = customer.id;
  const about = { salonId: salon.id, customerId };
  const two = { ...about, otherId: other.id };
  const asked = {
    list: () => procedures.list({ salonId: salon.id }),
    get: () => procedures.get(about),
    addNote: () => procedures.addNote({ ...about, text: 'Kaffe' }),
    recordConsent: () =>
      procedures.recordConsent({ ...about, channel: 'sms', granted: false, how: 'by_phone' }),
    change: () =>
      procedures.change({ ...about, contact: { name: 'Siri', email: 's@example.com' }, locale: 'nb' }),
    compare: () => procedures.compare(two),
    merge: () => procedures.merge({ ...two, name: 'kept', phone: 'kept', email: 'kept', locale: 'kept' }),
    export: () => procedures.export(about),
    erase: () => procedures.erase({ ...about, confirmation: 'Siri' }),
  };
  const answers: Record<string, string> = {};
  for (const [name, ask] of Object.entries(asked)) {
    answers[name] = await ask().then(
      () => 'answered',
      (fault: unknown) => toAppError(fault).code,
    );
  }
  return answers;
}

const everyday = {
  list: 'answered',
  get: 'answered',
  addNote: 'answered',
  recordConsent: 'answered',
  change: 'answered',
};

test('staff see and change customers, but neither merge, hand out nor erase them', async () => {
  expect(await answersTo('staff')).toEqual({
    ...everyday,
    compare: 'forbidden',
    merge: 'forbidden',
    export: 'forbidden',
    erase: 'forbidden',
  });
});

test.each(['manager', 'owner'] as const)('the %s does all of it', async (role) => {
  expect(await answersTo(role)).toEqual({
    ...everyday,
    compare: 'answered',
    merge: 'answered',
    export: 'answered',
    erase: 'answered',
  });
});
