import { beforeEach, expect, test } from 'vitest';
import type { StaffSession } from '#server/modules/auth/session.ts';
import { newId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { comeFree, openSalon } from '#server/testing/waitlist-steps.ts';
import { createCaller } from '#server/trpc/router.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const userId = newId<UserId>();

async function world() {
  const salon = await openSalon(deps);
  const session: StaffSession = {
    id: newId<SessionId>(),
    expiresAt: new Date('2026-07-01T00:00:00Z'),
    user: { id: userId, email: 'eier@fjord.example', name: 'Eier', locale: 'nb' },
    salons: [{ ...salon.salon, locale: 'nb', accentColour: null, role: 'owner' }],
  };
  const api = createCaller({ deps, session, address: '192.0.2.1', locale: 'nb', transport: 'page' });
  return { ...salon, api, salonId: salon.salon.id };
}

const written = () => db.auditEvent.findMany({ orderBy: { occurredAt: 'asc' } });

test('what staff do with an entry is written down with who did it, once', async () => {
  const { salon, cut, api, salonId } = await world();
  const { id: entryId } = await makeEntry(db, { salon, service: cut });
  const entry = { salonId, entryId };
  const wish = { serviceId: cut.id, preferredDate: '2026-06-08' };
  const steps = [
    () => api.waitlist.change({ ...entry, wish, notes: 'Ringer tilbake' }),
    () => api.waitlist.pause({ ...entry, until: null }),
    () => api.waitlist.reactivate(entry),
    () => api.waitlist.cancel(entry),
    () => api.waitlist.remove(entry),
    () => api.waitlist.restore(entry),
  ];
  for (const step of steps) {
    deps.clock.advance(1);
    expect(await step()).toMatchObject({ ok: true });
  }
  const events = await written();
  expect(events.map(({ action }) => action)).toEqual([
    'waitlist.changed',
    'waitlist.paused',
    'waitlist.reactivated',
    'waitlist.cancelled',
    'waitlist.removed',
    'waitlist.restored',
  ]);
  for (const event of events)
    expect(event).toMatchObject({ actorType: 'user', actorId: userId, subjectId: entryId, salonId });
  expect(JSON.stringify(events.map(({ data }) => data))).not.toContain('Ringer');
});

test('what they could not do, or had done already, is not', async () => {
  const { salon, cut, api, salonId } = await world();
  const entry = { salonId, entryId: (await makeEntry(db, { salon, service: cut })).id };
  expect(await api.waitlist.reactivate(entry)).toMatchObject({ ok: false });
  expect(await api.waitlist.remove(entry)).toMatchObject({ ok: false });
  expect(await api.waitlist.restore(entry)).toMatchObject({ ok: false });
  await api.waitlist.cancel(entry);
  await api.waitlist.cancel(entry);
  expect(await api.waitlist.pause({ ...entry, until: null })).toMatchObject({ ok: false });
  expect((await written()).map(({ action }) => action)).toEqual(['waitlist.cancelled']);
});

test('that they had an opening offered on is written down, of a job’s own step it is not', async () => {
  const { salon, cut, ida, api, salonId } = await world();
  await makeEntry(db, { salon, service: cut });
  const { openingId } = await comeFree(deps, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: '2026-06-02T10:00+02:00',
  });
  const cancelled = (await written()).length;
  expect(await api.opening.offerNext({ salonId, openingId })).toMatchObject({ ok: true, offered: 1 });
  await deps.runJobs();
  expect((await written()).slice(cancelled)).toMatchObject([
    {
      action: 'opening.offered_next',
      actorId: userId,
      subjectType: 'opening',
      subjectId: openingId,
      salonId,
    },
  ]);
});
