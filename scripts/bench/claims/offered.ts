import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { hashToken, type Links } from '#server/platform/crypto.ts';
import {
  newId,
  type CustomerId,
  type EntryId,
  type OfferId,
  type OpeningId,
} from '#server/platform/ids.schema.ts';
import { makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';

const calendars = 20;
const lengths = [30, 45, 60];
/** Few enough for the time that a statement may take. */
const offersAStatement = 200;

export interface OfferedFields {
  openings: number;
  /** How many have an offer of each opening, of services of different lengths, so that their slots overlap. */
  offersEach: number;
  links: Links;
  now: Date;
}

/**
 * A salon of 20 employees, with as many openings an hour apart on the calendar of each as it takes. Openings and customers are written past
 * the triggers, entries and offers as ever.
 * @returns the links of the offers, by opening
 */
export async function makeOffered(
  db: PrismaClient,
  { openings, offersEach, links, now }: OfferedFields,
): Promise<string[][]> {
  const salon = await makeSalon(db);
  const services = [];
  for (const durationMinutes of lengths) services.push(await makeService(db, salon, { durationMinutes }));
  const employees = [];
  for (let index = 0; index < calendars; index += 1)
    employees.push(await makeEmployee(db, salon, { services }));
  const openingIds = Array.from({ length: openings }, () => newId<OpeningId>());
  const offers = openingIds.flatMap((openingId) =>
    Array.from({ length: offersEach }, () => {
      const id = newId<OfferId>();
      const ids = { entryId: newId<EntryId>(), customerId: newId<CustomerId>() };
      return { id, openingId, ...ids, token: links.signLink('offer', { id, version: 1 }) };
    }),
  );
  const customerIds = offers.map(({ customerId }) => customerId);
  const serviceIds = services.map(({ id }) => id);
  await db.$transaction([
    db.$executeRaw`SET LOCAL session_replication_role = replica`,
    db.$executeRaw`
      INSERT INTO openings (
        id, salon_id, calendar_id, employee_id, starts_at, free_from, free_until, status, cause, offers_at_once, held_until,
        offers_until, needs_match, created_at
      )
      SELECT
        id, ${salon.id}::uuid, (${employees.map(({ calendarId }) => calendarId)}::uuid[])[1 + n % ${calendars}],
        (${employees.map((employee) => employee.id)}::uuid[])[1 + n % ${calendars}],
        at, at, at + interval '1 hour', 'open', 'booking_cancelled', ${offersEach}, at, at, false, ${now}::timestamptz
      FROM unnest(${openingIds}::uuid[]) WITH ORDINALITY o (id, n)
      CROSS JOIN LATERAL (SELECT ${now}::timestamptz + make_interval(hours => 72 + (n / ${calendars})::int) AS at) times`,
    db.$executeRaw`
      INSERT INTO calendar_items (calendar_id, kind, opening_id, starts_at, ends_at)
      SELECT calendar_id, 'hold', id, free_from, free_until FROM openings`,
    db.$executeRaw`
      INSERT INTO customers (id, organisation_id, name, email, email_key, phone, locale)
      SELECT
        id, ${salon.organisationId}::uuid, 'Kari Nordmann ' || n, 'kari' || n || '@example.com', 'kari' || n || '@example.com',
        '+474' || lpad(n::text, 7, '0'), 'nb'
      FROM unnest(${customerIds}::uuid[]) WITH ORDINALITY c (id, n)`,
  ]);
  await db.$executeRaw`ANALYZE`;
  for (let from = 0; from < offers.length; from += offersAStatement) {
    const some = offers.slice(from, from + offersAStatement);
    const entryIds = some.map(({ entryId }) => entryId);
    await db.$executeRaw`
      INSERT INTO waitlist_entries (
        id, customer_id, salon_id, service_id, status, customer_name, customer_email, customer_phone, locale, preferred_date,
        preference_mode, last_window_date, wish_changed_at, priority_score_snapshot, priority_score_parts, created_at, updated_at
      )
      SELECT
        e.id, e.customer_id, ${salon.id}::uuid, (${serviceIds}::uuid[])[1 + n % ${lengths.length}], 'waiting', c.name, c.email, c.phone,
        'nb', current_date, 'day_flexible', current_date + 300, ${now}::timestamptz, 0, '[]', ${now}::timestamptz, ${now}::timestamptz
      FROM set_lifecycle_context('created_public', 'system', NULL, '{}', ${now}::timestamptz)
      CROSS JOIN unnest(${entryIds}::uuid[], ${some.map(({ customerId }) => customerId)}::uuid[])
        WITH ORDINALITY e (id, customer_id, n)
      JOIN customers c ON c.id = e.customer_id`;
    await db.$executeRaw`
      INSERT INTO waitlist_windows (waitlist_entry_id, salon_id, service_id, date_from, date_until, from_minute, until_minute)
      SELECT id, salon_id, service_id, preferred_date, last_window_date, 0, 1440
      FROM waitlist_entries WHERE id = ANY (${entryIds}::uuid[])`;
    const [made] = await db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM unnest(
        ${some.map(({ id }) => id)}::uuid[], ${some.map(({ token }) => hashToken(token))}::text[],
        ${some.map(({ openingId }) => openingId)}::uuid[], ${entryIds}::uuid[]
      ) AS o (id, hash, opening_id, entry_id)
      CROSS JOIN LATERAL make_offer(o.id, o.hash, o.opening_id, o.entry_id, 'slot_matched', ${now}::timestamptz)`;
    if (Number(made?.count) !== some.length) throw new Error('Not every offer was made.');
  }
  await db.$executeRaw`ANALYZE`;
  return openingIds.map((openingId) =>
    offers.filter((offer) => offer.openingId === openingId).map(({ token }) => token),
  );
}
