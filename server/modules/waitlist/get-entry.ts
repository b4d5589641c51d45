import { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type CustomerId,
  type EntryId,
  type OfferId,
  type OpeningId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import { usableChannels } from '../notifications/queue-messages.ts';
import { entryParts, presentEvent, presentStaffEntry } from './present-entry.ts';
import { getEntryOutput, type EntryDetails } from './waitlist.schema.ts';

const scorePartsSchema = getEntryOutput.shape.scoreParts;
const offerStatusSchema = getEntryOutput.shape.offers.element.shape.status;
const eventShape = getEntryOutput.shape.events.element.shape;

/**
 * Everything that staff can know of an entry: its history with who did it, its offers and what became of their messages.
 * @throws AppError `not_found`, also for another salon's entry
 */
export async function getEntry(
  db: Db,
  { salonId, entryId }: { salonId: SalonId; entryId: EntryId },
): Promise<EntryDetails> {
  const entry = await db.waitlistEntry.findFirst({
    where: { id: entryId, salonId, removedAt: null },
    include: {
      ...entryParts,
      booking: { select: { startsAt: true, cancelledAt: true, cancelledBy: true } },
      events: { orderBy: { sequence: 'asc' } },
      offers: {
        orderBy: { createdAt: 'desc' },
        include: {
          employee: { select: { name: true } },
          messages: {
            select: { channel: true, template: true, status: true },
            orderBy: { createdAt: 'asc' },
          },
        },
      },
    },
  });
  if (!entry) throw notFound('waitlist entry');
  const names = await namesOfUsers(db, entry.events);

  return {
    ...presentStaffEntry(entry),
    booking: entry.booking && {
      startsAt: entry.booking.startsAt.toISOString(),
      cancelledAt: entry.booking.cancelledAt?.toISOString() ?? null,
      cancelledByCustomer: entry.booking.cancelledBy === 'customer',
    },
    reachableBy: await usableChannels(db, idOf<CustomerId>(entry.customerId)),
    scoreParts: scorePartsSchema.parse(entry.priorityScoreParts),
    events: entry.events.map((event) => ({
      ...presentEvent(event),
      actorType: eventShape.actorType.parse(event.actorType),
      actorName: (event.actorId !== null && names.get(event.actorId)) || null,
      metadata: z.record(z.string(), z.unknown()).parse(event.metadata),
    })),
    offers: entry.offers.map((offer) => ({
      id: idOf<OfferId>(offer.id),
      openingId: idOf<OpeningId>(offer.openingId),
      employeeName: offer.employee.name,
      slotStart: offer.slotStart.toISOString(),
      slotEnd: offer.slotEnd.toISOString(),
      status: offerStatusSchema.parse(offer.status),
      createdAt: offer.createdAt.toISOString(),
      tokenExpiresAt: offer.tokenExpiresAt.toISOString(),
      reminderSentAt: offer.reminderSentAt?.toISOString() ?? null,
      respondedAt: offer.respondedAt?.toISOString() ?? null,
      messages: offer.messages.map(({ channel, ...message }) => ({
        channel: z.enum(['sms', 'email']).parse(channel),
        ...message,
      })),
    })),
  };
}

async function namesOfUsers(
  db: Db,
  events: readonly { actorType: string; actorId: string | null }[],
): Promise<Map<string, string>> {
  const ids = events.flatMap(({ actorType, actorId }) =>
    actorType === 'user' && actorId !== null ? [actorId] : [],
  );
  if (ids.length === 0) return new Map();
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}
