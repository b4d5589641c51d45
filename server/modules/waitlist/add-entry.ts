import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import {
  idOf,
  newId,
  type BookingId,
  type CustomerId,
  type EntryId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import type { FieldProblem } from '#server/platform/errors.ts';
import type { Tx } from '#server/platform/tx.ts';
import {
  countryOfSalon,
  normaliseContact,
  notWhoBooked,
  type NormalContact,
} from '../salon/customers/contact.rules.ts';
import type { Contact } from '../salon/customers/contact.schema.ts';
import { createCustomer, findCustomer } from '../salon/customers/find-or-create-customer.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { findSameWish } from './entries.queries.ts';
import { judgeWish } from './judge-wish.ts';
import { setLifecycle } from './lifecycle.ts';
import type { StoredWish } from './wish.rules.ts';
import { wishColumns, writeWishRows, type WishedFor } from './write-wish.ts';
import type { Wish } from './waitlist.schema.ts';

/** The booking that an entry would replace. */
export interface MovedBooking {
  bookingId: BookingId;
  customerId: CustomerId;
}

export interface NewEntry {
  salonId: SalonId;
  wish: Wish;
  contact: Contact;
  locale: Locale;
  notes?: string;
  moves?: MovedBooking | undefined;
  /** Whose contact this is, when that is known; locked. Left out: whoever it reaches. */
  customerId?: CustomerId;
  actor: Actor;
  /** Whether the salon takes people onto its list counts for the public only. */
  by: 'public' | 'staff';
}

export type AddedEntry =
  | { ok: true; entryId: EntryId; existed: boolean }
  | { ok: false; reason: 'invalid'; fields: FieldProblem[] }
  | { ok: false; reason: 'employee_mismatch' | 'joining_closed' };

type JudgedEntry =
  | { ok: true; wishedFor: WishedFor; wish: StoredWish; contact: NormalContact }
  | Exclude<AddedEntry, { ok: true }>;

/**
 * What would be written, or why nothing would. It only reads.
 * @throws AppError `not_found` for an unknown or closed salon, service or employee
 */
export async function judgeEntry(
  at: { db: Db; now: Date },
  entry: Pick<NewEntry, 'salonId' | 'wish' | 'contact' | 'by'>,
): Promise<JudgedEntry> {
  const judged = await judgeWish(at, entry);
  if (judged === 'employee_mismatch') return { ok: false, reason: 'employee_mismatch' };
  const { wishedFor } = judged;
  if (entry.by === 'public' && !wishedFor.salon.joiningEnabled)
    return { ok: false, reason: 'joining_closed' };
  const contact = normaliseContact(entry.contact, countryOfSalon(wishedFor.salon));
  if (judged.ok && contact.ok) return { ok: true, wishedFor, wish: judged.wish, contact: contact.contact };
  const fields = [...(judged.ok ? [] : judged.fields), ...(contact.ok ? [] : contact.fields)];
  return { ok: false, reason: 'invalid', fields };
}

/**
 * Writes a waitlist entry, or finds the one that the same contact has for the same wish. The contact is locked meanwhile, so joining
 * twice at once makes one entry.
 */
export async function addEntry(tx: Tx, entry: NewEntry): Promise<AddedEntry> {
  const { salonId, wish, actor } = entry;
  const judged = await judgeEntry(tx, entry);
  if (!judged.ok) return judged;
  const { contact, wishedFor } = judged;
  const { salon, employeeIds } = wishedFor;

  const request = { organisationId: salon.organisationId, contact, locale: entry.locale };
  const known = entry.customerId ?? (await findCustomer(tx, request));
  // Whoever accepts has their own booking moved: one of somebody else could be moved onto another of their appointments.
  if (entry.moves && entry.moves.customerId !== known) {
    return { ok: false, reason: 'invalid', fields: [notWhoBooked(contact)] };
  }
  const customerId = known ?? (await createCustomer(tx, request));
  const same = await findSameWish(tx.db, {
    salonId,
    customerId,
    serviceId: wish.serviceId,
    employeeIds,
    windows: judged.wish.windows,
    movesBookingId: entry.moves?.bookingId ?? null,
  });
  if (same) return { ok: true, entryId: same, existed: true };

  const entryId = newId<EntryId>();
  await setLifecycle(
    tx,
    entry.by === 'public' ? 'created_public' : 'created_dashboard',
    customerOr(actor, customerId),
  );
  await tx.db.waitlistEntry.create({
    data: {
      id: entryId,
      salonId,
      customerId,
      status: 'waiting',
      customerName: contact.name,
      customerEmail: contact.email,
      customerPhone: contact.phone,
      locale: entry.locale,
      notes: entry.notes ?? '',
      movesBookingId: entry.moves?.bookingId ?? null,
      createdAt: tx.now,
      ...wishColumns(tx, wish, judged.wish, employeeIds),
    },
    select: { id: true },
  });
  await writeWishRows(tx, entryId, judged.wish, employeeIds);
  await recordConsents(tx, {
    customerId,
    phone: contact.phone,
    email: contact.email,
    source: entry.by,
  });
  return { ok: true, entryId: idOf<EntryId>(entryId), existed: false };
}

/** The wording that people see above the button with which they join. */
const consentWording = 'join-1';

/** Joining asks to be told; it does not undo a refusal, so only a channel without any consent row gets one. */
async function recordConsents(
  tx: Tx,
  {
    customerId,
    phone,
    email,
    source,
  }: { customerId: string; phone: string | null; email: string | null; source: string },
): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO consents (customer_id, channel, granted, wording_version, source, occurred_at)
    SELECT ${customerId}::uuid, way.channel, true, ${consentWording}, ${`waitlist_${source}`}, ${tx.now}::timestamptz
    FROM (VALUES ('sms', ${phone}::text), ('email', ${email}::text)) AS way (channel, recipient)
    WHERE way.recipient IS NOT NULL
      AND NOT EXISTS (SELECT FROM consents c WHERE c.customer_id = ${customerId}::uuid AND c.channel = way.channel)`;
}

function customerOr(actor: Actor, customerId: CustomerId): Actor {
  return actor.type === 'customer' ? { type: 'customer', id: customerId } : actor;
}
