import { Prisma } from '#server/generated/prisma/client.ts';
import type { Actor } from '#server/platform/actor.ts';
import { hashToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import {
  idOf,
  newId,
  type BookingId,
  type CustomerId,
  type EntryId,
  type OfferId,
  type OpeningId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { actAs } from '../audit/act-as.ts';
import { queueMessages, withdrawMoved, type MessageRequest } from '../notifications/queue-messages.ts';
import { remindLater } from '../notifications/remind-of-appointment.ts';
import { enqueueMatch } from '../openings/enqueue-match.ts';
import { enqueueReactivation } from '../waitlist/reactivation-queue.ts';
import { cancelEntry } from '../waitlist/cancel-entry.ts';
import type { Answer, AnswerOutcome } from './offers.schema.ts';
import { stateOfOffer } from './offers.rules.ts';

export type AnswerChannel = 'web' | 'api' | 'sms' | 'staff';

/** What answer_offer and claim_waitlist_offer_atomic return, and what was there before them. */
interface AnswerRow {
  outcome: Exclude<AnswerOutcome, 'replaced'>;
  repeated: boolean;
  offerId: OfferId | null;
  entryId: EntryId | null;
  openingId: OpeningId | null;
  bookingId: BookingId | null;
  needsMatch: boolean;
  opened: OpeningId[];
  takenBack: OfferId[];
  /** Where a booking that came of it begins. */
  slotStart: Date | null;
  /** Whether the wish was to have a booking earlier. */
  moves: boolean;
}

/** A round trip less than asking afterwards: an answer changes neither the offer's slot nor what the wish moves. */
function answerBy(call: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT a.outcome, a.repeated, a.offer_id AS "offerId", a.waitlist_entry_id AS "entryId", a.opening_id AS "openingId",
      a.booking_id AS "bookingId", a.needs_match AS "needsMatch", a.opened, a.taken_back AS "takenBack",
      f.slot_start AS "slotStart", e.moves_booking_id IS NOT NULL AS moves
    FROM ${call} a
    LEFT JOIN waitlist_offers f ON f.id = a.offer_id
    LEFT JOIN waitlist_entries e ON e.id = a.waitlist_entry_id`;
}

export interface OfferAnswer {
  token: string;
  action: 'accept' | 'decline';
  channel: AnswerChannel;
  /** With a decline: and take me off the list. */
  leave?: boolean;
}

/**
 * The claim: a customer accepts or declines by the link in their message. Booking, states, history, messages and jobs commit together.
 * Repeating it answers the same. Whatever ended the offer meanwhile is an outcome, not an error.
 */
export async function answerOffer(
  deps: Pick<Deps, 'db' | 'inTransaction' | 'links' | 'clock'>,
  answer: OfferAnswer,
): Promise<Answer> {
  const { inTransaction, links } = deps;
  const claims = links.readLink('offer', answer.token);
  if (!claims) return noBooking('unknown');
  const row = await inTransaction((tx) => claim(tx, answer));
  if (row.outcome === 'unknown')
    return noBooking(await outcomeOfOldLink(deps, idOf<OfferId>(claims.id), claims.version));
  return {
    outcome: row.outcome,
    bookingId: row.bookingId,
    bookingToken: row.bookingId && (await bookingLink(deps, row.bookingId)),
  };
}

async function claim(tx: Tx, { token, action, channel, leave }: OfferAnswer): Promise<AnswerRow> {
  const [row] = await tx.db.$queryRaw<AnswerRow[]>(
    answerBy(Prisma.sql`claim_waitlist_offer_atomic(
      ${hashToken(token)}, ${action}, ${channel}, ${tx.now}::timestamptz, ${newId<BookingId>()}::uuid
    )`),
  );
  if (!row) throw new Error('claim_waitlist_offer_atomic gave no row.');
  await followUp(tx, row);
  // Also when the offer has ended meanwhile: who wants off the list is taken off it.
  if (leave && row.entryId && row.outcome !== 'already_booked') {
    const { customerId } = await tx.db.waitlistEntry.findUniqueOrThrow({
      where: { id: row.entryId },
      select: { customerId: true },
    });
    await cancelEntry(tx, {
      entryId: row.entryId,
      reason: 'left_by_customer',
      actor: { type: 'customer', id: idOf<CustomerId>(customerId) },
    });
  }
  return row;
}

/**
 * Staff accept an offer in the customer's place.
 * @returns what answer_offer says of it
 */
export async function acceptForCustomer(tx: Tx, offerId: OfferId, actor: Actor): Promise<AnswerRow> {
  await actAs(tx, actor);
  const [row] = await tx.db.$queryRaw<AnswerRow[]>(
    answerBy(Prisma.sql`answer_offer(
      ${offerId}::uuid, 'accept', 'staff', 'converted_by_staff', ${tx.now}::timestamptz, ${newId<BookingId>()}::uuid
    )`),
  );
  if (!row) throw new Error('answer_offer gave no row.');
  await followUp(tx, row);
  return row;
}

/** What an answer sets going: the confirmation, word to those whose offers it ended, and the next customers' turn. */
async function followUp(tx: Tx, row: AnswerRow): Promise<void> {
  const messages: MessageRequest[] = row.takenBack.map((offerId) => ({
    template: 'offer_withdrawn',
    offerId,
  }));
  if (row.outcome === 'booked' && !row.repeated && row.bookingId && row.slotStart) {
    // Where staff have moved it to just now is not where it stands any more.
    if (row.moves) await withdrawMoved(tx, row.bookingId);
    // A booking that was moved to this time has been confirmed before: its new start tells this message from that one.
    messages.push({
      template: 'booking_confirmed',
      bookingId: row.bookingId,
      occasion: `offer:${row.offerId}`,
    });
    await remindLater(tx, { bookingId: row.bookingId, startsAt: row.slotStart });
  }
  await queueMessages(tx, messages);
  if (row.entryId && !row.repeated && (row.outcome === 'declined' || row.outcome === 'expired')) {
    await enqueueReactivation(tx, [row.entryId]);
  }
  const toMatch = [...row.opened, ...(row.needsMatch && row.openingId ? [row.openingId] : [])];
  await enqueueMatch(tx, toMatch);
}

/** A link whose hash no offer holds: a newer one was sent, or the offer has ended meanwhile. */
async function outcomeOfOldLink(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  offerId: OfferId,
  version: number,
): Promise<AnswerOutcome> {
  const offer = await db.offer.findUnique({
    where: { id: offerId },
    select: {
      status: true,
      undoneAt: true,
      linkVersion: true,
      tokenExpiresAt: true,
      opening: { select: { status: true } },
    },
  });
  if (!offer || version > offer.linkVersion) return 'unknown';
  switch (stateOfOffer(offer, offer.opening.status, offer.tokenExpiresAt > clock.now())) {
    case 'open':
      return 'replaced';
    case 'accepted':
    case 'undone':
      return 'already_booked';
    case 'declined':
      return 'already_declined';
    case 'taken':
      return 'taken';
    case 'withdrawn':
      return 'withdrawn';
    case 'expired':
      return 'expired';
  }
}

async function bookingLink({ db, links }: Pick<Deps, 'db' | 'links'>, bookingId: BookingId): Promise<string> {
  // Written out: the claim waits for it, and the model's query takes several times as long.
  const [booking] = await db.$queryRaw<{ version: number }[]>`
    SELECT link_version AS version FROM bookings WHERE id = ${bookingId}::uuid`;
  if (!booking) throw new Error('The booking of an answer is gone.');
  return links.signLink('booking', { id: bookingId, version: booking.version });
}

function noBooking(outcome: AnswerOutcome): Answer {
  return { outcome, bookingId: null, bookingToken: null };
}
