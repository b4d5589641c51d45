import { runSweep } from '#server/jobs/run-sweep.ts';
import { sweeps } from '#server/jobs/sweeps.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { LinkToken } from '#server/platform/crypto.ts';
import {
  idOf,
  newId,
  type EntryId,
  type OpeningId,
  type SalonId,
  type UserId,
} from '#server/platform/ids.schema.ts';
import { minutesAfter, testStart } from './clock.ts';
import type { TestDeps } from './deps.ts';
import {
  makeBooking,
  makeEmployee,
  type WeeklyHours,
  makeSalon,
  makeService,
  type BookingFields,
  type SalonFields,
  type TestBooking,
  type TestSalon,
} from './factories.ts';
import { makeEntry, type EntryFields, type TestEntry } from './waitlist-factories.ts';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import { setOwnPolicy } from '#server/modules/policy/own-policy.ts';
import type { OwnPolicy } from '#server/modules/policy/policy.schema.ts';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import type { Answer } from '#server/modules/offers/offers.schema.ts';

// The steps of the waitlist's story, driven through the use cases, and what became of them; for tests.

export const staff: Actor = { type: 'user', id: newId<UserId>() };

type Service = Parameters<typeof makeService>[2];

/** Midnight to midnight, all week: for stories of the night. */
export const dayAndNight: readonly WeeklyHours[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  fromMinute: 0,
  untilMinute: 1440,
}));

/** A salon in Oslo with one employee, Ida, who does one service: an hour, without buffers unless told otherwise. */
export async function openSalon(
  { db }: Pick<TestDeps, 'db'>,
  {
    salon: salonFields,
    service: serviceFields,
    hours,
  }: { salon?: SalonFields; service?: Service; hours?: readonly WeeklyHours[] } = {},
) {
  const salon = await makeSalon(db, salonFields);
  const cut = await makeService(db, salon, serviceFields);
  const ida = await makeEmployee(db, salon, { name: 'Ida', services: [cut], ...(hours && { hours }) });
  return { salon, cut, ida };
}

export type OpenSalon = Awaited<ReturnType<typeof openSalon>>;

export function setPolicy(
  deps: Pick<TestDeps, 'inTransaction'>,
  { id: salonId }: Pick<TestSalon, 'id'>,
  values: Partial<OwnPolicy>,
  service?: Pick<Awaited<ReturnType<typeof makeService>>, 'id'>,
): Promise<OwnPolicy> {
  return deps.inTransaction((tx) =>
    setOwnPolicy(tx, { salonId, serviceId: service?.id, values, actor: staff }),
  );
}

/** Entries that wait, who joined one minute after the other in the order in which they are given. */
export async function line<const Each extends Partial<EntryFields>[]>(
  { db }: Pick<TestDeps, 'db'>,
  fields: EntryFields,
  ...each: Each
): Promise<{ [Index in keyof Each]: TestEntry }> {
  const entries: TestEntry[] = [];
  for (const [index, own] of each.entries()) {
    const now = minutesAfter(testStart, index - 600);
    entries.push(await makeEntry(db, { ...fields, now, ...own }));
  }
  return entries as { [Index in keyof Each]: TestEntry };
}

/** Staff cancel a booking that stood there, so that its time comes free as it does in life. No job has run. */
export async function comeFree(
  deps: Pick<TestDeps, 'db' | 'inTransaction' | 'clock'>,
  fields: BookingFields,
): Promise<{ booking: TestBooking; openingIds: OpeningId[]; openingId: OpeningId }> {
  const booking = await makeBooking(deps.db, { now: deps.clock.now(), ...fields });
  const cancelled = await cancelBooking(deps, {
    salonId: idOf<SalonId>(fields.salon.id),
    bookingId: booking.id,
    actor: staff,
  });
  if (!cancelled.ok) throw new Error(`The booking could not be cancelled: ${cancelled.reason}`);
  const [openingId] = cancelled.openingIds;
  // The empty string is no opening's id: who expects none does not look at it.
  return { booking, openingIds: cancelled.openingIds, openingId: openingId ?? idOf<OpeningId>('') };
}

/** What a minute of the worker does: the sweep, then every job that is due. */
export async function work(deps: TestDeps): Promise<Record<string, number>> {
  const counts = await runSweep(deps, sweeps);
  await deps.runJobs();
  return counts;
}

/** The offer that an entry may answer now. */
export async function liveOffer({ db }: Pick<TestDeps, 'db'>, { id }: { id: EntryId }) {
  return db.offer.findFirstOrThrow({ where: { waitlistEntryId: id, status: 'pending' } });
}

/** The newest offer of an entry, whatever became of it. */
export async function lastOffer({ db }: Pick<TestDeps, 'db'>, { id }: { id: EntryId }) {
  // Of two made at the same moment of a still clock, the one that is not closed.
  return db.offer.findFirstOrThrow({
    where: { waitlistEntryId: id },
    orderBy: [{ createdAt: 'desc' }, { closedAt: { sort: 'desc', nulls: 'first' } }],
  });
}

/** The link in the newest message about an entry's newest offer. */
export async function linkOf(
  deps: Pick<TestDeps, 'db' | 'links'>,
  entry: { id: EntryId },
): Promise<LinkToken> {
  const { id, linkVersion } = await lastOffer(deps, entry);
  return deps.links.signLink('offer', { id, version: linkVersion });
}

export async function accept(deps: TestDeps, entry: { id: EntryId }): Promise<Answer> {
  return answerOffer(deps, { token: await linkOf(deps, entry), action: 'accept', channel: 'web' });
}

export async function decline(deps: TestDeps, entry: { id: EntryId }): Promise<Answer> {
  return answerOffer(deps, { token: await linkOf(deps, entry), action: 'decline', channel: 'web' });
}

export function entryRow({ db }: Pick<TestDeps, 'db'>, { id }: { id: EntryId }) {
  return db.waitlistEntry.findUniqueOrThrow({ where: { id } });
}

export async function statusOf(deps: Pick<TestDeps, 'db'>, entry: { id: EntryId }): Promise<string> {
  return (await entryRow(deps, entry)).status;
}

export async function statusesOf(
  deps: Pick<TestDeps, 'db'>,
  entries: readonly { id: EntryId }[],
): Promise<string[]> {
  return Promise.all(entries.map((entry) => statusOf(deps, entry)));
}

/** Why an entry changed, each time. */
export async function historyOf({ db }: Pick<TestDeps, 'db'>, { id }: { id: EntryId }): Promise<string[]> {
  const events = await db.lifecycleEvent.findMany({
    where: { waitlistEntryId: id },
    orderBy: { sequence: 'asc' },
  });
  return events.map(({ reason }) => reason);
}

export function openingRow({ db }: Pick<TestDeps, 'db'>, id: OpeningId) {
  return db.opening.findUniqueOrThrow({ where: { id } });
}

/** What stands on a calendar, in order: `hold 10:00-11:00` in UTC. */
export async function calendarOf(
  { db }: Pick<TestDeps, 'db'>,
  { calendarId }: { calendarId: string },
): Promise<string[]> {
  const items = await db.calendarItem.findMany({ where: { calendarId }, orderBy: { startsAt: 'asc' } });
  return items.map(({ kind, startsAt, endsAt }) => `${kind} ${clockTime(startsAt)}-${clockTime(endsAt)}`);
}

/** 08:30, on Oslo's clock. */
export function clockTime(at: Date): string {
  return at.toLocaleTimeString('nb-NO', { timeZone: 'Europe/Oslo', hour: '2-digit', minute: '2-digit' });
}

/** The templates of the messages about an entry, its offers or a booking, in the order in which they were written. */
export async function messagesTo({ db }: Pick<TestDeps, 'db'>, entry: { id: EntryId }): Promise<string[]> {
  const rows = await db.message.findMany({
    where: { waitlistEntryId: entry.id },
    orderBy: [{ createdAt: 'asc' }, { template: 'asc' }, { channel: 'asc' }],
  });
  return rows.map(({ template, channel }) => `${template} by ${channel}`);
}
