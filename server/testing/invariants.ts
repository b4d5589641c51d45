// What holds at every commit, whatever runs at the same time and whatever is killed, as queries that find the rows for which it
// does not. Each test that writes ends with them, and so does each load run.

export interface Invariant {
  /** A sentence of the domain. */
  holds: string;
  /** Selects one text column: what breaks it. */
  violations: string;
}

const calendar: Invariant[] = [
  {
    holds: 'no two items of one calendar overlap, unless staff overbooked it on purpose',
    violations: `
      SELECT a.id || ' and ' || b.id
      FROM calendar_items a
      JOIN calendar_items b ON b.calendar_id = a.calendar_id AND b.id > a.id AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
      WHERE NOT a.overbooked AND NOT b.overbooked`,
  },
  {
    holds: 'a calendar item takes time',
    violations: `SELECT id::text FROM calendar_items WHERE starts_at >= ends_at`,
  },
  {
    holds:
      'a booking that is not cancelled takes its time of the calendar, buffers included; a cancelled one takes none',
    violations: `
      SELECT i.id::text
      FROM booking_items i
      JOIN bookings b ON b.id = i.booking_id
      LEFT JOIN calendar_items c ON c.booking_item_id = i.id
        AND c.calendar_id = i.calendar_id
        AND c.starts_at = i.starts_at - make_interval(mins => i.buffer_before_minutes)
        AND c.ends_at = i.ends_at + make_interval(mins => i.buffer_after_minutes)
      WHERE (b.status = 'cancelled') <> (c.id IS NULL)`,
  },
  {
    holds: 'a booking lasts from its first item to its last',
    violations: `
      SELECT b.id::text
      FROM bookings b
      LEFT JOIN booking_items i ON i.booking_id = b.id
      GROUP BY b.id
      HAVING min(i.starts_at) IS DISTINCT FROM b.starts_at OR max(i.ends_at) IS DISTINCT FROM b.ends_at`,
  },
];

const openings: Invariant[] = [
  {
    holds: 'an opening is open exactly while it has a hold',
    violations: `
      SELECT o.id::text
      FROM openings o
      LEFT JOIN calendar_items c ON c.opening_id = o.id AND c.calendar_id = o.calendar_id
      WHERE (o.status = 'open') <> (c.id IS NOT NULL)`,
  },
  {
    holds: 'a hold covers what came free and what each pending offer needs',
    violations: `
      SELECT o.id::text
      FROM openings o
      JOIN calendar_items c ON c.opening_id = o.id
      LEFT JOIN waitlist_offers f ON f.opening_id = o.id AND f.status = 'pending'
      WHERE c.starts_at > least(o.free_from, f.range_start) OR c.ends_at < greatest(o.free_until, f.range_end)`,
  },
  {
    holds: 'there is one open opening at most for each start of a calendar',
    violations: `
      SELECT min(id::text) FROM openings WHERE status = 'open' GROUP BY calendar_id, starts_at HAVING count(*) > 1`,
  },
  {
    holds: 'an opening is filled exactly when one of its offers was accepted',
    violations: `
      SELECT o.id::text
      FROM openings o
      LEFT JOIN waitlist_offers f ON f.opening_id = o.id AND f.status = 'accepted'
      GROUP BY o.id
      HAVING count(f.id) <> CASE o.status WHEN 'filled' THEN 1 ELSE 0 END`,
  },
  {
    holds: 'only an open opening has pending offers, and not more than at once',
    violations: `
      SELECT f.id::text
      FROM waitlist_offers f
      JOIN openings o ON o.id = f.opening_id
      WHERE f.status = 'pending' AND (o.status <> 'open' OR f.batch_position > o.offers_at_once)`,
  },
  {
    holds: 'the offers of an opening are counted',
    violations: `
      SELECT o.id::text
      FROM openings o
      LEFT JOIN waitlist_offers f ON f.opening_id = o.id
      GROUP BY o.id
      HAVING count(f.id) <> o.offers_made OR coalesce(max(f.attempt_no), 0) <> o.offers_made`,
  },
];

const offers: Invariant[] = [
  {
    holds: 'a slot is offered to one entry at a time for each place of its batch',
    violations: `
      SELECT min(id::text) FROM waitlist_offers WHERE status = 'pending'
      GROUP BY salon_id, employee_id, slot_start, batch_position HAVING count(*) > 1`,
  },
  {
    holds: 'an entry is notified exactly while it has one pending offer, and until that offer runs out',
    violations: `
      SELECT e.id::text
      FROM waitlist_entries e
      LEFT JOIN waitlist_offers f ON f.waitlist_entry_id = e.id AND f.status = 'pending'
      GROUP BY e.id
      HAVING count(f.id) <> CASE e.status WHEN 'notified' THEN 1 ELSE 0 END
        OR (e.status = 'notified' AND min(f.token_expires_at) <> e.expires_at)`,
  },
  {
    holds: 'no job asks anybody about time before the change that freed it has settled',
    violations: `
      SELECT f.id::text
      FROM waitlist_offers f
      JOIN openings o ON o.id = f.opening_id
      JOIN waitlist_lifecycle_events v
        ON v.waitlist_entry_id = f.waitlist_entry_id AND v.reason = 'slot_matched' AND v.metadata ->> 'offerId' = f.id::text
      WHERE v.actor_type = 'job' AND f.created_at < o.settles_at`,
  },
  {
    holds: 'no offer outlives the beginning of its slot',
    violations: `SELECT id::text FROM waitlist_offers WHERE token_expires_at > slot_start`,
  },
  {
    holds: 'no offer is accepted once it has run out',
    violations: `SELECT id::text FROM waitlist_offers WHERE status = 'accepted' AND responded_at >= token_expires_at`,
  },
  {
    holds: 'who accepted an offer is booked as it says',
    violations: `
      SELECT f.id::text
      FROM waitlist_offers f
      JOIN waitlist_entries e ON e.id = f.waitlist_entry_id
      WHERE f.status = 'accepted' AND (f.booking_id IS NULL OR e.status <> 'booked' OR e.booking_id IS DISTINCT FROM f.booking_id)`,
  },
  {
    holds: 'the booking of an accept that was undone is cancelled',
    violations: `
      SELECT f.id::text
      FROM waitlist_offers f
      JOIN bookings b ON b.id = f.booking_id
      WHERE f.undone_at IS NOT NULL AND b.status <> 'cancelled'`,
  },
  {
    holds: 'nobody is offered the same slot again, unless it was taken back or staff asked again',
    violations: `
      SELECT later.id::text
      FROM waitlist_offers later
      JOIN waitlist_offers f
        ON f.waitlist_entry_id IN (SELECT entries_of_wish(later.waitlist_entry_id)) AND f.employee_id = later.employee_id AND f.slot_start = later.slot_start
        AND f.id <> later.id AND f.created_at <= later.created_at
        AND f.status IN ('declined', 'expired', 'accepted')
      JOIN waitlist_lifecycle_events v
        ON v.waitlist_entry_id = later.waitlist_entry_id AND v.reason = 'slot_matched' AND v.metadata ->> 'offerId' = later.id::text`,
  },
  {
    holds:
      'an offer is of the salon, the employee and the calendar of its opening, and of the salon of its entry',
    violations: `
      SELECT f.id::text
      FROM waitlist_offers f
      JOIN openings o ON o.id = f.opening_id
      JOIN waitlist_entries e ON e.id = f.waitlist_entry_id
      WHERE (f.salon_id, f.employee_id, f.calendar_id) <> (o.salon_id, o.employee_id, o.calendar_id) OR f.salon_id <> e.salon_id`,
  },
];

const entries: Invariant[] = [
  {
    holds: 'an entry is booked exactly when it has a booking',
    violations: `SELECT id::text FROM waitlist_entries WHERE (status = 'booked') <> (booking_id IS NOT NULL)`,
  },
  {
    holds:
      'the events of an entry are numbered without gaps, each begins where the one before ended, and the last one is its status',
    violations: `
      SELECT e.id::text
      FROM waitlist_entries e
      LEFT JOIN (
        SELECT waitlist_entry_id, sequence, from_status, to_status,
          lag(to_status) OVER of_entry AS before,
          row_number() OVER of_entry AS position,
          count(*) OVER (PARTITION BY waitlist_entry_id) AS total
        FROM waitlist_lifecycle_events
        WINDOW of_entry AS (PARTITION BY waitlist_entry_id ORDER BY sequence)
      ) v ON v.waitlist_entry_id = e.id
      GROUP BY e.id
      HAVING coalesce(max(v.total), 0) <> e.event_count
        OR e.event_count = 0
        OR bool_or(v.sequence <> v.position OR v.from_status IS DISTINCT FROM v.before)
        OR max(v.to_status) FILTER (WHERE v.position = v.total) IS DISTINCT FROM e.status`,
  },
  {
    holds: 'a wish goes on after an accept that was undone, and only then, with the place that it had',
    violations: `
      SELECT e.id::text
      FROM waitlist_entries e
      LEFT JOIN waitlist_entries b ON b.id = e.continues_entry_id
      LEFT JOIN waitlist_offers f ON f.waitlist_entry_id = b.id AND f.undone_at IS NOT NULL
      LEFT JOIN waitlist_lifecycle_events v ON v.waitlist_entry_id = e.id AND v.reason = 'accept_undone'
      WHERE (e.continues_entry_id IS NOT NULL) <> (v.id IS NOT NULL)
        OR (e.continues_entry_id IS NOT NULL AND (
          f.id IS NULL OR e.created_at <> b.created_at OR v.sequence <> 1 OR v.metadata ->> 'continuesEntryId' <> b.id::text
        ))`,
  },
  {
    holds: 'each event is a transition that there is',
    violations: `
      SELECT v.id::text
      FROM waitlist_lifecycle_events v
      WHERE NOT EXISTS (
        SELECT FROM waitlist_transitions t
        WHERE t.from_status = coalesce(v.from_status, '') AND t.to_status = v.to_status AND t.reason = v.reason
      )`,
  },
  {
    holds: 'time does not run backwards in the history of an entry',
    violations: `
      SELECT v.id::text
      FROM waitlist_lifecycle_events v
      JOIN waitlist_lifecycle_events before ON before.waitlist_entry_id = v.waitlist_entry_id AND before.sequence = v.sequence - 1
      WHERE before.occurred_at > v.occurred_at`,
  },
  {
    holds: 'an entry has windows, knows its last date, and names its employee when that is one',
    violations: `
      SELECT e.id::text
      FROM waitlist_entries e
      LEFT JOIN (
        SELECT waitlist_entry_id, max(date_until) AS last_date FROM waitlist_windows GROUP BY waitlist_entry_id
      ) w ON w.waitlist_entry_id = e.id
      LEFT JOIN (
        SELECT waitlist_entry_id, CASE count(*) WHEN 1 THEN min(employee_id::text)::uuid END AS only_one
        FROM waitlist_entry_employees GROUP BY waitlist_entry_id
      ) m ON m.waitlist_entry_id = e.id
      WHERE w.last_date IS DISTINCT FROM e.last_window_date OR m.only_one IS DISTINCT FROM e.employee_id`,
  },
];

const tenants: Invariant[] = [
  {
    holds:
      'a booking, its items, their calendars and services are of one salon, whose organisation knows the customer',
    violations: `
      SELECT b.id::text
      FROM bookings b
      JOIN salons l ON l.id = b.salon_id
      JOIN customers k ON k.id = b.customer_id
      LEFT JOIN booking_items i ON i.booking_id = b.id
      LEFT JOIN calendars c ON c.id = i.calendar_id
      LEFT JOIN services s ON s.id = i.service_id
      WHERE k.organisation_id <> l.organisation_id OR c.salon_id <> b.salon_id OR s.salon_id <> b.salon_id OR c.employee_id <> i.employee_id`,
  },
  {
    holds: 'an entry wants a service of its salon, whose organisation knows the customer',
    violations: `
      SELECT e.id::text
      FROM waitlist_entries e
      JOIN salons l ON l.id = e.salon_id
      JOIN customers k ON k.id = e.customer_id
      JOIN services s ON s.id = e.service_id
      WHERE k.organisation_id <> l.organisation_id OR s.salon_id <> e.salon_id`,
  },
];

/** Every piece of text in what is not made for personal data. */
const impersonalTexts = `
  SELECT 'lifecycle event ' || id AS place, jsonb_path_query(metadata, 'strict $.**') #>> '{}' AS text FROM waitlist_lifecycle_events
  UNION ALL
  SELECT 'audit event ' || id, jsonb_path_query(data, 'strict $.**') #>> '{}' FROM audit_events
  UNION ALL
  SELECT 'match run ' || id, jsonb_path_query(candidates || skipped, 'strict $.**') #>> '{}' FROM match_runs
  UNION ALL
  SELECT 'job ' || id, jsonb_path_query(data, 'strict $.**') #>> '{}' FROM pgboss.job
  UNION ALL
  SELECT 'offer ' || id, last_error FROM waitlist_offers
  UNION ALL
  SELECT 'message ' || id, last_error FROM messages`;

const privacy: Invariant[] = [
  {
    holds: 'names and contacts are in customers, entries and messages, and nowhere else',
    violations: `
      SELECT place FROM (${impersonalTexts}) AS t
      WHERE text ~ '[^@[:space:]"]+@[^@[:space:]"]+[.][[:alpha:]]+' OR text ~ '[+][0-9]{8,15}'
        OR text IN (SELECT name FROM customers WHERE name <> '')`,
  },
  {
    holds: 'an erased customer has left nothing behind, and has nothing to come',
    violations: `
      SELECT k.id::text
      FROM customers k
      WHERE k.erased_at IS NOT NULL AND (
        num_nonnulls(k.email, k.email_key, k.phone, k.email_verified_at, k.phone_verified_at, k.external_source, k.external_id) > 0
        OR EXISTS (SELECT FROM customer_notes n WHERE n.customer_id = k.id)
        OR EXISTS (
          SELECT FROM bookings b
          WHERE b.customer_id = k.id AND (b.notes <> '' OR b.status IN ('pending_payment', 'confirmed') AND b.ends_at > k.erased_at)
        )
        OR EXISTS (
          SELECT FROM waitlist_entries e
          WHERE e.customer_id = k.id AND (
            e.customer_name <> k.name OR num_nonnulls(e.customer_email, e.customer_phone) > 0
            OR e.notes <> '' OR e.priority_override_reason <> '' OR e.status IN ('waiting', 'notified', 'cooldown')
          )
        )
        OR EXISTS (SELECT FROM messages m WHERE m.customer_id = k.id AND (m.recipient <> '' OR m.status = 'queued'))
      )`,
  },
  {
    holds:
      'who was merged into another customer has nothing left of their own, and that one was not merged further',
    violations: `
      SELECT k.id::text
      FROM customers k
      JOIN customers m ON m.id = k.merged_into_id
      WHERE k.name <> '' OR num_nonnulls(k.email, k.email_key, k.phone) > 0
        OR m.merged_into_id IS NOT NULL OR m.organisation_id <> k.organisation_id
        OR EXISTS (SELECT FROM bookings b WHERE b.customer_id = k.id)
        OR EXISTS (SELECT FROM waitlist_entries e WHERE e.customer_id = k.id)
        OR EXISTS (SELECT FROM consents c WHERE c.customer_id = k.id)
        OR EXISTS (SELECT FROM customer_notes n WHERE n.customer_id = k.id)`,
  },
];

const messages: Invariant[] = [
  {
    holds: 'what a salon has used of a month is what its messages have taken of it',
    violations: `
      SELECT coalesce(u.salon_id, taken.salon_id) || ' in ' || coalesce(u.month, taken.month)
      FROM sms_usage u
      FULL JOIN (
        SELECT salon_id, reserved_month AS month, sum(reserved_segments) AS segments
        FROM messages
        WHERE reserved_month IS NOT NULL
        GROUP BY salon_id, reserved_month
      ) taken ON taken.salon_id = u.salon_id AND taken.month = u.month
      WHERE coalesce(u.segments_used, 0) <> coalesce(taken.segments, 0)`,
  },
  {
    holds: 'only what went out, or may have, takes of the month',
    violations: `
      SELECT id::text FROM messages
      WHERE reserved_month IS NOT NULL AND status NOT IN ('sending', 'sent', 'delivered', 'undelivered', 'unknown')`,
  },
  {
    // A cap that was set within the month may lie below what was used by then.
    holds: 'nobody uses more of a month than the hard cap that stood all month',
    violations: `
      SELECT u.salon_id || ' in ' || u.month
      FROM sms_usage u
      WHERE u.segments_used > u.hard_cap
        AND NOT EXISTS (
          SELECT FROM audit_events a
          WHERE a.salon_id = u.salon_id AND a.action = 'salon.sms_quota_set' AND a.occurred_at >= u.month - interval '1 day'
        )`,
  },
];

export const invariants: readonly Invariant[] = [
  ...calendar,
  ...openings,
  ...offers,
  ...entries,
  ...tenants,
  ...privacy,
  ...messages,
];

/** What has nothing left to wait for, once the sweep has run at `$1`. */
export const settled: readonly Invariant[] = [
  {
    holds: 'no offer is pending past its time',
    violations: `SELECT id::text FROM waitlist_offers WHERE status = 'pending' AND token_expires_at <= $1`,
  },
  {
    holds: 'no entry cools down past its time',
    violations: `SELECT id::text FROM waitlist_entries WHERE status = 'cooldown' AND cooldown_until <= $1`,
  },
  {
    holds: 'no entry waits for a time that has passed',
    violations: `
      SELECT id::text FROM waitlist_entries
      WHERE status IN ('waiting', 'cooldown') AND NOT waitlist_entry_has_window_after(id, $1)`,
  },
  {
    holds: 'no opening is open that offers its time to nobody and waits for nothing',
    violations: `
      SELECT o.id::text FROM openings o
      WHERE o.status = 'open'
        AND coalesce(o.resumes_at <= $1, true)
        AND coalesce(o.settles_at <= $1, true)
        AND NOT EXISTS (SELECT FROM waitlist_offers f WHERE f.opening_id = o.id AND f.status = 'pending')`,
  },
];

/** Plain connections: those of a pool, or one. */
interface Queryable {
  query(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** @throws Error naming each invariant that does not hold, and up to five rows that break it */
export async function checkInvariants(connection: Queryable): Promise<void> {
  await check(connection, 'invariants', invariants, []);
}

/** To be called when all jobs that were due at `now` have run, and the sweep after them. */
export async function checkSettled(connection: Queryable, now: Date): Promise<void> {
  await check(connection, 'settled', settled, [now]);
}

/** One round trip, planned once for each connection. */
async function check(
  connection: Queryable,
  name: string,
  rules: readonly Invariant[],
  values: unknown[],
): Promise<void> {
  const text = rules
    .map(
      ({ violations }, index) => `(SELECT ${index} AS rule, v.what FROM (${violations}) AS v (what) LIMIT 5)`,
    )
    .join('\nUNION ALL\n');
  const { rows } = await connection.query({ name, text, values });
  const found = rows as { rule: number; what: string }[];
  if (found.length === 0) return;
  const broken = rules
    .map(
      ({ holds }, index) =>
        [holds, found.filter(({ rule }) => rule === index).map(({ what }) => what)] as const,
    )
    .filter(([, rows]) => rows.length > 0)
    .map(([holds, rows]) => `- ${holds}: not so for ${rows.join(', ')}`);
  throw new Error(`What must always hold does not:\n${broken.join('\n')}`);
}
