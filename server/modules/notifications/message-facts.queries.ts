import { Prisma } from '#server/generated/prisma/client.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type BookingId, type MessageId } from '#server/platform/ids.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { revisionOf } from './calendar-file.ts';
import type { MessageFacts } from './message-facts.ts';
import type { Channel, MessageStatus, Template } from './notifications.schema.ts';

/** What the words of a message are loaded with. */
export type FactsDeps = Pick<Deps, 'db' | 'links' | 'env'>;

interface FactsRow {
  id: string;
  template: Template;
  channel: Channel;
  locale: Locale;
  recipient: string;
  status: MessageStatus;
  createdAt: Date;
  sentAt: Date | null;
  linkVersion: number | null;
  salonSlug: string;
  salonName: string;
  timeZone: string;
  address: string;
  phone: string | null;
  accentColour: string | null;
  customerName: string;
  service: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  bookedAt: Date | null;
  changedAt: Date | null;
  employee: string | null;
  priceMinor: number | null;
  currency: string | null;
  answerBy: Date | null;
  offerId: string | null;
  entryId: string | null;
  bookingId: string | null;
  offerHash: string | null;
  offerPreviousHash: string | null;
  ownSubject: string | null;
  ownBody: string | null;
  ownNote: string | null;
}

/**
 * Loads what messages say, in one query, in the order of `ids`; those that do not exist are left out.
 * They are today's facts: a message about a booking that has been moved since shows its new time.
 */
export async function loadMessageFacts(deps: FactsDeps, ids: readonly MessageId[]): Promise<MessageFacts[]> {
  if (ids.length === 0) return [];
  const rows = await deps.db.$queryRaw<FactsRow[]>`
    SELECT
      m.id, m.template, m.channel, m.locale, m.recipient, m.status,
      m.created_at AS "createdAt", m.sent_at AS "sentAt", m.link_version AS "linkVersion",
      s.slug AS "salonSlug", s.name AS "salonName", s.time_zone AS "timeZone", s.phone,
      s.accent_colour AS "accentColour",
      concat_ws(', ', nullif(s.street, ''), nullif(concat_ws(' ', nullif(s.postal_code, ''), nullif(s.city, '')), '')) AS address,
      coalesce(e.customer_name, c.name, '') AS "customerName",
      coalesce(booked.service, v.name) AS service,
      coalesce(b.starts_at, o.slot_start) AS "startsAt",
      b.ends_at AS "endsAt", b.created_at AS "bookedAt", b.updated_at AS "changedAt",
      coalesce(booked.employee, p.name) AS employee,
      coalesce(b.price_minor, o.price_minor) AS "priceMinor",
      coalesce(b.currency, o.currency) AS currency,
      CASE WHEN m.template IN ('offer', 'offer_reminder') THEN o.token_expires_at END AS "answerBy",
      o.id AS "offerId", e.id AS "entryId", b.id AS "bookingId",
      o.token_hash AS "offerHash", o.previous_token_hash AS "offerPreviousHash",
      own.subject AS "ownSubject", own.body AS "ownBody", own.note AS "ownNote"
    FROM messages m
    JOIN salons s ON s.id = m.salon_id
    LEFT JOIN customers c ON c.id = m.customer_id
    LEFT JOIN waitlist_offers o ON o.id = m.offer_id
    LEFT JOIN waitlist_entries e ON e.id = m.waitlist_entry_id
    LEFT JOIN bookings b ON b.id = m.booking_id
    LEFT JOIN services v ON v.id = coalesce(o.service_id, e.service_id)
    LEFT JOIN employees p ON p.id = o.employee_id
    LEFT JOIN LATERAL (
      SELECT
        string_agg(iv.name, ' + ' ORDER BY i.position) AS service,
        string_agg(DISTINCT ip.name, ', ') AS employee
      FROM booking_items i
      JOIN services iv ON iv.id = i.service_id
      JOIN employees ip ON ip.id = i.employee_id
      WHERE i.booking_id = b.id
    ) booked ON true
    -- The one of the customer's language or none: words in another one are no better than the standard ones.
    LEFT JOIN message_texts own
      ON own.salon_id = m.salon_id AND own.template = m.template AND own.channel = m.channel AND own.locale = m.locale
    WHERE m.id IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [factsOf(row, deps)] : [];
  });
}

function factsOf(row: FactsRow, deps: FactsDeps): MessageFacts {
  const { startsAt, employee, priceMinor, currency } = row;
  return {
    id: idOf<MessageId>(row.id),
    template: row.template,
    channel: row.channel,
    locale: row.locale,
    recipient: row.recipient,
    status: row.status,
    createdAt: row.createdAt,
    sentAt: row.sentAt,
    customerName: row.customerName,
    salon: {
      name: row.salonName,
      timeZone: row.timeZone,
      address: row.address,
      phone: row.phone,
      accentColour: row.accentColour,
    },
    service: row.service ?? '',
    appointment:
      startsAt && employee && priceMinor !== null && currency
        ? { startsAt, employee, priceMinor, currency }
        : null,
    calendarEntry: calendarEntryOf(row),
    organiser: organiserOf(deps),
    answerBy: row.answerBy,
    link: linkOf(row, deps),
    own:
      row.ownBody === null
        ? null
        : { subject: row.ownSubject ?? '', body: row.ownBody, note: row.ownNote ?? '' },
  };
}

function calendarEntryOf(row: FactsRow): MessageFacts['calendarEntry'] {
  const { bookingId, startsAt, endsAt, bookedAt, changedAt, service, employee } = row;
  if (!bookingId || !startsAt || !endsAt || !bookedAt || !changedAt) return null;
  return {
    bookingId: idOf<BookingId>(bookingId),
    revision: revisionOf({ createdAt: bookedAt, updatedAt: changedAt }),
    startsAt,
    endsAt,
    service: service ?? '',
    employee: employee ?? '',
    salonName: row.salonName,
    address: row.address,
  };
}

/** Whose address mail comes from. */
export function organiserOf({ env: { email } }: Pick<FactsDeps, 'env'>): string | null {
  return email.provider === 'postmark' ? email.from : null;
}

/** Where a link leads, and with what it is signed. */
export type LinkFacts = Pick<
  FactsRow,
  | 'id'
  | 'template'
  | 'linkVersion'
  | 'salonSlug'
  | 'offerId'
  | 'entryId'
  | 'bookingId'
  | 'offerHash'
  | 'offerPreviousHash'
>;

/** The link of a message: absolute, and with a token where it leads to something that is somebody's. */
export function linkOf(row: LinkFacts, { links, env }: Pick<FactsDeps, 'links' | 'env'>): string {
  const signed = (
    purpose: 'offer' | 'entry' | 'booking',
    id: string | null,
    hashes: (string | null)[] = [],
  ) => {
    if (!id || row.linkVersion === null)
      throw new Error(`Message ${row.id} does not say where its link leads.`);
    const claims = { id, version: row.linkVersion };
    for (const hash of hashes) {
      const token = hash && links.rebuildLink(purpose, claims, hash);
      if (token) return token;
    }
    // Nothing is kept of it, or that of a later link: then this one's page says so, and helps.
    return links.signLink(purpose, claims);
  };
  switch (row.template) {
    case 'offer':
    case 'offer_reminder':
      return `${env.publicUrl}/o/${signed('offer', row.offerId, [row.offerHash, row.offerPreviousHash])}`;
    case 'offer_withdrawn':
    case 'waitlist_joined':
    case 'waitlist_exists':
      return `${env.publicUrl}/w/${signed('entry', row.entryId)}`;
    case 'booking_confirmed':
    case 'booking_moved':
    case 'booking_reminder':
      return `${env.publicUrl}/b/${signed('booking', row.bookingId)}`;
    case 'booking_cancelled':
    case 'waitlist_left':
    case 'waitlist_ended':
      return `${env.publicUrl}/s/${row.salonSlug}`;
  }
}
