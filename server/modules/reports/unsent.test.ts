import { expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { failingProvider } from '#server/testing/failing-provider.ts';
import { comeFree, line, openSalon, work } from '#server/testing/waitlist-steps.ts';
import type { FailureKind } from '../notifications/message-provider.ts';
import { summarise } from './summarise.ts';

const deps = await testDeps();

test('who can’t be reached is told apart from who was not told for trouble of a provider', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const offerWhile = async (sms: FailureKind, email: FailureKind, startsAt: string) => {
    deps.providers = { sms: failingProvider(sms), email: failingProvider(email) };
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
    await work(deps);
    return entry;
  };
  await offerWhile('permanent', 'permanent', '2026-06-02T10:00+02:00');
  await offerWhile('refused', 'permanent', '2026-06-02T13:00+02:00');

  const { answers } = await summarise(deps.db, {
    salonId: salon.id,
    from: '2026-06-01',
    until: '2026-06-01',
    timeZone: 'Europe/Oslo',
    now: deps.clock.now(),
  });
  expect(answers).toMatchObject({ unreachable: 1, unsent: 1 });
});
