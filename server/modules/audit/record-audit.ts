import type { Prisma } from '#server/generated/prisma/client.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { OrganisationId, SalonId } from '#server/platform/ids.schema.ts';
import type { SalonAction } from './audit.schema.ts';
import type { Tx } from '#server/platform/tx.ts';

export interface AuditRecord {
  actor: Actor;
  /** Stable; translated when it is shown. What people do with their own account is not shown. */
  action: SalonAction | `auth.${string}`;
  subjectType: string;
  subjectId: string;
  salonId?: SalonId;
  organisationId?: OrganisationId;
  /** What else there is to know: ids and numbers, nothing personal. */
  data?: Prisma.InputJsonObject;
}

/** Writes down who did what, in the transaction that does it. */
export async function recordAudit(tx: Tx, record: AuditRecord): Promise<void> {
  const { actor, data = {}, ...what } = record;
  await tx.db.auditEvent.create({
    data: { ...what, data, actorType: actor.type, actorId: actor.id, occurredAt: tx.now },
    select: { id: true },
  });
}
