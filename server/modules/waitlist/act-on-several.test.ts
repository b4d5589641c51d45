import { beforeEach, describe, expect, test } from 'vitest';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import type { EntryId, SalonId } from '#server/platform/ids.schema.ts';
import { testDeps, type TestDeps } from '#server/testing/deps.ts';
import { doctored, raceTrack, withoutRowLocks } from '#server/testing/races/race.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  comeFree,
  decline,
  line,
  linkOf,
  openSalon,
  staff,
  statusesOf,
  statusOf,
} from '#server/testing/waitlist-steps.ts';
import { actOnSeveral } from './act-on-several.ts';
import { cancelEntry } from './cancel-entry.ts';
import { pauseEntry } from './pause-entry.ts';
import type { EntryStatus, SeveralAct } from './waitlist.schema.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
beforeEach(() => deps.reset());

/** A salon with three who wait; the first of them may get an offer. */
async function three({ offered = false } = {}) {
  const { salon, cut, ida } = await openSalon(deps);
  const entries = await line(deps, { salon, service: cut }, {}, {}, {});
  if (offered) {
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T10:00+02:00' });
    await deps.runJobs();
  }
  const act = (
    kind: SeveralAct,
    seen: readonly [{ id: EntryId }, EntryStatus][],
    { by = deps, salonId = salon.id }: { by?: Pick<TestDeps, 'inTransaction'>; salonId?: SalonId } = {},
  ) =>
    actOnSeveral(by, {
      salonId,
      act: kind,
      entries: seen.map(([{ id: entryId }, status]) => ({ entryId, status })),
      actor: staff,
    });
  return { salon, cut, entries, act };
}

const idsOf = (list: readonly { entryId: EntryId }[]) => new Set(list.map(({ entryId }) => entryId));
const reasonsOf = async ({ id }: { id: EntryId }) =>
  (await db.lifecycleEvent.findMany({ where: { waitlistEntryId: id }, orderBy: { sequence: 'asc' } })).map(
    ({ reason }) => reason,
  );
const auditOf = async () =>
  (await db.auditEvent.findMany()).map(({ action, subjectId }) => [action, subjectId]);

describe('several entries at once', () => {
  test('are paused and put back, each with its own history and its own line in the audit log', async () => {
    const { entries, act } = await three();
    const [a, b] = entries;
    const paused = await act('pause', [
      [a, 'waiting'],
      [b, 'waiting'],
    ]);
    expect(idsOf(paused.done)).toEqual(new Set([a.id, b.id]));
    expect(paused).toMatchObject({ skipped: [], passedOn: 0, canUndo: true });
    expect(await statusesOf(deps, entries)).toEqual(['cooldown', 'cooldown', 'waiting']);
    const back = await act('reactivate', [
      [a, 'cooldown'],
      [b, 'cooldown'],
    ]);
    expect(back).toMatchObject({ canUndo: true });
    expect(await statusesOf(deps, entries)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(await reasonsOf(b)).toEqual(['created_public', 'paused', 'reactivated_by_staff']);
    const audit = await auditOf();
    for (const { id } of [a, b])
      expect(audit.filter(([, subject]) => subject === id)).toEqual([
        ['waitlist.paused', id],
        ['waitlist.reactivated', id],
      ]);
  });

  test('one whose state does not allow it, or has moved meanwhile, is left as it is and named', async () => {
    const { entries, act } = await three();
    const [paused, cancelled, waiting] = entries;
    await deps.inTransaction((tx) => pauseEntry(tx, { entryId: paused.id, until: null, actor: staff }));
    await deps.inTransaction((tx) =>
      cancelEntry(tx, { entryId: cancelled.id, reason: 'left_by_customer', actor: staff }),
    );
    const outcome = await act('pause', [
      [paused, 'cooldown'],
      [cancelled, 'waiting'],
      [waiting, 'waiting'],
    ]);
    expect(idsOf(outcome.done)).toEqual(new Set([waiting.id]));
    expect(new Map(outcome.skipped.map(({ entryId, status }) => [entryId, status]))).toEqual(
      new Map([
        [paused.id, 'cooldown'],
        [cancelled.id, 'cancelled'],
      ]),
    );
    expect(outcome.skipped.every(({ name }) => name !== '')).toBe(true);
    expect(await auditOf()).toEqual([['waitlist.paused', waiting.id]]);
  });

  test('one that got an offer since it was chosen keeps it', async () => {
    const { entries, act } = await three({ offered: true });
    const [offered, waiting] = entries;
    const outcome = await act('cancel', [
      [offered, 'waiting'],
      [waiting, 'waiting'],
    ]);
    expect(idsOf(outcome.skipped)).toEqual(new Set([offered.id]));
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'cancelled', 'waiting']);
  });

  test('an offer that is known is taken back, and its time goes to the next', async () => {
    const { entries, act } = await three({ offered: true });
    const [offered, waiting, next] = entries;
    const outcome = await act('cancel', [
      [offered, 'notified'],
      [waiting, 'waiting'],
    ]);
    expect(outcome).toMatchObject({ skipped: [], passedOn: 1, canUndo: false });
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual(['cancelled', 'cancelled', 'notified']);
    expect(await reasonsOf(next)).toContain('slot_matched');
  });

  test('an end of a break after a missed offer can’t be undone: the miss is forgotten with it', async () => {
    const { entries, act } = await three({ offered: true });
    const [missed] = entries;
    await decline(deps, missed);
    expect(await act('reactivate', [[missed, 'cooldown']])).toMatchObject({ canUndo: false });
  });

  test('with one of another salon among them nothing is done to any', async () => {
    const { entries, act } = await three();
    const stranger = await openSalon(deps);
    const foreign = await makeEntry(db, { salon: stranger.salon, service: stranger.cut });
    await expect(
      act('pause', [
        [entries[0], 'waiting'],
        [foreign, 'waiting'],
      ]),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await statusesOf(deps, [...entries, foreign])).toEqual(Array(4).fill('waiting'));
  });

  test('one that is named twice is acted on once', async () => {
    const { entries, act } = await three();
    const [a] = entries;
    const outcome = await act('cancel', [
      [a, 'waiting'],
      [a, 'waiting'],
    ]);
    expect(outcome.done).toHaveLength(1);
    expect(await reasonsOf(a)).toEqual(['created_public', 'cancelled_by_staff']);
  });
});

describe('one of them accepts at that very moment', () => {
  // The gate stands where the accept holds its locks and has written nothing.
  const gate = () =>
    track.doctor('answer_offer', (source) =>
      source.replace('SELECT * INTO v_accepted', 'PERFORM race_gate();\nSELECT * INTO v_accepted'),
    );
  async function meet(by: Pick<TestDeps, 'inTransaction'>) {
    const { entries, act } = await three({ offered: true });
    const [offered, waiting] = entries;
    const token = await linkOf(deps, offered);
    await gate();
    const [accepted, several] = await track.overtake(
      () => answerOffer(track.slow, { token, action: 'accept', channel: 'web' }),
      () =>
        act(
          'pause',
          [
            [offered, 'notified'],
            [waiting, 'waiting'],
          ],
          { by },
        ),
    );
    return { accepted, several, offered, waiting };
  }

  test('the accept is waited for, and they are told as booked', async () => {
    const { accepted, several, offered, waiting } = await meet(deps);
    expect(accepted).toMatchObject({ value: { outcome: 'booked' } });
    expect(several).toMatchObject({
      value: { done: [{ entryId: waiting.id }], skipped: [{ entryId: offered.id, status: 'booked' }] },
    });
    expect(await statusOf(deps, waiting)).toBe('cooldown');
  });

  test('without the locks they are told as what they were', async () => {
    const { several, offered } = await meet(doctored(deps, withoutRowLocks));
    expect(several).toMatchObject({ value: { skipped: [{ entryId: offered.id, status: 'notified' }] } });
    expect(await statusOf(deps, offered)).toBe('booked');
  });
});
