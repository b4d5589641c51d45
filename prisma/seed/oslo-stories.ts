import type { Actor } from '#server/platform/actor.ts';
import { idOf, type CustomerId } from '#server/platform/ids.schema.ts';
import { acceptForCustomer } from '#server/modules/offers/answer-offer.ts';
import { makeOffer } from '#server/modules/offers/make-offer.ts';
import { reactivateDue } from '#server/modules/offers/reactivate-entries.ts';
import { reportUnreachable } from '#server/modules/offers/report-unreachable.ts';
import { withdrawOpening } from '#server/modules/openings/withdraw-opening.ts';
import { cancelEntry } from '#server/modules/waitlist/cancel-entry.ts';
import { changeWish } from '#server/modules/waitlist/change-wish.ts';
import { pauseEntry } from '#server/modules/waitlist/pause-entry.ts';
import { setPriority } from '#server/modules/waitlist/set-priority.ts';
import { wishSchema } from '#server/modules/waitlist/waitlist.schema.ts';
import { after, type Scene } from './scene.ts';

// Twenty waitlist entries of the salon in Oslo, each with the story that brought it where it is. Every story has a slot, an employee or
// a service of its own, so that no opening of one is offered to somebody of another.

const hour = 60;
const day = 24 * hour;

/** What has ended, or moves no more by itself. */
export async function settledStories(scene: Scene, now: Date, staff: Actor): Promise<void> {
  await bookedLastWeek(scene);
  await declinedThenTaken(scene, now);
  await convertedByStaff(scene, now, staff);
  await bookedByStaff(scene, now, staff);
  await threeDeclines(scene, now);
  await outOfReach(scene, now);
  await takenBack(scene, now, staff);
  await cancelledWhileAsked(scene, now, staff);
  await gone(scene, now, staff);
}

/** A time came free the day before, and somebody was glad of it. */
async function bookedLastWeek(scene: Scene): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('amina'), scene.service('women'), -2, 60);
  const entry = await scene.joinFor(after(startsAt, -5 * day), 'women', 'amina', startsAt);
  const cancelledAt = after(startsAt, -26 * hour);
  const opening = await scene.freeUp(after(startsAt, -9 * day), cancelledAt, 'women', 'amina', startsAt);
  const offer = await scene.offer(cancelledAt, opening, entry);
  await scene.answer(after(cancelledAt, 2), offer, 'accept');
}

/** The first one declined and waits on; the second one took it. */
async function declinedThenTaken(scene: Scene, now: Date): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('sunniva'), scene.service('stripes'), 4);
  const first = await scene.joinFor(after(now, -6 * day), 'stripes', 'sunniva', startsAt);
  const second = await scene.joinFor(after(now, -5 * day), 'stripes', 'sunniva', startsAt);
  const cancelledAt = after(now, -1 * day - 3 * hour);
  const opening = await scene.freeUp(after(now, -10 * day), cancelledAt, 'stripes', 'sunniva', startsAt);
  await scene.answer(after(cancelledAt, 3), await scene.offer(cancelledAt, opening, first), 'decline');
  await scene.answer(
    after(cancelledAt, 5),
    await scene.offer(after(cancelledAt, 3), opening, second),
    'accept',
  );
  scene.stage.setTime(after(cancelledAt, 3 + hour));
  await reactivateDue(scene.stage);
}

/** The customer rang in place of clicking. */
async function convertedByStaff(scene: Scene, now: Date, staff: Actor): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('ingrid'), scene.service('updo'), 3, 45);
  const entry = await scene.joinFor(after(now, -4 * day), 'updo', 'ingrid', startsAt);
  const cancelledAt = after(now, -2 * day - 2 * hour);
  const opening = await scene.freeUp(after(now, -8 * day), cancelledAt, 'updo', 'ingrid', startsAt);
  const offer = await scene.offer(cancelledAt, opening, entry);
  await scene.stage.at(after(cancelledAt, 4), (tx) => acceptForCustomer(tx, offer, staff));
}

/** Staff saw a gap and rang somebody who waited. */
async function bookedByStaff(scene: Scene, now: Date, staff: Actor): Promise<void> {
  const employee = scene.employee('mathias');
  const startsAt = scene.calendar.reserve(employee, scene.service('beard'), 2, 30);
  const entry = await scene.joinFor(after(now, -3 * day), 'beard', 'mathias', startsAt, {
    by: staff,
    notes: 'Ringer gjerne, svarer ikke alltid på SMS.',
  });
  await scene.stage.at(after(now, -20 * hour), async (tx) => {
    const [row] = await tx.db.$queryRaw<{ opening: string }[]>`
      SELECT free_calendar_time(${employee.calendarId}::uuid, ${startsAt}, ${startsAt}, ${after(startsAt, 30)}, 'manual_notify', ${tx.now})
        AS opening`;
    if (!row) throw new Error('free_calendar_time gave no row.');
    const offer = await makeOffer(tx, scene.stage.links, {
      openingId: idOf(row.opening),
      entryId: entry,
      reason: 'manual_notify',
      atOnce: true,
    });
    if (!offer) throw new Error('The time was too near.');
    await acceptForCustomer(tx, offer.offerId, staff);
  });
}

/** From the third decline on the pause is a week. */
async function threeDeclines(scene: Scene, now: Date): Promise<void> {
  const wish = {
    dateFrom: scene.calendar.dateAt(1),
    dateUntil: scene.calendar.dateAt(13),
    fromMinute: 480,
    untilMinute: 1200,
  };
  const entry = await scene.join(after(now, -6 * day), 'treatment', {
    windows: [wish],
    employees: ['jonas'],
  });
  for (const [time, ahead] of [
    [-3 * day, 6],
    [-2 * day, 7],
    [-1 * day, 8],
  ] as const) {
    const startsAt = scene.calendar.reserve(scene.employee('jonas'), scene.service('treatment'), ahead, 60);
    const cancelledAt = after(now, time);
    const opening = await scene.freeUp(after(now, -7 * day), cancelledAt, 'treatment', 'jonas', startsAt);
    await scene.answer(after(cancelledAt, 4), await scene.offer(cancelledAt, opening, entry), 'decline');
    await scene.match(after(cancelledAt, 4), opening);
    scene.stage.setTime(after(cancelledAt, 4 + hour));
    await reactivateDue(scene.stage);
  }
}

/** Neither SMS nor e-mail reached them. */
async function outOfReach(scene: Scene, now: Date): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('amina'), scene.service('colour'), 5);
  const entry = await scene.joinFor(after(now, -2 * day), 'colour', 'amina', startsAt);
  const cancelledAt = after(now, -35);
  const opening = await scene.freeUp(after(now, -5 * day), cancelledAt, 'colour', 'amina', startsAt);
  const offerId = await scene.offer(cancelledAt, opening, entry);
  await scene.stage.db.message.updateMany({
    where: { offerId },
    data: { status: 'failed', attempts: 1, provider: 'inbox', lastError: 'unknown_recipient' },
  });
  scene.stage.setTime(after(cancelledAt, 1));
  await reportUnreachable(scene.stage, offerId);
  await scene.match(after(cancelledAt, 1), opening);
}

/** The salon needed the time itself; the customer keeps their place. */
async function takenBack(scene: Scene, now: Date, staff: Actor): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('sunniva'), scene.service('treatment'), 6, 30);
  const entry = await scene.joinFor(after(now, -4 * day), 'treatment', 'sunniva', startsAt);
  const cancelledAt = after(now, -28 * hour);
  const opening = await scene.freeUp(after(now, -6 * day), cancelledAt, 'treatment', 'sunniva', startsAt);
  await scene.offer(cancelledAt, opening, entry);
  await scene.stage.at(after(cancelledAt, 2), (tx) =>
    withdrawOpening(tx, { salonId: scene.salon.id, openingId: opening, actor: staff }),
  );
}

/** Staff took the first one off the list while the offer was open, so it passed on. */
async function cancelledWhileAsked(scene: Scene, now: Date, staff: Actor): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('mathias'), scene.service('blowout'), 5, 60);
  const first = await scene.joinFor(after(now, -6 * day), 'blowout', 'mathias', startsAt);
  const second = await scene.joinFor(after(now, -3 * day), 'blowout', 'mathias', startsAt);
  const cancelledAt = after(now, -5 * hour);
  const opening = await scene.freeUp(after(now, -7 * day), cancelledAt, 'blowout', 'mathias', startsAt);
  await scene.offer(cancelledAt, opening, first);
  await scene.stage.at(after(cancelledAt, 1), (tx) =>
    cancelEntry(tx, { entryId: first, reason: 'cancelled_by_staff', actor: staff }),
  );
  await scene.answer(
    after(cancelledAt, 4),
    await scene.offer(after(cancelledAt, 1), opening, second),
    'accept',
  );
}

/** Left the list, and waited in vain. */
async function gone(scene: Scene, now: Date, staff: Actor): Promise<void> {
  const { calendar, stage } = scene;
  const weekend = {
    dateFrom: calendar.dateAt(2),
    dateUntil: calendar.dateAt(9),
    fromMinute: 540,
    untilMinute: 1020,
  };
  const left = await scene.join(after(now, -3 * day), 'roots', { windows: [weekend], employees: ['ingrid'] });
  const { customerId } = await stage.db.waitlistEntry.findUniqueOrThrow({ where: { id: left } });
  await stage.at(after(now, -30 * hour), (tx) =>
    cancelEntry(tx, {
      entryId: left,
      reason: 'left_by_customer',
      actor: { type: 'customer', id: idOf<CustomerId>(customerId) },
    }),
  );
  const doubled = await scene.join(after(now, -2 * day), 'child', { windows: [weekend] }, { by: staff });
  await stage.at(after(now, -47 * hour), (tx) =>
    cancelEntry(tx, { entryId: doubled, reason: 'cancelled_by_staff', actor: staff }),
  );
  const yesterday = {
    dateFrom: calendar.dateAt(-3),
    dateUntil: calendar.dateAt(-1),
    fromMinute: 720,
    untilMinute: 1020,
  };
  await scene.join(after(now, -6 * day), 'long', { windows: [yesterday] });
  await stage.at(calendar.instant(calendar.today, 1), async (tx) => {
    await tx.db.$queryRaw`SELECT outcome FROM expire_waitlist_entries(100, ${tx.now}::timestamptz)`;
  });
}

/** What goes on at this moment. */
export async function liveStories(scene: Scene, now: Date, staff: Actor): Promise<void> {
  const { calendar } = scene;
  // Two hours to answer, 25 minutes of them gone.
  const long = calendar.reserve(scene.employee('sunniva'), scene.service('balayage'), 3);
  const patient = await scene.joinFor(after(now, -8 * day), 'balayage', 'sunniva', long);
  const longOpening = await scene.freeUp(after(now, -9 * day), after(now, -25), 'balayage', 'sunniva', long);
  await scene.offer(after(now, -25), longOpening, patient);

  // Timed out; the next one has it on their screen.
  const short = calendar.reserve(scene.employee('ingrid'), scene.service('women'), 2, 30);
  const late = await scene.joinFor(after(now, -5 * day), 'women', 'ingrid', short);
  const next = await scene.joinFor(after(now, -4 * day), 'women', 'ingrid', short);
  const opening = await scene.freeUp(after(now, -6 * day), after(now, -6), 'women', 'ingrid', short);
  const missed = await scene.offer(after(now, -6), opening, late);
  await scene.timeOut(after(now, -1), missed);
  await scene.offer(after(now, -1), opening, next);

  await waiting(scene, now, staff);
}

/** Those who hope for something. */
async function waiting(scene: Scene, now: Date, staff: Actor): Promise<void> {
  const { calendar, salon, stage } = scene;
  const days = (from: number, until: number, fromMinute = 540, untilMinute = 1200) => ({
    dateFrom: calendar.dateAt(from),
    dateUntil: calendar.dateAt(until),
    fromMinute,
    untilMinute,
  });

  const resting = await scene.join(after(now, -4 * day), 'long', { windows: [days(3, 12)] });
  await stage.at(after(now, -2 * day), (tx) =>
    pauseEntry(tx, { entryId: resting, until: calendar.dateAt(5), actor: staff }),
  );

  const wedding = await scene.join(after(now, -2 * day), 'updo', {
    windows: [days(7, 12, 600, 900)],
    employees: ['amina'],
  });
  await stage.at(after(now, -1 * day), (tx) =>
    setPriority(tx, {
      salonId: salon.id,
      entryId: wedding,
      override: { score: 50, reason: 'Bryllup, og vi måtte flytte timen hennes sist.' },
      actor: staff,
    }),
  );

  const changed = await scene.join(after(now, -3 * day), 'roots', {
    windows: [days(2, 6)],
    employees: ['amina'],
  });
  await stage.at(after(now, -26 * hour), (tx) =>
    changeWish(tx, {
      entryId: changed,
      wish: wishSchema.parse({ serviceId: scene.service('roots').id, windows: [days(4, 13, 900, 1200)] }),
      actor: { type: 'customer', id: null },
    }),
  );

  const saturday = days(nextSaturday(calendar), nextSaturday(calendar), 780, 960);
  await scene.join(after(now, -2 * day), 'men', { windows: [saturday], employees: ['mathias'] });
}

/** Days until the next Saturday, today not counted. */
export function nextSaturday(calendar: Scene['calendar']): number {
  const weekday = new Date(`${calendar.today}T12:00Z`).getUTCDay();
  return (6 - weekday + 7) % 7 || 7;
}
