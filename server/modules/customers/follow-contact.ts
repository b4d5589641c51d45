import type { Actor } from '#server/platform/actor.ts';
import { idOf, type CustomerId, type EntryId, type SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { NormalContact } from '../salon/customers/contact.rules.ts';
import { reactivateEntry } from '../waitlist/reactivate-entry.ts';

/**
 * The open entries of a customer go by their new name and contact. One that no message reached waits again when the contact is another
 * one: that has not failed yet. The customer is locked.
 */
export async function followContact(
  tx: Tx,
  customerId: CustomerId,
  { name, email, phone }: Pick<NormalContact, 'name' | 'email' | 'phone'>,
  actor: Actor,
): Promise<void> {
  const open = await tx.db.waitlistEntry.findMany({
    where: { customerId, status: { in: ['waiting', 'notified', 'cooldown'] } },
    orderBy: { id: 'asc' },
    select: { id: true, salonId: true, customerEmail: true, customerPhone: true, cooldownReason: true },
  });
  for (const entry of open) {
    const isOther = entry.customerEmail !== email || entry.customerPhone !== phone;
    await tx.db.waitlistEntry.update({
      where: { id: entry.id },
      data: {
        customerName: name,
        customerEmail: email,
        customerPhone: phone,
        ...(isOther && { unreachableCount: 0 }),
      },
      select: { id: true },
    });
    if (isOther && entry.cooldownReason === 'unreachable') {
      const [salonId, entryId] = [idOf<SalonId>(entry.salonId), idOf<EntryId>(entry.id)];
      await reactivateEntry(tx, { salonId, entryId, actor });
    }
  }
}
