import { expect } from '@playwright/test';
import {
  idOf,
  newId,
  type BookingId,
  type CustomerId,
  type OrganisationId,
  type UserId,
} from '#server/platform/ids.schema.ts';
import { remindOffer } from '#server/modules/offers/remind-offer.ts';
import { reportUnreachable } from '#server/modules/offers/report-unreachable.ts';
import { withdrawOpening } from '#server/modules/openings/withdraw-opening.ts';
import { matchOpening } from '#server/modules/offers/match-opening.ts';
import { cancelEntry } from '#server/modules/waitlist/cancel-entry.ts';
import { pauseEntry } from '#server/modules/waitlist/pause-entry.ts';
import type { LinkPurpose } from '#server/platform/crypto.ts';
import type { Actor } from '#server/platform/actor.ts';
import { SeedCalendar } from '#prisma/seed/calendar.ts';
import { peopleFrom, type Person } from '#prisma/seed/names.ts';
import { randomFrom } from '#prisma/seed/random.ts';
import { after, Scene } from '#prisma/seed/scene.ts';
import { onStage, type Stage } from '#prisma/seed/stage.ts';
import { writeSalon } from '#prisma/seed/write-salons.ts';
import { bookingHref } from '#app/features/booking/booking-search.ts';
import { writeAccountLinks } from './account-links.ts';
import { longNamesSalon } from './long-names-salon.ts';

const day = 24 * 60;
const linkPaths = {
  offer: 'o',
  entry: 'w',
  booking: 'b',
  invitation: 'i',
  password_reset: 'p',
  unsubscribe: 'u',
};
const staff: Actor = { type: 'user', id: newId<UserId>() };

export type PublicStates = Awaited<ReturnType<typeof play>>;

/**
 * Plays, with the product's own use cases, what brings each public page into each of its states: in a salon of its own, whose names are long.
 * @returns the addresses
 */
export async function playPublicStates(databaseUrl: string, address: string): Promise<PublicStates> {
  const now = new Date();
  const played = Promise.withResolvers<PublicStates>();
  await onStage(databaseUrl, now, async (stage) => played.resolve(await play(stage, now)));
  const states = await played.promise;
  // What a customer does by a page's own button, once all of it is there.
  const press = async (path: string, form: Record<string, string>) => {
    const answer = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { origin: address },
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    expect(answer.status, `${path} ${JSON.stringify(form)}`).toBe(302);
  };
  await press(states.offers.undone, { answer: 'undo' });
  await press(states.offers.undoneOff, { answer: 'undo' });
  await press(states.offers.left, { answer: 'leave' });
  await press(states.bookings.cancelled, { act: 'cancel' });
  return states;
}

async function play(stage: Stage, now: Date) {
  const { db } = stage;
  const opened = after(now, -365 * day);
  const organisationId = newId<OrganisationId>();
  await db.organisation.create({
    data: { id: organisationId, name: longNamesSalon.name, createdAt: opened },
  });
  // After a test that failed, the next ones are given a salon anew, beside the old one.
  const slug = `${longNamesSalon.slug}-${newId().slice(-8)}`;
  const salon = await writeSalon(db, organisationId, { ...longNamesSalon, slug }, opened);
  const closed = await writeSalon(db, organisationId, { ...longNamesSalon, slug: `${slug}-full` }, opened);
  await db.salon.update({ where: { id: closed.id }, data: { joiningEnabled: false } });
  const people = peopleFrom(randomFrom(20_261_127));
  const scene = new Scene(stage, salon, new SeedCalendar(now), people);
  const { calendar } = scene;
  const minutesAgo = (minutes: number) => after(now, -minutes);
  const link = (purpose: LinkPurpose, id: string, version = 1) =>
    `/${linkPaths[purpose]}/${stage.links.signLink(purpose, { id, version })}`;
  const newSlot = (dayOffset = 8) =>
    calendar.reserve(scene.employee('asked'), scene.service('story'), dayOffset);

  /** Somebody waits for just the time that somebody else then gives up, and is asked. */
  async function ask(minutes = 2, more: { moves?: BookingId; person?: Person } = {}) {
    const startsAt = newSlot();
    const entry = await scene.joinFor(minutesAgo(2 * day), 'story', 'asked', startsAt, more);
    const at = minutesAgo(minutes);
    const opening = await scene.freeUp(minutesAgo(3 * day), at, 'story', 'asked', startsAt);
    const offer = await scene.offer(at, opening, entry);
    return {
      entry,
      opening,
      offer,
      startsAt,
      paths: { offer: link('offer', offer), entry: link('entry', entry) },
    };
  }
  async function accept() {
    const asked = await ask();
    await scene.answer(minutesAgo(1), asked.offer, 'accept');
    const { bookingId } = await db.offer.findUniqueOrThrow({ where: { id: asked.offer } });
    return { ...asked, booking: link('booking', bookingId ?? '') };
  }
  async function wish() {
    const windows = [0, 3].map((later) => ({
      dateFrom: calendar.dateAt(5 + later),
      dateUntil: calendar.dateAt(7 + later),
      weekdays: [1, 2, 4, 6],
      fromMinute: 540,
      untilMinute: 1020,
    }));
    return scene.join(minutesAgo(60), 'wide', { windows, employees: ['free', 'other'] });
  }
  const customer = async (entry: string): Promise<Actor> => {
    const { customerId } = await db.waitlistEntry.findUniqueOrThrow({ where: { id: entry } });
    return { type: 'customer', id: idOf<CustomerId>(customerId) };
  };

  const open = await ask();
  const person = people('story');
  const moved = await scene.book(minutesAgo(4 * day), 'story', 'asked', newSlot(11), person);
  const moving = await ask(2, { moves: moved, person });
  const accepted = await accept();
  const undone = await accept();
  const cancelledSince = await accept();
  const undoneOff = await accept();
  // While it was booked, the last day of the wish went by.
  const dayBefore = new Date(calendar.dateAt(-1));
  await db.preferenceWindow.updateMany({
    where: { entryId: undoneOff.entry },
    data: { dateFrom: dayBefore, dateUntil: dayBefore },
  });
  const declined = await ask();
  await scene.answer(minutesAgo(1), declined.offer, 'decline');
  const left = await ask();
  const expired = await ask(65);
  await scene.timeOut(minutesAgo(5), expired.offer);
  const withdrawn = await ask();
  await stage.at(minutesAgo(1), (tx) =>
    withdrawOpening(tx, { salonId: salon.id, openingId: withdrawn.opening, actor: staff }),
  );
  const over = await ask();
  await stage.at(minutesAgo(1), (tx) =>
    cancelEntry(tx, { entryId: over.entry, reason: 'cancelled_by_staff', actor: staff }),
  );
  async function replace(more: { person?: Person } = {}) {
    const asked = await ask(30, more);
    // Only who was told can be reminded.
    const sentAt = minutesAgo(30);
    await db.message.updateMany({
      where: { offerId: asked.offer },
      data: { status: 'sent', takenAt: sentAt, sentAt },
    });
    stage.setTime(minutesAgo(3));
    await remindOffer(stage, asked.offer);
    // The provider has accepted the newer message.
    await db.offer.updateMany({ where: { id: asked.offer }, data: { previousTokenHash: null } });
    return asked;
  }
  const replaced = await replace();
  const reminded = { name: 'Synnøve Reminded', phone: '+4741100777', email: 'synnove@reminded.example' };
  const toResend = await replace({ person: reminded });
  /** While they think it over, they book something else at that very time. */
  async function clash() {
    const busy = people('story');
    const asked = await ask(2, { person: busy });
    await scene.book(minutesAgo(1), 'more-0', 'other', asked.startsAt, busy);
    return asked.paths.offer;
  }
  const expiredOff = await ask(65);
  await scene.timeOut(minutesAgo(5), expiredOff.offer);
  await stage.at(minutesAgo(4), (tx) =>
    cancelEntry(tx, { entryId: expiredOff.entry, reason: 'cancelled_by_staff', actor: staff }),
  );
  const unreachable = await ask();
  stage.setTime(minutesAgo(1));
  await reportUnreachable(stage, unreachable.offer);

  // Two are asked at once, and one is quicker.
  const pairSlot = calendar.reserve(scene.employee('asked'), scene.service('pair'), 8);
  await scene.joinFor(minutesAgo(60), 'pair', 'asked', pairSlot);
  await scene.joinFor(minutesAgo(50), 'pair', 'asked', pairSlot);
  const pairOpening = await scene.freeUp(minutesAgo(day), minutesAgo(2), 'pair', 'asked', pairSlot);
  stage.setTime(minutesAgo(2));
  await matchOpening(stage, { openingId: pairOpening });
  const [quick, slow] = await db.offer.findMany({ where: { openingId: pairOpening, status: 'pending' } });
  if (!quick || !slow) throw new Error('Two should have been asked at once.');
  await scene.answer(minutesAgo(1), idOf(quick.id), 'accept');

  const waiting = await wish();
  const paused = await wish();
  await stage.at(minutesAgo(5), (tx) =>
    pauseEntry(tx, { entryId: paused, until: calendar.dateAt(4), actor: staff }),
  );
  const cancelled = await wish();
  await stage.at(minutesAgo(5), (tx) =>
    cancelEntry(tx, { entryId: cancelled, reason: 'cancelled_by_staff', actor: staff }),
  );
  const gone = await wish();
  const leaver = await customer(gone);
  await stage.at(minutesAgo(5), (tx) =>
    cancelEntry(tx, { entryId: gone, reason: 'left_by_customer', actor: leaver }),
  );
  const tooLate = await scene.join(minutesAgo(4 * day), 'wide', {
    windows: [
      { dateFrom: calendar.dateAt(-3), dateUntil: calendar.dateAt(-1), fromMinute: 720, untilMinute: 1020 },
    ],
  });
  await stage.at(minutesAgo(5), async (tx) => {
    await tx.db.$queryRaw`SELECT outcome FROM expire_waitlist_entries(100, ${tx.now}::timestamptz)`;
  });

  const booked = await scene.book(minutesAgo(30), 'story', 'asked', newSlot());
  const soon = await scene.book(minutesAgo(30), 'story', 'asked', newSlot(1));
  const fullSlot = calendar.reserve(scene.employee('rare'), scene.service('rare'), 3);
  await scene.book(minutesAgo(30), 'rare', 'rare', fullSlot);
  // A time of somebody who does nothing else, for a customer who comes too late.
  const lost = calendar.reserve(scene.employee('free'), scene.service('story'), 8);
  await scene.book(minutesAgo(30), 'story', 'free', lost);

  const spareOffers = {
    toAccept: (await ask()).paths.offer,
    toDecline: (await ask()).paths.offer,
    toLeave: (await ask()).paths.offer,
    toClash: await clash(),
    toResend: toResend.paths.offer,
    toUndoTooLate: await accept(),
  };
  const spareBookings = {
    toCancel: link('booking', await scene.book(minutesAgo(30), 'story', 'asked', newSlot())),
    toMove: link('booking', await scene.book(minutesAgo(30), 'story', 'asked', newSlot())),
  };
  const id = (key: string) => scene.service(key).id;
  const who = (key: string) => scene.employee(key).id;
  const story = { serviceIds: [id('story')], with: who('free') };
  const spare = calendar.reserve(scene.employee('free'), scene.service('story'), 8);
  return {
    pages: {
      services: bookingHref(slug, {}),
      nothingFound: bookingHref(slug, { find: 'massasje' }),
      anotherService: bookingHref(slug, { serviceIds: [id('wide')], adding: true }),
      employees: bookingHref(slug, { serviceIds: [id('story')] }),
      times: bookingHref(slug, story),
      timesOfSeveral: bookingHref(slug, { serviceIds: [id('wide'), id('colour-1')], with: who('free') }),
      fullDay: bookingHref(slug, {
        serviceIds: [id('rare')],
        with: who('rare'),
        day: fullSlot.toISOString().slice(0, 10),
      }),
      noTimes: bookingHref(slug, { serviceIds: [id('rare')], with: who('away') }),
      details: bookingHref(slug, { ...story, time: spare.toISOString() }),
      takenWhenOpened: bookingHref(slug, { ...story, time: lost.toISOString() }),
      closedList: bookingHref(closed.data.slug, {}, '/waitlist'),
      whichToWaitFor: bookingHref(slug, { serviceIds: [id('wide'), id('colour-1')] }, '/waitlist'),
      join: bookingHref(slug, { serviceIds: [id('wide')] }, '/waitlist'),
      joined: `${bookingHref(slug, { serviceIds: [id('wide')] }, '/waitlist')}&sent=1`,
    },
    /** Of no state in particular: for those who do something there. */
    spare: {
      reminded,
      offers: spareOffers,
      bookings: spareBookings,
      entry: link('entry', await wish()),
    },
    offers: {
      open: open.paths.offer,
      openThatMoves: moving.paths.offer,
      accepted: accepted.paths.offer,
      undone: undone.paths.offer,
      undoneOff: undoneOff.paths.offer,
      cancelledSince: cancelledSince.paths.offer,
      declined: declined.paths.offer,
      left: left.paths.offer,
      expired: expired.paths.offer,
      taken: link('offer', slow.id),
      withdrawn: withdrawn.paths.offer,
      over: over.paths.offer,
      replaced: replaced.paths.offer,
      clashing: await clash(),
      expiredOff: expiredOff.paths.offer,
    },
    entries: {
      waiting: link('entry', waiting),
      waitingForEarlier: moving.paths.entry,
      notified: open.paths.entry,
      cooldown: declined.paths.entry,
      paused: link('entry', paused),
      unreachable: unreachable.paths.entry,
      booked: accepted.paths.entry,
      bookedAndCancelled: cancelledSince.paths.entry,
      undone: undone.paths.entry,
      expired: link('entry', tooLate),
      cancelled: link('entry', cancelled),
      left: link('entry', gone),
    },
    accounts: await writeAccountLinks(db, {
      organisationId,
      salonId: salon.id,
      now,
      sign: (purpose, linkId) => stage.links.signLink(purpose, { id: linkId, version: 1 }),
    }),
    bookings: {
      future: link('booking', booked),
      withUndo: accepted.booking,
      insideNotice: link('booking', soon),
      askedForEarlier: link('booking', moved),
      cancelled: cancelledSince.booking,
      undone: undone.booking,
    },
  };
}
