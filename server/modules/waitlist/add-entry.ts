import type { Actor } from '#server/platform/actor.ts';
import {
  idOf,
  newId,
  type BookingId,
  type CustomerId,
  type EntryId,
  type SalonId,
} from '#server/platform/ids.ts';
import type { FieldProblem } from '#server/platform/errors.ts';
import type { Tx } from '#server/platform/tx.ts';
import { countryOfSalon, normaliseContact } from '../salon/customers/contact.rules.ts';
import type { Contact } from '../salon/customers/contact.schema.ts';
import { findOrCreateCustomer } from '../salon/customers/find-or-create-customer.ts';
import type { Locale } from '../salon/salon.schema.ts';
import { findSameWish } from './entries.queries.ts';
import { setLifecycle } from './lifecycle.ts';
import { storeWish } from './wish.rules.ts';
import { loadWishedFor, wishColumns, writeWishRows } from './write-wish.ts';
import type { Wish } from './waitlist.schema.ts';

export interface NewEntry {
  salonId: SalonId;
  wish: Wish;
  contact: Contact;
  locale: Locale;
  notes?: string;
  movesBookingId?: BookingId;
  actor: Actor;
  /** Whether the salon takes people onto its list counts for the public only. */
  by: 'public' | 'staff';
}

export type AddedEntry =
  | { ok: true; entryId: EntryId; existed: boolean }
  | { ok: false; reason: 'invalid'; fields: FieldProblem[] }
  | { ok: false; reason: 'employee_mismatch' | 'joining_closed' };

/**
 * Writes a waitlist entry, or finds the one that the same contact has for the same wish. The contact is locked meanwhile, so joining
 * twice at once makes one entry.
 */
export async function addEntry(tx: Tx, entry: NewEntry): Promise<AddedEntry> {
  const { salonId, wish, actor } = entry;
  const wishedFor = await loadWishedFor(tx, salonId, wish);
  if (wishedFor === 'employee_mismatch') return { ok: false, reason: 'employee_mismatch' };
  const { salon, durationMinutes, employeeIds } = wishedFor;
  if (entry.by === 'public' && !salon.joiningEnabled) return { ok: false, reason: 'joining_closed' };

  const contact = normaliseContact(entry.contact, countryOfSalon(salon));
  const decision = storeWish(wish, { timeZone: salon.timeZone, now: tx.now, durationMinutes });
  if (!contact.ok || !decision.ok) {
    const wishFields = decision.ok
      ? []
      : decision.fields.map((problem) => ({ ...problem, field: `wish.${problem.field}` }));
    return { ok: false, reason: 'invalid', fields: [...wishFields, ...(contact.ok ? [] : contact.fields)] };
  }

  const customerId = await findOrCreateCustomer(tx, {
    organisationId: salon.organisationId,
    contact: contact.contact,
    locale: entry.locale,
  });
  const same = await findSameWish(tx.db, {
    salonId,
    customerId,
    serviceId: wish.serviceId,
    employeeIds,
    windows: decision.wish.windows,
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
      customerName: contact.contact.name,
      customerEmail: contact.contact.email,
      customerPhone: contact.contact.phone,
      locale: entry.locale,
      notes: entry.notes ?? '',
      movesBookingId: entry.movesBookingId ?? null,
      createdAt: tx.now,
      ...wishColumns(tx, wish, decision.wish, employeeIds),
    },
    select: { id: true },
  });
  await writeWishRows(tx, entryId, decision.wish, employeeIds);
  await recordConsents(tx, {
    customerId,
    phone: contact.contact.phone,
    email: contact.contact.email,
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
