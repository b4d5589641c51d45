import type { z } from 'zod';
import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';
import { presentStaffEntry, staffEntryParts } from './present-entry.ts';
import {
  countedUpTo,
  entryStatuses,
  entryStatusSchema,
  type EntryList,
  type EntryStatus,
  type listEntriesInput,
} from './waitlist.schema.ts';

type Filter = z.output<typeof listEntriesInput>;

/** Staff's list: one page of it, and how many there are of each state, as far as anybody counts. No count over what the filter keeps. */
export async function listEntries(db: Db, filter: Filter): Promise<EntryList> {
  return { ...(await findEntries(db, filter)), counts: await countEntries(db, filter.salonId) };
}

/** One page of the entries that a filter keeps. */
export async function findEntries(db: Db, filter: Filter): Promise<Omit<EntryList, 'counts'>> {
  const { page, pageSize } = filter;
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT e.id
    FROM waitlist_entries e
    WHERE ${Prisma.join(conditions(filter), ' AND ')}
    ORDER BY ${orderings[filter.sort]}
    LIMIT ${pageSize + 1} OFFSET ${(page - 1) * pageSize}`;
  const ids = found.slice(0, pageSize).map(({ id }) => id);
  const rows = await db.waitlistEntry.findMany({ where: { id: { in: ids } }, include: staffEntryParts });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    entries: ids.flatMap((id) => byId.get(id) ?? []).map(presentStaffEntry),
    page,
    hasMore: found.length > pageSize,
  };
}

// Open ones first, as the matcher ranks them. Indexes waitlist_entries_in_turn, waitlist_entries (salon_id, created_at DESC, id) forwards and
// backwards, and waitlist_entries_by_name.
const rank = Prisma.sql`coalesce(e.priority_override_score, e.priority_score_snapshot)`;
const orderings: Record<Filter['sort'], Prisma.Sql> = {
  rank: Prisma.sql`
    CASE e.status WHEN 'notified' THEN 0 WHEN 'waiting' THEN 1 WHEN 'cooldown' THEN 2 ELSE 3 END,
    ${rank} DESC, e.created_at, e.id`,
  newest: Prisma.sql`e.created_at DESC, e.id`,
  oldest: Prisma.sql`e.created_at, e.id DESC`,
  name: Prisma.sql`lower(e.customer_name), e.created_at, e.id`,
};

function conditions({
  salonId,
  entryIds,
  statuses,
  serviceId,
  employeeId,
  date,
  search,
}: Filter): Prisma.Sql[] {
  const all = [Prisma.sql`e.salon_id = ${salonId}::uuid`, Prisma.sql`e.removed_at IS NULL`];
  if (entryIds) all.push(Prisma.sql`e.id = ANY (${entryIds}::uuid[])`);
  if (statuses && statuses.length > 0) all.push(Prisma.sql`e.status = ANY (${statuses}::text[])`);
  if (serviceId) all.push(Prisma.sql`e.service_id = ${serviceId}::uuid`);
  if (employeeId) {
    // Those who would take this employee: who asked for them, and who asked for nobody.
    all.push(Prisma.sql`(
      EXISTS (SELECT FROM waitlist_entry_employees x WHERE x.waitlist_entry_id = e.id AND x.employee_id = ${employeeId}::uuid)
      OR NOT EXISTS (SELECT FROM waitlist_entry_employees x WHERE x.waitlist_entry_id = e.id)
    )`);
  }
  if (date) {
    all.push(Prisma.sql`EXISTS (
      SELECT FROM waitlist_windows w
      WHERE w.waitlist_entry_id = e.id
        AND ${date}::date BETWEEN w.date_from AND w.date_until
        AND (w.weekdays >> (extract(isodow FROM ${date}::date)::int - 1)) & 1 = 1
    )`);
  }
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    const digits = search.replace(/[^\d+]/g, '');
    const places = [Prisma.sql`e.customer_name ILIKE ${like}`, Prisma.sql`e.customer_email ILIKE ${like}`];
    if (digits.length >= 3) places.push(Prisma.sql`e.customer_phone LIKE ${`%${digits}%`}`);
    // Indexes waitlist_entries_search_name, _email and _phone.
    all.push(Prisma.sql`(${Prisma.join(places, ' OR ')})`);
  }
  return all;
}

/** Down waitlist_entries_by_status, whose order it therefore asks for, no further than `countedUpTo` in each. */
async function countEntries(db: Db, salonId: SalonId): Promise<Record<EntryStatus, number>> {
  const rows = await db.$queryRaw<{ status: string; count: number }[]>`
    SELECT known.status, counted.count
    FROM unnest(${[...entryStatuses]}::text[]) known (status)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count
      FROM (
        SELECT FROM waitlist_entries e
        WHERE e.salon_id = ${salonId}::uuid AND e.status = known.status AND e.removed_at IS NULL
        ORDER BY e.created_at DESC, e.id
        LIMIT ${countedUpTo}
      ) first
    ) counted`;
  return Object.fromEntries(
    rows.map(({ status, count }) => [entryStatusSchema.parse(status), count]),
  ) as Record<EntryStatus, number>;
}
