import {
  addDays,
  edgeOf,
  formatDayMinute,
  localDateAt,
  localDays,
} from '#server/modules/salon/local-time.ts';
import type { WishInput } from '#server/modules/waitlist/waitlist.schema.ts';
import {
  idOf,
  type BookingId,
  type EntryId,
  type OfferId,
  type OpeningId,
} from '#server/platform/ids.schema.ts';
import type { Slot, Wish } from './commands.ts';
import { inSalon, type World } from './world.ts';

// What the numbers in a command stand for.

/** What this world has so many of that any number names one. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('The list is empty.');
  return found;
}

/** The n-th of what there is now, counting round; undefined when there is nothing. */
export function pick<T>(rows: readonly T[], nth: number): T | undefined {
  return rows[nth % Math.max(rows.length, 1)];
}

export async function nthBooking(world: World, nth: number) {
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

export async function nthEntry(world: World, nth: number) {
  const rows = await world.deps.db.waitlistEntry.findMany({
    where: { removedAt: null },
    // An entry that goes on from another has waited since the same moment.
    orderBy: [{ createdAt: 'asc' }, { notifiedAt: 'asc' }],
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
export async function nthOffer(world: World, nth: number, oldLink: boolean) {
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

/** The newest first: it may still be undone. */
export async function nthAccept(world: World, nth: number) {
  const rows = await world.deps.db.offer.findMany({
    where: { status: 'accepted' },
    orderBy: [{ respondedAt: 'desc' }, { createdAt: 'desc' }],
    select: { id: true, linkVersion: true, booking: { select: { id: true, linkVersion: true } } },
  });
  const row = pick(rows, nth);
  if (!row?.booking) return undefined;
  const { links } = world.deps;
  return {
    offer: links.signLink('offer', { id: row.id, version: row.linkVersion }),
    booking: links.signLink('booking', { id: row.booking.id, version: row.booking.linkVersion }),
  };
}

/** Open ones are named first. */
export async function nthOpening(world: World, nth: number): Promise<OpeningId | undefined> {
  const rows = await world.deps.db.opening.findMany({
    orderBy: [{ createdAt: 'asc' }, { startsAt: 'asc' }],
    select: { id: true, status: true },
  });
  const open = rows.filter(({ status }) => status === 'open');
  const row = pick([...open, ...rows.filter((opening) => !open.includes(opening))], nth);
  return row && idOf<OpeningId>(row.id);
}

export function contactOf(world: World, customer: number) {
  const { name, email, phone } = at(world.customers, customer);
  return { name, email, phone };
}

export function wishOf(world: World, wish: Wish): WishInput {
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

export function minuteOf(quarter: number): number {
  return opensAtMinute + quarter * 15;
}

export function dateIn(world: World, days: number): string {
  return addDays(localDateAt(world.deps.clock.now(), world.salon.timeZone), days);
}

export function instant(world: World, { day, quarter }: Slot): string {
  const [local] = localDays(world.salon.timeZone, dateIn(world, day), 1);
  if (!local) throw new Error('There is no such day.');
  return new Date(edgeOf(local, minuteOf(quarter)) * 60_000).toISOString();
}
