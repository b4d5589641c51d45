import { hashToken, type LinkToken, type Links } from '#server/platform/crypto.ts';
import type { Db } from '#server/platform/db.ts';
import {
  idOf,
  newId,
  type BookingId,
  type CustomerId,
  type EntryId,
  type OfferId,
  type OpeningId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import { Prisma } from '#server/generated/prisma/client.ts';
import type { LifecycleReason } from '#server/modules/waitlist/waitlist.schema.ts';
import type { OpeningCause } from '#server/modules/openings/openings.schema.ts';
import { minutesAfter, testStart } from './clock.ts';
import {
  makeCustomer,
  type TestCustomer,
  type TestEmployee,
  type TestSalon,
  type TestService,
} from './factories.ts';
import { testLinks } from './links.ts';

// Openings, waitlist entries and offers for tests.

export interface TestOpening {
  id: OpeningId;
  startsAt: Date;
  freeFrom: Date;
  freeUntil: Date;
}

export interface OpeningFields {
  employee: TestEmployee;
  /** Where its offers start. */
  startsAt: Date | string;
  /** How long the free stretch is; default 60. */
  minutes?: number;
  /** What is free before `startsAt` as well; default 0. */
  minutesBefore?: number;
  cause?: OpeningCause;
  causeBookingId?: BookingId | null;
  offersAtOnce?: number;
  continues?: boolean;
  /** When it was made. */
  now?: Date | string;
  /** Default: 5 minutes after `now`, as the database does it. */
  heldUntil?: Date | string;
}

/** An open opening with its hold; no job is queued for it. */
export async function makeOpening(
  db: Db,
  {
    employee,
    startsAt,
    minutes = 60,
    minutesBefore = 0,
    cause = 'booking_cancelled',
    causeBookingId = null,
    offersAtOnce = 1,
    continues = true,
    now = testStart,
    heldUntil = minutesAfter(now, 5),
  }: OpeningFields,
): Promise<TestOpening> {
  const opening = {
    id: newId<OpeningId>(),
    startsAt: new Date(startsAt),
    freeFrom: minutesAfter(startsAt, -minutesBefore),
    freeUntil: minutesAfter(startsAt, minutes),
  };
  await db.opening.create({
    data: {
      ...opening,
      salonId: employee.salonId,
      calendarId: employee.calendarId,
      employeeId: employee.id,
      status: 'open',
      cause,
      causeBookingId,
      offersAtOnce,
      continues,
      heldUntil: new Date(heldUntil),
      offersUntil: minutesAfter(now, 240),
      createdAt: new Date(now),
    },
  });
  await db.calendarItem.create({
    data: {
      calendarId: employee.calendarId,
      kind: 'hold',
      openingId: opening.id,
      startsAt: opening.freeFrom,
      endsAt: opening.freeUntil,
    },
  });
  return opening;
}

/** Local dates and minutes of the salon. */
export interface TestWindow {
  dateFrom: string;
  /** Default: the same date. */
  dateUntil?: string;
  /** Bit 0 Monday to bit 6 Sunday; default every day. */
  weekdays?: number;
  /** Default: the whole day. */
  fromMinute?: number;
  untilMinute?: number;
}

export interface TestEntry {
  id: EntryId;
  salonId: SalonId;
  customerId: CustomerId;
}

export interface EntryFields {
  salon: Pick<TestSalon, 'id' | 'organisationId'>;
  service: Pick<TestService, 'id'>;
  /** Left out: a new one. */
  customer?: TestCustomer;
  /** Those whom the wish names; default anyone. */
  employees?: readonly Pick<TestEmployee, 'id'>[];
  /** Default: any time in the fortnight that begins on the local date of `now`. */
  windows?: readonly TestWindow[];
  leadTimeMinutes?: number;
  score?: number;
  movesBookingId?: BookingId | null;
  reason?: 'created_public' | 'created_dashboard';
  now?: Date | string;
}

/** A waiting entry, with its windows and its first event. */
export async function makeEntry(
  db: Db,
  {
    salon,
    service,
    customer,
    employees = [],
    windows,
    leadTimeMinutes = 0,
    score = 0,
    movesBookingId = null,
    reason = 'created_public',
    now = testStart,
  }: EntryFields,
): Promise<TestEntry> {
  const owner = customer ?? (await makeCustomer(db, salon));
  const at = new Date(now);
  const today = at.toISOString().slice(0, 10);
  const wanted = (windows ?? [{ dateFrom: today, dateUntil: daysAfter(today, 13) }]).map(
    ({ dateFrom, dateUntil = dateFrom, weekdays = 127, fromMinute = 0, untilMinute = 1440 }) => ({
      dateFrom: new Date(dateFrom),
      dateUntil: new Date(dateUntil),
      weekdays,
      fromMinute,
      untilMinute,
    }),
  );
  const first = wanted[0];
  if (!first) throw new Error('An entry needs a window.');
  const last = wanted.map(({ dateUntil }) => dateUntil).reduce((a, b) => (a > b ? a : b));
  const id = newId<EntryId>();
  const only = employees.length === 1 ? employees[0]?.id : null;

  await db.$executeRaw`
    INSERT INTO waitlist_entries (
      id, salon_id, customer_id, status, customer_name, customer_email, customer_phone, locale, service_id, employee_id,
      preferred_date, preference_mode, flex_window_minutes, lead_time_minutes, last_window_date, wish_changed_at,
      priority_score_snapshot, priority_score_parts, moves_booking_id, created_at, updated_at
    )
    SELECT
      ${id}::uuid, ${salon.id}::uuid, ${owner.id}::uuid, 'waiting', ${owner.name}, ${owner.email}, ${owner.phone},
      ${owner.locale}, ${service.id}::uuid, ${only}::uuid,
      ${first.dateFrom}::date, 'day_flexible', 0, ${leadTimeMinutes}, ${last}::date, ${at}::timestamptz,
      ${score}, '[]', ${movesBookingId}::uuid, ${at}::timestamptz, ${at}::timestamptz
    FROM set_lifecycle_context(${reason}, 'customer', ${owner.id}, '{}', ${at}::timestamptz)`;
  await db.preferenceWindow.createMany({ data: wanted.map((window) => ({ ...window, entryId: id })) });
  if (employees.length > 0) {
    await db.waitlistEntryEmployee.createMany({
      data: employees.map((employee) => ({ entryId: id, employeeId: employee.id })),
    });
  }
  return { id, salonId: idOf<SalonId>(salon.id), customerId: owner.id };
}

export interface EntryChange {
  reason: LifecycleReason;
  now: Date | string;
  /** Columns of waitlist_entries and their new values. */
  set: Record<string, string | number | Date | null>;
}

/**
 * Changes an entry as any writer must: saying why, and when. The trigger checks it; nothing else does.
 * `moveEntry(db, entry, { reason: 'paused', now, set: { status: 'cooldown', cooldown_reason: 'paused' } })`
 */
export async function moveEntry(
  db: Db,
  entry: { id: EntryId },
  { reason, now, set }: EntryChange,
): Promise<void> {
  const at = new Date(now);
  const columns = Object.entries(set).map(([column, value]) => {
    const given = value instanceof Date ? Prisma.sql`${value}::timestamptz` : Prisma.sql`${value}`;
    return column.endsWith('_id')
      ? Prisma.sql`${Prisma.raw(column)} = ${value}::uuid`
      : Prisma.sql`${Prisma.raw(column)} = ${given}`;
  });
  await db.$executeRaw`
    UPDATE waitlist_entries
    SET ${Prisma.join([...columns, Prisma.sql`updated_at = ${at}::timestamptz`])}
    FROM set_lifecycle_context(${reason}, 'system', NULL, '{}', ${at}::timestamptz)
    WHERE id = ${entry.id}::uuid`;
}

export interface TestOffer {
  id: OfferId;
  token: LinkToken;
  expiresAt: Date;
}

export interface OfferFields {
  opening: Pick<TestOpening, 'id'>;
  entry: Pick<TestEntry, 'id'>;
  reason?: 'slot_matched' | 'manual_notify';
  now?: Date | string;
  /** Those of `testDeps` unless a test has its own. */
  links?: Links;
}

/** A pending offer, made by `make_offer`: the entry is notified, the opening asks nobody else meanwhile. No message is queued. */
export async function makeOffer(
  db: Db,
  { opening, entry, reason = 'slot_matched', now = testStart, links = testLinks }: OfferFields,
): Promise<TestOffer> {
  const id = newId<OfferId>();
  const token = links.signLink('offer', { id, version: 1 });
  const [made] = await db.$queryRaw<{ token_expires_at: Date }[]>`
    SELECT token_expires_at
    FROM make_offer(${id}::uuid, ${hashToken(token)}, ${opening.id}::uuid, ${entry.id}::uuid, ${reason}, ${new Date(now)}::timestamptz)`;
  if (!made) throw new Error('The offer was not made: the entry is not waiting, or the slot is too near.');
  await db.$executeRaw`UPDATE openings SET needs_match = false WHERE id = ${opening.id}::uuid`;
  return { id, token, expiresAt: made.token_expires_at };
}

function daysAfter(date: string, days: number): string {
  return minutesAfter(date, days * 1440)
    .toISOString()
    .slice(0, 10);
}
