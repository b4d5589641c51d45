import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type CustomerId, type OrganisationId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion } from '#server/platform/version.ts';
import { recordAudit } from '../audit/record-audit.ts';
import {
  countryOfSalon,
  isReachable,
  normaliseContact,
  type NormalContact,
} from '../salon/customers/contact.rules.ts';
import { lockContacts } from '../salon/customers/find-or-create-customer.ts';
import { lockCustomer } from '../salon/customers/lock-customer.ts';
import { isLive, requireCustomer } from '../salon/customers/require-customer.ts';
import { detailsOf } from './customers.queries.ts';
import type { changeCustomerInput, ChangeCustomerOutcome } from './customers.schema.ts';
import { followContact } from './follow-contact.ts';

type Change = z.output<typeof changeCustomerInput> & { organisationId: OrganisationId; actor: Actor };

/**
 * Staff change a customer's name, contacts and language. A contact that another customer has is refused, since messages for one would
 * reach the other, and both are likely the same person.
 * @throws AppError `not_found`, `conflict` when somebody else has changed them since `version`
 */
export async function changeCustomer(
  { inTransaction }: Pick<Deps, 'inTransaction'>,
  { salonId, organisationId, customerId, version, contact, locale, actor }: Change,
): Promise<ChangeCustomerOutcome> {
  return inTransaction(async (tx) => {
    const salon = await tx.db.salon.findUniqueOrThrow({ where: { id: salonId }, select: { phone: true } });
    const normal = normaliseContact(contact, countryOfSalon(salon));
    if (!normal.ok) return { ok: false, reason: 'invalid', fields: normal.fields };
    const next = normal.contact;

    const seen = await requireCustomer(tx.db, organisationId, customerId);
    await lockContacts(tx, organisationId, [seen.emailKey, seen.phone, next.emailKey, next.phone]);
    if ((await lockCustomer(tx, customerId)).isErased) throw notFound('customer');
    const before = await requireCustomer(tx.db, organisationId, customerId);
    expectVersion(version, detailsOf(before));
    if (isReachable(before) && !isReachable(next)) {
      return {
        ok: false,
        reason: 'invalid',
        fields: [{ field: 'contact.phone', problem: 'contact_missing' }],
      };
    }
    const changes = {
      email: before.emailKey !== next.emailKey,
      phone: before.phone !== next.phone,
    };
    const others = await whoElseHas(tx, organisationId, customerId, {
      emailKey: changes.email ? next.emailKey : null,
      phone: changes.phone ? next.phone : null,
    });
    if (others.length > 0) return { ok: false, reason: 'belongs_to_other', others };

    await tx.db.customer.update({
      where: { id: customerId },
      data: {
        ...next,
        locale,
        // Nobody has answered from there yet.
        ...(changes.email && { emailVerifiedAt: null }),
        ...(changes.phone && { phoneVerifiedAt: null }),
      },
      select: { id: true },
    });
    await followContact(tx, customerId, next, actor);
    await recordAudit(tx, {
      actor,
      action: 'customer.changed',
      subjectType: 'customer',
      subjectId: customerId,
      salonId,
      organisationId,
      // Which parts: what stands in them is personal.
      data: { ...changes, name: before.name !== next.name, locale: before.locale !== locale },
    });
    return { ok: true };
  });
}

/** Indexes customers (organisation_id, email_key) and (organisation_id, phone). */
async function whoElseHas(
  tx: Tx,
  organisationId: OrganisationId,
  customerId: CustomerId,
  { emailKey, phone }: Pick<NormalContact, 'emailKey' | 'phone'>,
) {
  const having = [...(phone === null ? [] : [{ phone }]), ...(emailKey === null ? [] : [{ emailKey }])];
  if (having.length === 0) return [];
  const found = await tx.db.customer.findMany({
    where: { organisationId, id: { not: customerId }, ...isLive, OR: having },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, phone: true, emailKey: true },
  });
  return (['phone', 'email'] as const).flatMap((field) => {
    const other = found.find((each) =>
      field === 'phone'
        ? phone !== null && each.phone === phone
        : emailKey !== null && each.emailKey === emailKey,
    );
    return other ? [{ field, customerId: idOf<CustomerId>(other.id), name: other.name }] : [];
  });
}
