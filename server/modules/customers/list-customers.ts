import type { z } from 'zod';
import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import type { CustomerId, OrganisationId, SalonId } from '#server/platform/ids.schema.ts';
import { mayBeSame } from './customers.queries.ts';
import type { ListedCustomer, listCustomersInput, listCustomersOutput } from './customers.schema.ts';

type Filter = Omit<z.output<typeof listCustomersInput>, 'salonId'>;

export interface CustomersAsked extends Filter {
  organisationId: OrganisationId;
  /** Whose bookings and entries the asker may see. */
  salonIds: readonly SalonId[];
  now: Date;
}

interface Row {
  id: CustomerId;
  name: string;
  email: string | null;
  phone: string | null;
  nextAt: Date | null;
  nextSalonId: SalonId | null;
  nextSalon: string | null;
  lastAt: Date | null;
  lastSalonId: SalonId | null;
  lastSalon: string | null;
  waits: number;
  isPossibleDuplicate: boolean;
}

/** One page of an organisation's customers. What else is told of them is looked up for that page alone; nothing counts all of them. */
export async function listCustomers(
  db: Db,
  asked: CustomersAsked,
): Promise<z.input<typeof listCustomersOutput>> {
  const { page, pageSize } = asked;
  const rows = await db.$queryRaw<Row[]>(listQuery(asked));
  return { customers: rows.slice(0, pageSize).map(present), page, hasMore: rows.length > pageSize };
}

// Indexes customers_by_name and customers_by_age.
const orderings: Record<Filter['sort'], Prisma.Sql> = {
  name: Prisma.sql`lower(c.name), c.id`,
  newest: Prisma.sql`c.created_at DESC, c.id`,
};

export function listQuery({ organisationId, salonIds, now, ...filter }: CustomersAsked): Prisma.Sql {
  const { page, pageSize, sort, search } = filter;
  const seen = Prisma.sql`b.salon_id = ANY (${[...salonIds]}::uuid[])`;
  // OFFSET 0 keeps the page apart: the planner would else look up appointments of customers who are on no page.
  return Prisma.sql`
    WITH page AS MATERIALIZED (
      SELECT c.id, c.organisation_id, c.name, c.email, c.email_key, c.phone, c.created_at
      FROM customers c
      WHERE c.organisation_id = ${organisationId}::uuid AND c.erased_at IS NULL AND c.merged_into_id IS NULL
        ${search ? Prisma.sql`AND ${matches(search)}` : Prisma.empty}
      ORDER BY ${orderings[sort]}
      LIMIT ${pageSize + 1} OFFSET ${(page - 1) * pageSize}
    )
    SELECT
      c.id, c.name, c.email, c.phone,
      coming.starts_at AS "nextAt", coming.salon_id AS "nextSalonId", coming.salon_name AS "nextSalon",
      been.starts_at AS "lastAt", been.salon_id AS "lastSalonId", been.salon_name AS "lastSalon",
      (
        SELECT count(*)::int FROM waitlist_entries b
        WHERE b.customer_id = c.id AND b.status IN ('waiting', 'notified', 'cooldown') AND ${seen}
      ) AS waits,
      EXISTS (SELECT FROM customers d WHERE ${mayBeSame}) AS "isPossibleDuplicate"
    FROM page c
    -- Indexes bookings_coming and bookings (customer_id, starts_at).
    LEFT JOIN LATERAL (
      SELECT b.starts_at, b.salon_id, s.name AS salon_name
      FROM bookings b
      JOIN salons s ON s.id = b.salon_id
      WHERE b.customer_id = c.id AND b.status IN ('pending_payment', 'confirmed') AND b.ends_at > ${now} AND ${seen}
      ORDER BY b.starts_at
      LIMIT 1
    ) coming ON true
    LEFT JOIN LATERAL (
      SELECT b.starts_at, b.salon_id, s.name AS salon_name
      FROM bookings b
      JOIN salons s ON s.id = b.salon_id
      WHERE b.customer_id = c.id AND b.status IN ('confirmed', 'completed') AND b.ends_at <= ${now} AND ${seen}
      ORDER BY b.starts_at DESC
      LIMIT 1
    ) been ON true
    ORDER BY ${orderings[sort]}`;
}

function matches(search: string): Prisma.Sql {
  const digits = digitsOf(search);
  if (digits) return Prisma.sql`c.phone LIKE ${`%${digits}%`}`;
  const names = search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => contains(Prisma.sql`c.name`, word));
  return Prisma.sql`(${Prisma.join(names, ' AND ')} OR ${contains(Prisma.sql`c.email`, search)})`;
}

/**
 * Indexes customers_search_name, customers_search_email and (above) customers_search_phone: they know three letters in a row. Less is looked for
 * in a way that they are not asked about, since one that is of no use would keep the planner from the others.
 */
function contains(column: Prisma.Sql, text: string): Prisma.Sql {
  if (text.length < 3) return Prisma.sql`position(lower(${text}) IN lower(${column})) > 0`;
  return Prisma.sql`${column} ILIKE ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`;
}

/** Of what can be part of a number, however it is written: with spaces, with + or 00, with the 0 that some countries put before it. */
function digitsOf(search: string): string | null {
  if (!/^[+\d\s().\-/]+$/.test(search)) return null;
  const digits = search.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 3 ? digits : null;
}

function present({
  nextAt,
  nextSalonId,
  nextSalon,
  lastAt,
  lastSalonId,
  lastSalon,
  ...row
}: Row): ListedCustomer {
  return {
    ...row,
    next: appointment(nextAt, nextSalonId, nextSalon),
    last: appointment(lastAt, lastSalonId, lastSalon),
  };
}

function appointment(at: Date | null, salonId: SalonId | null, salonName: string | null) {
  return at && salonId ? { startsAt: at.toISOString(), salonId, salonName: salonName ?? '' } : null;
}
