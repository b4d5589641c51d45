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
} from '#server/platform/ids.ts';
import {
  openingSchema,
  type getOpeningOutput,
  type listOpeningsInput,
  type listOpeningsOutput,
  type OpeningView,
} from './openings.schema.ts';

/** Staff's direct booking is an offer that they accepted in the transaction that made it. */
const madeByStaffAtOnce = (db: Db) =>
  ({
    status: 'accepted',
    responseChannel: 'staff',
    respondedAt: { equals: db.offer.fields.createdAt },
  }) satisfies Prisma.OfferWhereInput;

const withFacts = (db: Db) =>
  ({
    employee: { select: { name: true } },
    _count: { select: { offers: { where: madeByStaffAtOnce(db) } } },
  }) satisfies Prisma.OpeningInclude;

/** At most one of an opening's offers is accepted. */
const takenOffers = {
  where: { status: 'accepted' },
  select: {
    openingId: true,
    waitlistEntryId: true,
    respondedAt: true,
    undoneAt: true,
    entry: { select: { customerName: true } },
    booking: { select: { cancelledAt: true } },
  },
} satisfies Prisma.OfferFindManyArgs;
type TakenOffer = Prisma.OfferGetPayload<typeof takenOffers>;

/** The accepted offers of openings, by opening. */
async function takenOf(db: Db, openingIds: string[]): Promise<Map<string, TakenOffer>> {
  const offers = await db.offer.findMany({
    where: { ...takenOffers.where, openingId: { in: openingIds } },
    select: takenOffers.select,
  });
  return new Map(offers.map((offer) => [offer.openingId, offer]));
}

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
    include: withFacts(db),
  });
  const shown = rows.slice(0, pageSize);
  const taken = await takenOf(
    db,
    shown.map(({ id }) => id),
  );
  return {
    openings: shown.map((opening) => present(opening, taken.get(opening.id))),
    page,
    hasMore: rows.length > pageSize,
  };
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
      ...withFacts(db),
      offers: {
        orderBy: { attemptNo: 'asc' },
        include: { entry: { select: { customerName: true } }, service: { select: { name: true } } },
      },
    },
  });
  if (!opening) throw notFound('opening');
  return {
    ...present(opening, (await takenOf(db, [opening.id])).get(opening.id)),
    offers: opening.offers.map((offer) => ({
      id: idOf<OfferId>(offer.id),
      entryId: idOf<EntryId>(offer.waitlistEntryId),
      customerName: offer.entry.customerName,
      serviceName: offer.service.name,
      status: offer.status,
      attemptNo: offer.attemptNo,
      isDirect:
        offer.responseChannel === 'staff' && offer.respondedAt?.getTime() === offer.createdAt.getTime(),
      createdAt: offer.createdAt.toISOString(),
      tokenExpiresAt: offer.tokenExpiresAt.toISOString(),
      respondedAt: offer.respondedAt?.toISOString() ?? null,
      closedAt: offer.closedAt?.toISOString() ?? null,
    })),
  };
}

function present(
  opening: Prisma.OpeningGetPayload<{ include: ReturnType<typeof withFacts> }>,
  taken: TakenOffer | undefined,
): OpeningView {
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
    offersMade: opening.offersMade - opening._count.offers,
    bookedDirectly: opening._count.offers > 0,
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
