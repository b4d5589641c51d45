import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#server/platform/actor.ts';
import { newId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { openSalon } from '#server/testing/waitlist-steps.ts';
import { changeEntry } from './change-entry.ts';
import { getEntry } from './get-entry.ts';
import { pauseEntry } from './pause-entry.ts';
import { setPriority } from './set-priority.ts';
import { wishSchema } from './waitlist.schema.ts';

// Two receptionists have one entry open. What the first has saved, the second does not write over unread.

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const [kari, ola]: [Actor, Actor] = [
  { type: 'user', id: newId<UserId>() },
  { type: 'user', id: newId<UserId>() },
];

async function anEntry() {
  const { salon, cut } = await openSalon(deps);
  const { id: entryId } = await makeEntry(db, { salon, service: cut });
  const wish = wishSchema.parse({ serviceId: cut.id, preferredDate: '2026-06-08' });
  const named = { salonId: salon.id, entryId };
  const details = () => getEntry(db, named);
  const seen = async () => (await details()).events.at(-1)!.sequence;
  const change = (actor: Actor, notes: string, seenBy?: number) =>
    changeEntry(deps, { ...named, wish, notes, seen: seenBy, actor });
  const rate = (actor: Actor, score: number | null, seenBy?: number) =>
    deps.inTransaction((tx) =>
      setPriority(tx, {
        ...named,
        override: score === null ? null : { score, reason: 'Bryllup' },
        seen: seenBy,
        actor,
      }),
    );
  return { ...named, details, seen, change, rate };
}

const changed = { ok: false, reason: 'changed' };

test('the second of two edits is refused until it has seen the first', async () => {
  const { change, seen, details } = await anEntry();
  const bothSaw = await seen();
  expect(await change(kari, 'Tåler ikke henna', bothSaw)).toEqual({ ok: true });
  expect(await change(ola, 'Ringer tilbake', bothSaw)).toEqual(changed);
  expect((await details()).notes).toBe('Tåler ikke henna');
  expect(await change(ola, 'Ringer tilbake', await seen())).toEqual({ ok: true });
});

test('of two at the very same moment one is refused', async () => {
  const { change, seen } = await anEntry();
  const bothSaw = await seen();
  const outcomes = await Promise.all([change(kari, 'Én', bothSaw), change(ola, 'To', bothSaw)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes).toContainEqual(changed);
});

test('a priority is not set or cleared over one that was not seen', async () => {
  const { rate, seen, details } = await anEntry();
  const bothSaw = await seen();
  const own = await rate(kari, 40, bothSaw);
  expect(own).toEqual({ ok: true, seen: await seen() });
  expect(await rate(ola, 20, bothSaw)).toEqual(changed);
  expect(await rate(ola, null, bothSaw)).toEqual(changed);
  expect((await details()).overrideScore).toBe(40);
  // What she did she may take back, until somebody else has changed it.
  const undone = await rate(kari, null, own.ok ? own.seen : undefined);
  expect(undone).toMatchObject({ ok: true });
  await rate(ola, 20);
  expect(await rate(kari, 40, undone.ok ? undone.seen : undefined)).toEqual(changed);
});

test('what is about something else refuses nothing', async () => {
  const { change, rate, seen, entryId } = await anEntry();
  const saw = await seen();
  await rate(kari, 40);
  await deps.inTransaction((tx) => pauseEntry(tx, { entryId, until: null, actor: kari }));
  expect(await change(ola, 'Ringer tilbake', saw)).toEqual({ ok: true });
});
