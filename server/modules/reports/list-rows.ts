import type { z } from 'zod';
import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import {
  reportedEntries,
  reportedMessages,
  reportedOffers,
  reportedOpenings,
  type Reported,
} from './reported-rows.ts';
import {
  outcomeGroups,
  type EntryRow,
  type Figure,
  type MessageRow,
  type OfferRow,
  type OpeningRow,
  type ReportRows,
  type rowsInput,
} from './reports.schema.ts';

type Asked = Reported & Pick<z.output<typeof rowsInput>, 'page' | 'pageSize'>;

/** One page of the rows behind a figure, and how many there are on all pages. */
export async function listRows(db: Db, of: Asked, figure: Figure): Promise<ReportRows> {
  switch (figure.list) {
    case 'openings':
      return { list: 'openings', ...(await listOpenings(db, of, figure)) };
    case 'offers': {
      const [{ currency }, page] = await Promise.all([
        db.salon.findUniqueOrThrow({ where: { id: of.salonId }, select: { currency: true } }),
        listOffers(db, of, figure),
      ]);
      return { list: 'offers', currency, ...page };
    }
    case 'entries':
      return { list: 'entries', ...(await listEntries(db, of, figure)) };
    case 'messages':
      return { list: 'messages', ...(await listMessages(db, of, figure)) };
  }
}

/** A row with how many there are in all; its dates are still dates. */
type Found<Row> = {
  [Key in keyof Row]: Key extends 'createdAt' | 'startsAt' | 'slotStart' ? Date : Row[Key];
} & {
  total: number;
};

/** The outcomes that a figure counts: a group's, or the one. */
function outcomesOf(outcome: NonNullable<Extract<Figure, { list: 'openings' }>['outcome']>): string[] {
  return outcome === 'rated' || outcome === 'undecided' ? [...outcomeGroups[outcome]] : [outcome];
}

async function listOpenings(db: Db, of: Asked, figure: Extract<Figure, { list: 'openings' }>) {
  const { outcome, cause, lead, claim, offers } = figure;
  const conditions = [
    Prisma.sql`true`,
    ...(outcome ? [Prisma.sql`r.outcome = ANY (${outcomesOf(outcome)}::text[])`] : []),
    ...(cause ? [Prisma.sql`r.cause = ${cause}`] : []),
    ...(lead ? [Prisma.sql`r.lead = ${lead}`] : []),
    ...(claim === 'any' ? [Prisma.sql`r.claim IS NOT NULL`] : claim ? [Prisma.sql`r.claim = ${claim}`] : []),
    ...(offers ? [Prisma.sql`r.outcome = 'waitlist' AND r.offer_count = ${offers}`] : []),
  ];
  const rows = await db.$queryRaw<Found<OpeningRow>[]>`
    SELECT r.id, r.created_at AS "createdAt", r.starts_at AS "startsAt", e.name AS "employeeName", r.cause, r.status, r.outcome, r.offers,
      r.claim_seconds AS "claimSeconds", count(*) OVER ()::int AS total
    FROM (${reportedOpenings(of)}) r
    JOIN employees e ON e.id = r.employee_id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY r.created_at DESC, r.id
    ${limitOf(of)}`;
  return paged(of, rows, ({ createdAt, startsAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    startsAt: startsAt.toISOString(),
  }));
}

async function listOffers(db: Db, of: Asked, { answer, worth }: Extract<Figure, { list: 'offers' }>) {
  const conditions = [
    Prisma.sql`true`,
    ...(answer === 'any'
      ? [Prisma.sql`r.answer IS NOT NULL`]
      : answer
        ? [Prisma.sql`r.answer = ${answer}`]
        : []),
    ...(worth === 'recovered'
      ? [Prisma.sql`r.worth IN ('came', 'ahead')`]
      : worth
        ? [Prisma.sql`r.worth = ${worth}`]
        : []),
  ];
  // Materialized: the planner takes an answer, being a CASE, for far rarer than it is, and would look for it in all offers ever made before it
  // looks for the period.
  const rows = await db.$queryRaw<Found<OfferRow>[]>`
    WITH r AS MATERIALIZED (${reportedOffers(of)})
    SELECT r.id, r.opening_id AS "openingId", r.waitlist_entry_id AS "entryId",
      w.removed_at IS NULL AS "hasEntryPage", r.booking_id AS "bookingId", r.created_at AS "createdAt",
      r.slot_start AS "slotStart", w.customer_name AS "customerName", s.name AS "serviceName", e.name AS "employeeName", r.answer, r.worth,
      r.price_minor AS "priceMinor", count(*) OVER ()::int AS total
    FROM r
    JOIN waitlist_entries w ON w.id = r.waitlist_entry_id
    JOIN services s ON s.id = r.service_id
    JOIN employees e ON e.id = r.employee_id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY r.created_at DESC, r.id
    ${limitOf(of)}`;
  return paged(of, rows, ({ createdAt, slotStart, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    slotStart: slotStart.toISOString(),
  }));
}

async function listEntries(db: Db, of: Asked, { set, wait, status }: Extract<Figure, { list: 'entries' }>) {
  const conditions = [
    Prisma.sql`true`,
    ...(wait ? [Prisma.sql`r.wait = ${wait}`] : []),
    ...(status ? [Prisma.sql`r.status = ${status}`] : []),
  ];
  const rows = await db.$queryRaw<Found<EntryRow>[]>`
    SELECT r.id, r.removed_at IS NULL AS "hasEntryPage", r.created_at AS "createdAt", r.customer_name AS "customerName", s.name AS "serviceName", r.status,
      r.wait_seconds AS "waitSeconds", count(*) OVER ()::int AS total
    FROM (${reportedEntries(of, set)}) r
    JOIN services s ON s.id = r.service_id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY r.created_at DESC, r.id
    ${limitOf(of)}`;
  return paged(of, rows, ({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

async function listMessages(
  db: Db,
  of: Asked,
  { topic, channel, notSent }: Extract<Figure, { list: 'messages' }>,
) {
  const conditions = [
    Prisma.sql`r.went_out = ${!notSent}`,
    ...(topic ? [Prisma.sql`r.topic = ${topic}`] : []),
    ...(channel ? [Prisma.sql`r.channel = ${channel}`] : []),
  ];
  const rows = await db.$queryRaw<Found<MessageRow>[]>`
    SELECT r.id, r.created_at AS "createdAt", r.template, r.channel, r.status, r.segments, k.name AS "customerName",
      count(*) OVER ()::int AS total
    FROM (${reportedMessages(of)}) r
    LEFT JOIN customers k ON k.id = r.customer_id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY r.created_at DESC, r.id
    ${limitOf(of)}`;
  return paged(of, rows, ({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

function limitOf({ page, pageSize }: Asked): Prisma.Sql {
  return Prisma.sql`LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`;
}

function paged<Row extends { total: number }, Shown>(
  { page, pageSize }: Asked,
  rows: readonly Row[],
  show: (row: Row) => Shown,
): { rows: Shown[]; page: number; hasMore: boolean; total: number } {
  const total = rows[0]?.total ?? 0;
  return { rows: rows.map(show), page, hasMore: page * pageSize < total, total };
}
