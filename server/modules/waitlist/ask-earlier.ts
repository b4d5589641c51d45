import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import {
  idOf,
  type BookingId,
  type CustomerId,
  type EntryId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Db } from '#server/platform/db.ts';
import type { Tx } from '#server/platform/tx.ts';
import { findLinkedBooking } from '../bookings/bookings.queries.ts';
import { whyNotEarlier } from '../bookings/bookings.rules.ts';
import { bookingStatusSchema } from '../bookings/bookings.schema.ts';
import { queueMessages, usableChannels } from '../notifications/queue-messages.ts';
import { lockCustomer } from '../salon/customers/lock-customer.ts';
import { localTimeAt } from '../salon/local-time.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { addEntry, judgeEntry, type NewEntry } from './add-entry.ts';
import { limitIntake } from './limit-intake.ts';
import type { askEarlierInput, AskEarlierOutcome, SendEarlierLinkOutcome } from './waitlist.schema.ts';
import { notBefore } from './wish.rules.ts';

type Wish = z.output<typeof askEarlierInput>['wish'];

/**
 * A customer asks, by the link of their booking, for an earlier time in its place. The booking stays theirs until they have accepted
 * one. The wish is that of the customer who has the booking, so its messages go to them, whoever has the link.
 * @throws AppError `rate_limited`: as when joining, only what could be written counts
 */
export async function askEarlier(
  deps: Deps,
  address: string,
  { token, wish }: z.output<typeof askEarlierInput>,
): Promise<AskEarlierOutcome> {
  const linked = await findLinkedBooking(deps, token);
  if (!linked) return { ok: false, reason: 'unknown' };
  const judged = await judge({ db: deps.db, now: deps.clock.now() }, linked.id, wish);
  if (!judged.ok) return judged;
  await limitIntake(deps, address, judged.entry.contact);
  return deps.inTransaction((tx) => ask(tx, linked.id, judged.entry.customerId, wish));
}

async function ask(
  tx: Tx,
  bookingId: BookingId,
  customerId: CustomerId,
  wish: Wish,
): Promise<AskEarlierOutcome> {
  // What else its customer does, and who cancels or moves the booking, comes before or after.
  await lockCustomer(tx, customerId);
  const judged = await judge(tx, bookingId, wish);
  if (!judged.ok) return judged;
  const added = await addEntry(tx, judged.entry);
  if (!added.ok) return added;
  await queueMessages(tx, [{ template: 'waitlist_joined', entryId: added.entryId }]);
  return { ok: true };
}

type Judged =
  { ok: true; entry: NewEntry & { customerId: CustomerId } } | Exclude<AskEarlierOutcome, { ok: true }>;

/** What would be written, or why nothing would. It only reads. */
async function judge(
  at: { db: Db; now: Date },
  bookingId: BookingId,
  { windows, ...wish }: Wish,
): Promise<Judged> {
  const booking = await readBooking(at.db, bookingId);
  const [item] = booking.items;
  const status = bookingStatusSchema.parse(booking.status);
  const { cancelNoticeMinutes, timeZone } = booking.salon;
  const refused = whyNotEarlier({ ...booking, status, cancelNoticeMinutes }, at.now);
  if (refused || !item) return { ok: false, reason: refused ?? 'not_open' };
  if (await findEarlierWish(at.db, bookingId)) return { ok: false, reason: 'exists' };
  const customerId = idOf<CustomerId>(booking.customerId);
  if ((await usableChannels(at.db, customerId)).length === 0) return { ok: false, reason: 'no_channel' };

  const { name, email, phone } = booking.customer;
  const entry = {
    salonId: idOf<SalonId>(booking.salonId),
    wish: { ...wish, windows, serviceId: idOf<ServiceId>(item.serviceId) },
    contact: { name, email, phone },
    locale: localeOf(booking.locale),
    moves: { bookingId, customerId },
    customerId,
    actor: { type: 'customer', id: customerId },
    by: 'public',
  } as const;
  const judged = await judgeEntry(at, entry);
  if (!judged.ok) return judged;
  const late = notBefore(judged.wish, localTimeAt(booking.startsAt, timeZone));
  return late.length === 0
    ? { ok: true, entry }
    : {
        ok: false,
        reason: 'invalid',
        fields: late.map(({ field, problem }) => ({ field: `wish.${field}`, problem })),
      };
}

function readBooking(db: Db, id: BookingId) {
  return db.booking.findUniqueOrThrow({
    where: { id },
    select: {
      salonId: true,
      customerId: true,
      status: true,
      startsAt: true,
      locale: true,
      items: { select: { serviceId: true } },
      customer: { select: { name: true, email: true, phone: true } },
      salon: { select: { cancelNoticeMinutes: true, timeZone: true } },
    },
  });
}

/** The open wish for an earlier time than a booking's. */
async function findEarlierWish(db: Db, bookingId: BookingId): Promise<EntryId | null> {
  const entry = await db.waitlistEntry.findFirst({
    where: { movesBookingId: bookingId, status: { in: ['waiting', 'notified', 'cooldown'] } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return entry && idOf<EntryId>(entry.id);
}

/**
 * Sends the link of that wish to the customer who has the booking. It is never shown to who has the booking's link: whoever booked with
 * somebody else's number has that one, and would learn their name.
 * @throws AppError `rate_limited`
 */
export async function sendEarlierLink(deps: Deps, token: string): Promise<SendEarlierLinkOutcome> {
  const linked = await findLinkedBooking(deps, token);
  if (!linked) return { ok: false, reason: 'unknown' };
  const entryId = await findEarlierWish(deps.db, linked.id);
  if (!entryId) return { ok: false, reason: 'none' };
  await enforceLimit(deps, 'resend-link', entryId);
  await deps.inTransaction((tx) =>
    queueMessages(tx, [{ template: 'waitlist_exists', entryId, occasion: tx.now.toISOString() }]),
  );
  return { ok: true };
}
