import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type EntryId } from '#server/platform/ids.schema.ts';
import { createCaller } from '#server/trpc/router.ts';
import { testDeps } from '#server/testing/deps.ts';
import { forged } from '#server/testing/links.ts';
import { makeEntry, type TestEntry } from '#server/testing/waitlist-factories.ts';
import { comeFree, decline, historyOf, openSalon, statusOf } from '#server/testing/waitlist-steps.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const customer = createCaller({
  deps,
  session: null,
  address: '192.0.2.1',
  locale: 'nb',
  transport: 'page',
}).waitlist;
const linkTo = (entry: { id: EntryId }, version = 1) =>
  deps.links.signLink('entry', { id: entry.id, version });

/** Somebody who waits for any time of Ida's. */
async function waiting() {
  const world = await openSalon(deps);
  const entry = await makeEntry(db, { salon: world.salon, service: world.cut });
  deps.clock.advance(1);
  return { ...world, entry };
}

/** Everything that a link allows, in the order in which a customer could do it. */
const doings: [string, (token: string, serviceId: string) => Promise<{ ok: boolean }>, string][] = [
  [
    'change',
    (token, serviceId) => customer.changeByToken({ token, wish: { serviceId, preferredDate: '2026-06-10' } }),
    'preferences_changed',
  ],
  ['pause', (token) => customer.pauseByToken({ token, until: null }), 'paused'],
  ['resume', (token) => customer.resumeByToken({ token }), 'resumed_by_customer'],
  ['leave', (token) => customer.leaveByToken({ token }), 'left_by_customer'],
];

async function lastEvent({ id }: TestEntry) {
  return db.lifecycleEvent.findFirstOrThrow({
    where: { waitlistEntryId: id },
    orderBy: { sequence: 'desc' },
  });
}

describe('by the link in their message a customer', () => {
  test('changes, pauses, resumes and leaves; the history says that it was they', async () => {
    const { entry, cut } = await waiting();
    for (const [, act, reason] of doings) {
      deps.clock.advance(1);
      expect(await act(linkTo(entry), cut.id)).toEqual({ ok: true });
      expect(await lastEvent(entry)).toMatchObject({
        reason,
        actorType: 'customer',
        actorId: entry.customerId,
        occurredAt: deps.clock.now(),
      });
    }
    expect(await historyOf(deps, entry)).toEqual([
      'created_public',
      'preferences_changed',
      'paused',
      'resumed_by_customer',
      'left_by_customer',
    ]);
  });

  test('leaves twice: the same answer, one event', async () => {
    const { entry } = await waiting();
    for (const _ of [1, 2])
      expect(await customer.leaveByToken({ token: linkTo(entry) })).toEqual({ ok: true });
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'left_by_customer']);
  });

  test('who has left can change, pause and resume nothing', async () => {
    const { entry, cut } = await waiting();
    const token = linkTo(entry);
    await customer.leaveByToken({ token });
    deps.clock.advance(1);
    const [change, pause, resume] = await Promise.all(
      doings.slice(0, 3).map(([, act]) => act(token, cut.id)),
    );
    expect([change, pause, resume]).toEqual([
      { ok: false, reason: 'final' },
      { ok: false, reason: 'not_waiting' },
      { ok: false, reason: 'not_paused' },
    ]);
    expect(await statusOf(deps, entry)).toBe('cancelled');
  });

  test.each(doings)(
    'cannot %s by a link that was replaced, of another kind, of nobody, or made up',
    async (_, act) => {
      const { entry, cut } = await waiting();
      const links = [
        linkTo(entry, 2),
        deps.links.signLink('offer', { id: entry.id, version: 1 }),
        linkTo({ id: newId<EntryId>() }),
        'nonsense-that-is-long-enough',
        forged(linkTo(entry)),
      ];
      for (const token of links) expect(await act(token, cut.id)).toEqual({ ok: false, reason: 'unknown' });
      expect(await historyOf(deps, entry)).toEqual(['created_public']);
    },
  );

  test('who comes back from a pause is held against time that came free meanwhile', async () => {
    const { salon, cut, ida, entry } = await waiting();
    const token = linkTo(entry);
    await customer.pauseByToken({ token, until: null });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T10:00+02:00' });
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('cooldown');
    await customer.resumeByToken({ token });
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('notified');
  });

  test('does not cut a cooldown short by changing the wish; the misses are forgotten all the same', async () => {
    const { salon, cut, ida, entry } = await waiting();
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T10:00+02:00' });
    await deps.runJobs();
    await decline(deps, entry);
    deps.clock.advance(1);
    const wish = { serviceId: cut.id, preferredDate: '2026-06-10' };
    expect(await customer.changeByToken({ token: linkTo(entry), wish })).toEqual({ ok: true });
    expect(await db.waitlistEntry.findUniqueOrThrow({ where: { id: entry.id } })).toMatchObject({
      status: 'cooldown',
      declineCount: 0,
    });
  });
});
