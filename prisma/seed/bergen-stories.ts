import type { Actor } from '#server/platform/actor.ts';
import { remindOffer } from '#server/modules/offers/remind-offer.ts';
import { pauseEntry } from '#server/modules/waitlist/pause-entry.ts';
import { setPriority } from '#server/modules/waitlist/set-priority.ts';
import { nextSaturday } from './oslo-stories.ts';
import { after, type Scene } from './scene.ts';

// Ten waitlist entries of the salon in Bergen, where a missed offer ends the request.

const hour = 60;
const day = 24 * hour;

export async function bergenStories(scene: Scene, now: Date, staff: Actor): Promise<void> {
  await missedThenTaken(scene, now);
  await declinedJustNow(scene, now);
  await reminded(scene, now);
  await waiting(scene, now, staff);
}

/** The first one did not answer within the hour; the second one did. */
async function missedThenTaken(scene: Scene, now: Date): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('eirik'), scene.service('shave'), 3, 60);
  const first = await scene.joinFor(after(now, -6 * day), 'shave', 'eirik', startsAt);
  const second = await scene.joinFor(after(now, -5 * day), 'shave', 'eirik', startsAt);
  const cancelledAt = after(now, -9 * hour);
  const opening = await scene.freeUp(after(now, -8 * day), cancelledAt, 'shave', 'eirik', startsAt);
  await scene.timeOut(after(cancelledAt, hour), await scene.offer(cancelledAt, opening, first));
  await scene.answer(
    after(cancelledAt, hour + 12),
    await scene.offer(after(cancelledAt, hour), opening, second),
    'accept',
  );
}

/** Nobody else wanted it: on public sale again. */
async function declinedJustNow(scene: Scene, now: Date): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('thea'), scene.service('colour'), 4);
  const entry = await scene.joinFor(after(now, -3 * day), 'colour', 'thea', startsAt);
  const cancelledAt = after(now, -40);
  const opening = await scene.freeUp(after(now, -6 * day), cancelledAt, 'colour', 'thea', startsAt);
  await scene.answer(after(now, -15), await scene.offer(cancelledAt, opening, entry), 'decline');
  await scene.match(after(now, -15), opening);
}

/** An offer with fifteen minutes left, of which its customer was reminded. */
async function reminded(scene: Scene, now: Date): Promise<void> {
  const startsAt = scene.calendar.reserve(scene.employee('kristine'), scene.service('women'), 2, 60);
  const entry = await scene.joinFor(after(now, -7 * day), 'women', 'kristine', startsAt);
  const opening = await scene.freeUp(after(now, -5 * day), after(now, -45), 'women', 'kristine', startsAt);
  const offerId = await scene.offer(after(now, -45), opening, entry);
  scene.stage.setTime(after(now, -5));
  await remindOffer(scene.stage, offerId);
}

async function waiting(scene: Scene, now: Date, staff: Actor): Promise<void> {
  const { calendar, salon, stage } = scene;
  const saturday = {
    dateFrom: calendar.dateAt(nextSaturday(calendar)),
    dateUntil: calendar.dateAt(nextSaturday(calendar)),
    fromMinute: 600,
    untilMinute: 960,
  };
  const week = {
    dateFrom: calendar.dateAt(5),
    dateUntil: calendar.dateAt(13),
    fromMinute: 540,
    untilMinute: 1200,
  };

  await scene.join(after(now, -4 * day), 'fade', { windows: [saturday], employees: ['eirik'] });
  await scene.join(after(now, -3 * day), 'women', { windows: [saturday] });
  const urgent = await scene.join(after(now, -1 * day), 'roots', {
    windows: [saturday],
    employees: ['kristine', 'thea'],
  });
  await stage.at(after(now, -20 * hour), (tx) =>
    setPriority(tx, {
      salonId: salon.id,
      entryId: urgent,
      override: { score: 30, reason: 'Travels on Sunday' },
      actor: staff,
    }),
  );
  const away = await scene.join(after(now, -2 * day), 'balayage', { windows: [week] });
  await stage.at(after(now, -30 * hour), (tx) =>
    pauseEntry(tx, { entryId: away, until: null, actor: staff }),
  );

  // Has a time, and would rather come sooner.
  const person = { name: 'Marit Sandvik', email: 'marit.sandvik@example.com', phone: '+4749777001' };
  const startsAt = calendar.reserve(scene.employee('kristine'), scene.service('updo'), 11);
  const moves = await scene.book(after(now, -6 * day), 'updo', 'kristine', startsAt, person);
  const sooner = {
    dateFrom: calendar.dateAt(6),
    dateUntil: calendar.dateAt(9),
    fromMinute: 540,
    untilMinute: 1200,
  };
  await scene.join(after(now, -5 * day), 'updo', { windows: [sooner] }, { moves, person });
  await scene.join(after(now, -6 * hour), 'blowout', { windows: [week], employees: ['thea'] });
}
