import { runSweep } from '#server/jobs/run-sweep.ts';
import { sweeps } from '#server/jobs/sweeps.ts';
import {
  addDays,
  localDateAt,
  localDays,
  edgeOf,
  formatDayMinute,
} from '#server/modules/salon/local-time.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import type { WishInput } from '#server/modules/waitlist/waitlist.schema.ts';
import { idOf, type BookingId, type EntryId, type OfferId, type OpeningId } from '#server/platform/ids.ts';
import { minutesAfter } from '../clock.ts';
import type { Command, CommandOf, Slot, Wish } from './commands.ts';
import { inSalon, type World } from './world.ts';

type Actions = { [Kind in Command['kind']]: (world: World, command: CommandOf<Kind>) => Promise<unknown> };

/** Does what a command says, by the procedures that pages and staff call. A refusal is an answer; what they throw is a fault. */
export async function perform(world: World, command: Command): Promise<unknown> {
  const action = actions[command.kind] as (world: World, command: Command) => Promise<unknown>;
  try {
    return await action(world, command);
  } catch (error) {
    // Who has left the salon is not found.
    if (toAppError(error).code === 'not_found' && (await someoneHasLeft(world))) return 'not_found';
    throw error;
  }
}

async function someoneHasLeft({ deps }: World): Promise<boolean> {
  return (await deps.db.employee.count({ where: { archivedAt: { not: null } } })) > 0;
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

  bookByStaff: (world, { slot, service, employee, customer, overHold }) =>
    world.staff.booking.createByStaff({
      ...inSalon(world),
      serviceIds: [at(world.services, service).id],
      employeeId: at(world.employees, employee).id,
      startsAt: instant(world, slot),
      customer: contactOf(world, customer),
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

  offerNext: async (world, { nth }) => {
    const openingId = await nthOpening(world, nth);
    return openingId && world.staff.opening.offerNext({ ...inSalon(world), openingId });
  },

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

/** What this world has so many of that any number names one. */
function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('The list is empty.');
  return found;
}

/** The n-th of what there is now, counting round; undefined when there is nothing. */
function pick<T>(rows: readonly T[], nth: number): T | undefined {
  return rows[nth % Math.max(rows.length, 1)];
}

async function nthBooking(world: World, nth: number) {
  const rows = await world.deps.db.booking.findMany({
    where: { status: { not: 'cancelled' } },
    orderBy: [{ createdAt: 'asc' }, { startsAt: 'asc' }],
    select: { id: true, linkVersion: true },
  });
  const row = pick(rows, nth);
  return (
    row && {
      id: idOf<BookingId>(row.id),
      token: world.deps.links.signLink('booking', { id: row.id, version: row.linkVersion }),
    }
  );
}

async function nthEntry(world: World, nth: number) {
  const rows = await world.deps.db.waitlistEntry.findMany({
    where: { removedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { id: true, linkVersion: true },
  });
  const row = pick(rows, nth);
  return (
    row && {
      ids: { ...inSalon(world), entryId: idOf<EntryId>(row.id) },
      token: world.deps.links.signLink('entry', { id: row.id, version: row.linkVersion }),
    }
  );
}

/** Pending ones are named first: most answers are to them. */
async function nthOffer(world: World, nth: number, oldLink: boolean) {
  const rows = await world.deps.db.offer.findMany({
    orderBy: [{ createdAt: 'asc' }, { batchPosition: 'asc' }],
    select: { id: true, linkVersion: true, status: true },
  });
  const pending = rows.filter(({ status }) => status === 'pending');
  const row = pick([...pending, ...rows.filter((offer) => !pending.includes(offer))], nth);
  if (!row) return undefined;
  const version = oldLink ? Math.max(row.linkVersion - 1, 1) : row.linkVersion;
  return { id: idOf<OfferId>(row.id), token: world.deps.links.signLink('offer', { id: row.id, version }) };
}

async function nthOpening(world: World, nth: number): Promise<OpeningId | undefined> {
  const rows = await world.deps.db.opening.findMany({
    orderBy: [{ status: 'desc' }, { createdAt: 'asc' }, { startsAt: 'asc' }],
    select: { id: true },
  });
  const row = pick(rows, nth);
  return row && idOf<OpeningId>(row.id);
}

function contactOf(world: World, customer: number) {
  const { name, email, phone } = at(world.customers, customer);
  return { name, email, phone };
}

function wishOf(world: World, wish: Wish): WishInput {
  const { service, employees, from, days, fromQuarter, untilQuarter, leadTimeMinutes, preferred } = wish;
  const rest = {
    serviceId: at(world.services, service).id,
    // The second employee does not do the third service.
    employeeIds: world.employees.filter((_, index) => employees & (1 << index)).map(({ id }) => id),
    leadTimeMinutes,
  };
  const dateFrom = dateIn(world, from);
  if (preferred) {
    return {
      ...rest,
      preferredDate: dateFrom,
      preferredTimeStart: formatDayMinute(minuteOf(fromQuarter)),
      flexWindowMinutes: 60,
    };
  }
  const window = {
    dateFrom,
    dateUntil: addDays(dateFrom, days),
    fromMinute: minuteOf(fromQuarter),
    untilMinute: minuteOf(Math.max(untilQuarter, fromQuarter + 4)),
  };
  return { ...rest, windows: [window] };
}

const opensAtMinute = 9 * 60;

function minuteOf(quarter: number): number {
  return opensAtMinute + quarter * 15;
}

function dateIn(world: World, days: number): string {
  return addDays(localDateAt(world.deps.clock.now(), world.salon.timeZone), days);
}

function instant(world: World, { day, quarter }: Slot): string {
  const [local] = localDays(world.salon.timeZone, dateIn(world, day), 1);
  if (!local) throw new Error('There is no such day.');
  return new Date(edgeOf(local, minuteOf(quarter)) * 60_000).toISOString();
}
