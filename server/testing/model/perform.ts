import { runSweep } from '#server/jobs/run-sweep.ts';
import { sweeps } from '#server/jobs/sweeps.ts';
import { idOf, type BookingId } from '#server/platform/ids.schema.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import { minutesAfter } from '../clock.ts';
import type { Command, CommandOf } from './commands.ts';
import {
  at,
  contactOf,
  dateIn,
  instant,
  minuteOf,
  nthAccept,
  nthBooking,
  nthEntry,
  nthOffer,
  nthOpening,
  pick,
  wishOf,
} from './naming.ts';
import { bookShown, notifyProposed, offerNext } from './truths.ts';
import { inSalon, type World } from './world.ts';

type Actions = { [Kind in Command['kind']]: (world: World, command: CommandOf<Kind>) => Promise<unknown> };

/** Does what a command says, by the procedures that pages and staff call. A refusal is an answer; what they throw is a fault. */
export async function perform(world: World, command: Command): Promise<unknown> {
  const action = actions[command.kind] as (world: World, command: Command) => Promise<unknown>;
  try {
    return await action(world, command);
  } catch (error) {
    // Who has left the salon is not found, nor is what somebody else has removed at the same moment.
    if (toAppError(error).code === 'not_found' && (await somethingIsGone(world))) return 'not_found';
    throw error;
  }
}

async function somethingIsGone({ deps, alone }: World): Promise<boolean> {
  if ((await deps.db.employee.count({ where: { archivedAt: { not: null } } })) > 0) return true;
  return !alone && (await deps.db.waitlistEntry.count({ where: { removedAt: { not: null } } })) > 0;
}

const actions: Actions = {
  book: (world, { slot, service, employee, customer }) =>
    world.visitor.booking.create({
      ...inSalon(world),
      serviceIds: [at(world.services, service).id],
      employeeId: employee === null ? undefined : at(world.employees, employee).id,
      startsAt: instant(world, slot),
      contact: contactOf(world, customer),
      locale: 'nb',
    }),

  bookByStaff: (world, { slot, service, employee, customer, isWalkIn, overHold }) =>
    world.staff.booking.createByStaff({
      ...inSalon(world),
      serviceIds: [at(world.services, service).id],
      employeeId: at(world.employees, employee).id,
      startsAt: instant(world, slot),
      customer: isWalkIn ? { name: contactOf(world, customer).name } : contactOf(world, customer),
      withdrawOpening: overHold,
    }),

  cancelBooking: async (world, { nth, by }) => {
    const booking = await nthBooking(world, nth);
    if (!booking) return;
    return by === 'staff'
      ? world.staff.booking.cancel({ ...inSalon(world), bookingId: booking.id })
      : world.visitor.booking.cancelByToken({ token: booking.token });
  },

  reschedule: async (world, { nth, slot, employee, overHold, by }) => {
    const booking = await nthBooking(world, nth);
    if (!booking) return;
    const to = {
      startsAt: instant(world, slot),
      employeeId: employee === null ? undefined : at(world.employees, employee).id,
    };
    return by === 'staff'
      ? world.staff.booking.reschedule({
          ...inSalon(world),
          ...to,
          bookingId: booking.id,
          withdrawOpening: overHold,
        })
      : world.visitor.booking.rescheduleByToken({ ...to, token: booking.token });
  },

  resize: async (world, { nth, startBy, endBy, overHold }) => {
    const booking = await nthBooking(world, nth);
    if (!booking) return;
    const { startsAt, endsAt } = await world.deps.db.booking.findUniqueOrThrow({ where: { id: booking.id } });
    return world.staff.booking.resize({
      ...inSalon(world),
      bookingId: booking.id,
      startsAt: minutesAfter(startsAt, startBy * 15).toISOString(),
      endsAt: minutesAfter(endsAt, endBy * 15).toISOString(),
      withdrawOpening: overHold,
    });
  },

  undoChange: async (world, { nth }) => {
    const changes = await world.deps.db.bookingChange.findMany({
      orderBy: [{ madeAt: 'desc' }, { sequence: 'desc' }],
    });
    const change = pick(changes, nth);
    if (!change) return;
    const bookingId = idOf<BookingId>(change.bookingId);
    return world.staff.booking.undoChange({ ...inSalon(world), bookingId, changeId: change.id });
  },

  setServices: (world, { employee, services }) =>
    world.staff.salon.setEmployeeServices({
      ...inSalon(world),
      employeeId: at(world.employees, employee).id,
      serviceIds: world.services.filter((_, index) => (services >> index) & 1).map(({ id }) => id),
    }),

  settle: async (world, { nth, as }) => {
    const booking = await nthBooking(world, nth);
    return booking && world.staff.booking[as]({ ...inSalon(world), bookingId: booking.id });
  },

  join: async (world, { wish, customer, moves, by }) => {
    const moved = moves === null ? undefined : await nthBooking(world, moves);
    const request = {
      ...inSalon(world),
      wish: wishOf(world, wish),
      contact: contactOf(world, customer),
      locale: 'nb' as const,
    };
    return by === 'staff'
      ? world.staff.waitlist.create(request)
      : world.visitor.waitlist.join({ ...request, movesBookingToken: moved?.token });
  },

  accept: async (world, { nth, oldLink }) => {
    const offer = await nthOffer(world, nth, oldLink);
    return offer && world.visitor.offer.accept({ token: offer.token });
  },

  decline: async (world, { nth, leave }) => {
    const offer = await nthOffer(world, nth, false);
    return offer && world.visitor.offer.decline({ token: offer.token, leave });
  },

  undo: async (world, { nth, by }) => {
    const accepted = await nthAccept(world, nth);
    if (!accepted) return;
    return by === 'offer'
      ? world.visitor.offer.undo({ token: accepted.offer })
      : world.visitor.booking.undoByToken({ token: accepted.booking });
  },

  change: async (world, { nth, wish, by }) => {
    const entry = await nthEntry(world, nth);
    if (!entry) return;
    return by === 'staff'
      ? world.staff.waitlist.change({ ...entry.ids, wish: wishOf(world, wish) })
      : world.visitor.waitlist.changeByToken({ token: entry.token, wish: wishOf(world, wish) });
  },

  pause: async (world, { nth, days, by }) => {
    const entry = await nthEntry(world, nth);
    if (!entry) return;
    const until = days === null ? null : dateIn(world, days);
    return by === 'staff'
      ? world.staff.waitlist.pause({ ...entry.ids, until })
      : world.visitor.waitlist.pauseByToken({ token: entry.token, until });
  },

  resume: async (world, { nth }) => {
    const entry = await nthEntry(world, nth);
    return entry && world.visitor.waitlist.resumeByToken({ token: entry.token });
  },

  leave: async (world, { nth, by }) => {
    const entry = await nthEntry(world, nth);
    if (!entry) return;
    return by === 'staff'
      ? world.staff.waitlist.cancel(entry.ids)
      : world.visitor.waitlist.leaveByToken({ token: entry.token });
  },

  reactivate: async (world, { nth }) => {
    const entry = await nthEntry(world, nth);
    return entry && world.staff.waitlist.reactivate(entry.ids);
  },

  prioritise: async (world, { nth, score }) => {
    const entry = await nthEntry(world, nth);
    if (!entry) return;
    return score === null
      ? world.staff.waitlist.clearPriority(entry.ids)
      : world.staff.waitlist.setPriority({ ...entry.ids, score, reason: 'because' });
  },

  notify: async (world, { nth, slot, employee, thenNext }) => {
    const entry = await nthEntry(world, nth);
    const where = { employeeId: at(world.employees, employee).id, startsAt: instant(world, slot) };
    return entry && world.staff.waitlist.notify({ ...entry.ids, ...where, thenNext });
  },

  bookDirectly: async (world, { nth, slot, employee }) => {
    const entry = await nthEntry(world, nth);
    const where = { employeeId: at(world.employees, employee).id, startsAt: instant(world, slot) };
    return entry && world.staff.waitlist.bookDirectly({ ...entry.ids, ...where });
  },

  convert: async (world, { nth }) => {
    const entry = await nthEntry(world, nth);
    return entry && world.staff.waitlist.convert(entry.ids);
  },

  withdraw: async (world, { nth }) => {
    const openingId = await nthOpening(world, nth);
    return openingId && world.staff.opening.withdraw({ ...inSalon(world), openingId });
  },

  bookShown,
  notifyProposed,
  offerNext,

  remove: async (world, { nth }) => {
    const entry = await nthEntry(world, nth);
    return entry && world.staff.waitlist.remove(entry.ids);
  },

  addTimeOff: (world, { slot, employee, quarters }) => {
    const startsAt = instant(world, slot);
    return world.staff.salon.addTimeOff({
      ...inSalon(world),
      employeeId: at(world.employees, employee).id,
      startsAt,
      endsAt: minutesAfter(startsAt, quarters * 15).toISOString(),
    });
  },

  removeTimeOff: async (world, { nth }) => {
    const rows = await world.deps.db.timeOff.findMany({ orderBy: [{ startsAt: 'asc' }, { endsAt: 'asc' }] });
    const timeOff = pick(rows, nth);
    return timeOff && world.staff.salon.removeTimeOff({ ...inSalon(world), timeOffId: timeOff.id });
  },

  close: (world, { day, employee }) =>
    world.staff.salon.setException({
      ...inSalon(world),
      employeeId: employee === null ? null : at(world.employees, employee).id,
      date: dateIn(world, day),
      stretches: [],
    }),

  setHours: (world, { employee, fromQuarter, untilQuarter }) =>
    world.staff.salon.setHours({
      ...inSalon(world),
      employeeId: at(world.employees, employee).id,
      hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        weekday,
        fromMinute: minuteOf(fromQuarter),
        untilMinute: minuteOf(untilQuarter),
      })),
    }),

  archive: async (world, { employee }) => {
    const { id } = at(world.employees, employee);
    const { archivedAt } = await world.deps.db.employee.findUniqueOrThrow({ where: { id } });
    return archivedAt === null && world.staff.salon.archiveEmployee({ ...inSalon(world), employeeId: id });
  },

  undeliverable: (world, { how, messages }) => {
    world.failures.push(...Array.from({ length: messages }, () => how));
    return Promise.resolve();
  },

  setPolicy: (world, { policy }) => world.staff.policy.set({ ...inSalon(world), values: policy }),

  switchOff: (world, { joining, matching }) =>
    world.deps.db.salon.update({
      where: { id: world.salon.id },
      data: { joiningEnabled: !joining, matchingEnabled: !matching },
    }),

  work: (world) => world.deps.runJobs(),

  loseJobs: async (world) => {
    world.jobsWereLost = true;
    await world.deps.database.pool.query('DELETE FROM pgboss.job');
  },

  wait: (world, { minutes }) => Promise.resolve(world.deps.clock.advance(minutes)),

  sweep: (world) => runSweep(world.deps, sweeps),

  look: async (world, { nth }) => {
    const entry = await nthEntry(world, nth);
    const offer = await nthOffer(world, nth, false);
    const openingId = await nthOpening(world, nth);
    await world.staff.waitlist.list(inSalon(world));
    await world.staff.booking.list(inSalon(world));
    await world.staff.opening.list(inSalon(world));
    if (entry) {
      await world.staff.waitlist.get(entry.ids);
      await world.staff.waitlist.proposals(entry.ids);
      await world.visitor.waitlist.byToken({ token: entry.token });
    }
    if (offer) await world.visitor.offer.byToken({ token: offer.token });
    if (openingId) {
      await world.staff.opening.get({ ...inSalon(world), openingId });
      await world.staff.opening.candidates({ ...inSalon(world), openingId });
    }
  },
};
