import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type OfferId } from '#server/platform/ids.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  accept,
  calendarOf,
  comeFree,
  entryRow,
  historyOf,
  lastOffer,
  line,
  openSalon,
  staff,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { changeEntry } from '../waitlist/change-entry.ts';
import { SendFailure } from '../notifications/message-provider.ts';
import { reportUnreachable } from './report-unreachable.ts';

const deps = await testDeps();

const inbox = deps.providers;

beforeEach(async () => {
  await deps.reset();
  deps.providers = inbox;
});

const ten = '2026-06-02T10:00+02:00';

/** The first of two has an offer of Ida's time at ten, for a quarter of an hour. */
async function offered() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  return { ...world, first, second, openingId };
}

/** Both providers refuse every message for good. */
function nobodyAnswers() {
  const refuse = {
    name: 'refusing',
    send: () => Promise.reject(new SendFailure('permanent', 'test:refused')),
  };
  deps.providers = { sms: refuse, email: refuse };
}

describe('when no channel reaches the customer', () => {
  test('the entry is set aside, and the next customer is asked at once', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [first, second] = await line(deps, { salon, service: cut }, {}, {});
    nobodyAnswers();
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'unreachable']);
    expect(await entryRow(deps, first)).toMatchObject({
      status: 'cooldown',
      cooldownReason: 'unreachable',
      cooldownUntil: minutesAfter(deps.clock.now(), 60),
      unreachableCount: 1,
      declineCount: 0,
    });
    expect(await lastOffer(deps, first)).toMatchObject({ status: 'notification_failed' });
    expect(await historyOf(deps, second)).toEqual(['created_public', 'slot_matched', 'unreachable']);
    expect(await calendarOf(deps, ida)).toEqual([]);
  });

  test('the second time it rests until its contact details change', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    nobodyAnswers();
    for (const day of [2, 3]) {
      await comeFree(deps, {
        salon,
        employee: ida,
        services: [cut],
        startsAt: `2026-06-0${day}T10:00+02:00`,
      });
      await deps.runJobs();
      deps.clock.advance(60);
      await work(deps);
    }
    expect(await entryRow(deps, entry)).toMatchObject({
      status: 'cooldown',
      cooldownReason: 'unreachable',
      cooldownUntil: null,
      unreachableCount: 2,
    });
    deps.clock.advance(7 * 24 * 60);
    await work(deps);
    expect(await statusOf(deps, entry)).toBe('cooldown');

    deps.providers = inbox;
    const changed = await changeEntry(deps, {
      salonId: salon.id,
      entryId: entry.id,
      wish: { serviceId: cut.id, employeeIds: [], leadTimeMinutes: 0, preferredDate: '2026-06-12' },
      contact: { name: 'Kari', email: 'ny@example.com', phone: null },
      actor: staff,
    });
    expect(changed).toEqual({ ok: true });
    expect(await entryRow(deps, entry)).toMatchObject({
      status: 'waiting',
      unreachableCount: 0,
      customerEmail: 'ny@example.com',
    });
  });

  test('but the offer was answered meanwhile: it stays answered', async () => {
    const { first } = await offered();
    const { id } = await lastOffer(deps, first);
    await accept(deps, first);
    await reportUnreachable(deps, idOf<OfferId>(id));
    expect(await statusOf(deps, first)).toBe('booked');
  });
});
