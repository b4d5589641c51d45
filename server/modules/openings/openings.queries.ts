import type { z } from 'zod';
import type { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type BookingId,
  type EmployeeId,
  type EntryId,
  type OfferId,
  type OpeningId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import {
  openingSchema,
  type getOpeningOutput,
  type listOpeningsInput,
  type listOpeningsOutput,
  type OpeningView,
} from './openings.schema.ts';

/** What the accepted offer of an opening, of which there is at most one, tells of it. */
const takenFacts = {
  status: true,
  waitlistEntryId: true,
  responseChannel: true,
  createdAt: true,
  respondedAt: true,
  undoneAt: true,
  entry: { select: { customerName: true } },
  booking: { select: { cancelledAt: true } },
} satisfies Prisma.OfferSelect;
type TakenOffer = Prisma.OfferGetPayload<{ select: typeof takenFacts }>;

const withFacts = { employee: { select: { name: true } } } satisfies Prisma.OpeningInclude;

/** One page of a salon's openings, newest first. */
export async function listOpenings(
  db: Db,
  {
    salonId,
    statuses,
    employeeId,
    startsAt,
    closedSince,
    page,
    pageSize,
  }: z.output<typeof listOpeningsInput>,
): Promise<z.output<typeof listOpeningsOutput>> {
  const rows = await db.opening.findMany({
    where: {
      salonId,
      ...(statuses && statuses.length > 0 && { status: { in: statuses } }),
      ...(employeeId && { employeeId }),
      ...(startsAt && { startsAt }),
      ...(closedSince && { closedAt: { gte: closedSince } }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    skip: (page - 1) * pageSize,
    take: pageSize + 1,
    include: { ...withFacts, offers: { where: { status: 'accepted' }, select: takenFacts } },
  });
  return { openings: rows.slice(0, pageSize).map(present), page, hasMore: rows.length > pageSize };
}

/**
 * An opening with its offers.
 * @throws AppError `not_found`, also for another salon's opening
 */
export async function getOpening(
  db: Db,
  { salonId, openingId }: { salonId: SalonId; openingId: OpeningId },
): Promise<z.output<typeof getOpeningOutput>> {
  const opening = await db.opening.findFirst({
    where: { id: openingId, salonId },
    include: {
      ...withFacts,
      offers: {
        orderBy: { attemptNo: 'asc' },
        include: {
          entry: takenFacts.entry,
          booking: takenFacts.booking,
          service: { select: { name: true } },
        },
      },
    },
  });
  if (!opening) throw notFound('opening');
  return {
    ...present(opening),
    offers: opening.offers.map((offer) => ({
      id: idOf<OfferId>(offer.id),
      entryId: idOf<EntryId>(offer.waitlistEntryId),
      customerName: offer.entry.customerName,
      serviceName: offer.service.name,
      status: offer.status,
      attemptNo: offer.attemptNo,
      isDirect: isDirect(offer),
      createdAt: offer.createdAt.toISOString(),
      tokenExpiresAt: offer.tokenExpiresAt.toISOString(),
      respondedAt: offer.respondedAt?.toISOString() ?? null,
      closedAt: offer.closedAt?.toISOString() ?? null,
    })),
  };
}

/** Staff's direct booking is an offer that they accepted in the transaction that made it. */
function isDirect({ responseChannel, respondedAt, createdAt }: TakenOffer): boolean {
  return responseChannel === 'staff' && respondedAt?.getTime() === createdAt.getTime();
}

function present(
  opening: Prisma.OpeningGetPayload<{ include: typeof withFacts }> & { offers: TakenOffer[] },
): OpeningView {
  const taken = opening.offers.find(({ status }) => status === 'accepted');
  const bookedDirectly = taken !== undefined && isDirect(taken);
  return {
    id: idOf<OpeningId>(opening.id),
    employeeId: idOf<EmployeeId>(opening.employeeId),
    employeeName: opening.employee.name,
    startsAt: opening.startsAt.toISOString(),
    freeFrom: opening.freeFrom.toISOString(),
    freeUntil: opening.freeUntil.toISOString(),
    status: openingSchema.shape.status.parse(opening.status),
    cause: openingSchema.shape.cause.parse(opening.cause),
    causeBookingId: opening.causeBookingId === null ? null : idOf<BookingId>(opening.causeBookingId),
    offersAtOnce: opening.offersAtOnce,
    offersMade: opening.offersMade - (bookedDirectly ? 1 : 0),
    bookedDirectly,
    continues: opening.continues,
    heldUntil: opening.heldUntil.toISOString(),
    resumesAt: opening.resumesAt?.toISOString() ?? null,
    settlesAt: opening.settlesAt?.toISOString() ?? null,
    createdAt: opening.createdAt.toISOString(),
    closedAt: opening.closedAt?.toISOString() ?? null,
    taken: taken?.respondedAt
      ? {
          entryId: idOf<EntryId>(taken.waitlistEntryId),
          customerName: taken.entry.customerName,
          at: taken.respondedAt.toISOString(),
          ended: endOf(taken),
        }
      : null,
  };
}

function endOf({ undoneAt, booking }: TakenOffer): NonNullable<OpeningView['taken']>['ended'] {
  if (undoneAt) return { how: 'undone', at: undoneAt.toISOString() };
  return booking?.cancelledAt ? { how: 'cancelled', at: booking.cancelledAt.toISOString() } : null;
}
