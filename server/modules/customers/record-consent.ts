import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import { notFound } from '#server/platform/errors.ts';
import type { OrganisationId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockCustomer } from '../salon/customers/lock-customer.ts';
import { requireCustomer } from '../salon/customers/require-customer.ts';
import type { recordConsentInput, RecordConsentOutcome } from './customers.schema.ts';

/** The words on the page on which staff write it down. */
const staffWording = 'staff-1';

/**
 * Writes down what a customer told staff: that they want no messages of a channel, or that they want them, and then how they said so. A row each
 * time; the newest of a channel counts.
 * @throws AppError `not_found`
 */
export async function recordConsent(
  tx: Tx,
  {
    salonId,
    organisationId,
    customerId,
    channel,
    granted,
    how,
    actor,
  }: z.output<typeof recordConsentInput> & { organisationId: OrganisationId; actor: Actor },
): Promise<RecordConsentOutcome> {
  await requireCustomer(tx.db, organisationId, customerId);
  if ((await lockCustomer(tx, customerId)).isErased) throw notFound('customer');
  const { phone, email } = await requireCustomer(tx.db, organisationId, customerId);
  if (granted && (channel === 'sms' ? phone : email) === null) return { ok: false, reason: 'no_contact' };
  const newest = await tx.db.consent.findFirst({
    where: { customerId, channel },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    select: { granted: true },
  });
  if (newest?.granted === granted) return { ok: true };
  await tx.db.consent.create({
    data: {
      customerId,
      channel,
      granted,
      wordingVersion: staffWording,
      source: `staff_${how}`,
      recordedById: actor.id,
      occurredAt: tx.now,
    },
    select: { id: true },
  });
  await recordAudit(tx, {
    actor,
    action: granted ? 'customer.opted_in' : 'customer.opted_out',
    subjectType: 'customer',
    subjectId: customerId,
    salonId,
    organisationId,
    data: { channel, how },
  });
  return { ok: true };
}
