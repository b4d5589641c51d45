import { z } from 'zod';
import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import { idOf, type SalonId, type UserId } from '#server/platform/ids.schema.ts';
import { auditKinds, type AuditEvent, type listAuditInput, type listAuditOutput } from './audit.schema.ts';

interface Row {
  id: bigint;
  action: string;
  actorType: string;
  actorId: string | null;
  actorName: string | null;
  subjectType: string;
  subjectId: string;
  subjectName: string | null;
  subjectStartsAt: Date | null;
  data: unknown;
  occurredAt: Date;
}

/** What an event may have noted down; the rest of its data is for who looks into the database. */
const dataSchema = z
  .object({
    changed: z.array(z.string()).catch([]),
    date: z.string().nullable().catch(null),
    startsAt: z.string().nullable().catch(null),
    endsAt: z.string().nullable().catch(null),
  })
  .catch({ changed: [], date: null, startsAt: null, endsAt: null });

/** Who did what in a salon, newest first. Index audit_events_salon_id_id_idx; pages by key, so that new events shift nothing. */
export async function listAudit(
  db: Db,
  { salonId, by, kind, before, limit }: z.output<typeof listAuditInput>,
): Promise<z.output<typeof listAuditOutput>> {
  const conditions = [
    Prisma.sql`a.salon_id = ${salonId}::uuid`,
    ...(before ? [Prisma.sql`a.id < ${before}::bigint`] : []),
    ...(kind ? [Prisma.sql`split_part(a.action, '.', 1) = ANY (${[...auditKinds[kind]]})`] : []),
    ...(by === 'customer' ? [Prisma.sql`a.actor_type = 'customer'`] : []),
    ...(by === 'job' ? [Prisma.sql`a.actor_type IN ('job', 'system', 'api_key')`] : []),
    ...(by && by !== 'customer' && by !== 'job'
      ? [Prisma.sql`a.actor_type = 'user' AND a.actor_id = ${by}`]
      : []),
  ];
  const rows = await db.$queryRaw<Row[]>`
    WITH page AS (
      SELECT a.* FROM audit_events a
      WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY a.id DESC
      LIMIT ${limit + 1}
    )
    SELECT
      p.id, p.action, p.data,
      p.actor_type AS "actorType", p.actor_id AS "actorId", u.name AS "actorName",
      p.subject_type AS "subjectType", p.subject_id AS "subjectId",
      coalesce(e.name, v.name) AS "subjectName",
      coalesce(b.starts_at, o.starts_at) AS "subjectStartsAt",
      p.occurred_at AS "occurredAt"
    FROM page p
    LEFT JOIN users u ON p.actor_type = 'user' AND u.id::text = p.actor_id
    LEFT JOIN employees e ON p.subject_type = 'employee' AND e.id::text = p.subject_id
    LEFT JOIN services v ON p.subject_type = 'service' AND v.id::text = p.subject_id
    LEFT JOIN bookings b ON p.subject_type = 'booking' AND b.id::text = p.subject_id
    LEFT JOIN openings o ON p.subject_type = 'opening' AND o.id::text = p.subject_id
    ORDER BY p.id DESC`;
  const shown = rows.slice(0, limit);
  return {
    events: shown.map(toEvent),
    next: rows.length > limit ? String(shown.at(-1)?.id) : null,
    people: await staffOf(db, salonId),
  };
}

function toEvent(row: Row): AuditEvent {
  return {
    id: String(row.id),
    occurredAt: row.occurredAt.toISOString(),
    action: row.action,
    actor: { type: row.actorType, name: row.actorName },
    subject: {
      type: row.subjectType,
      id: row.subjectId,
      name: row.subjectName,
      startsAt: row.subjectStartsAt?.toISOString() ?? null,
    },
    ...dataSchema.parse(row.data),
  };
}

async function staffOf(db: Db, salonId: SalonId): Promise<{ id: UserId; name: string }[]> {
  const users = await db.user.findMany({
    where: {
      memberships: {
        some: { OR: [{ salonId }, { salonId: null, organisation: { salons: { some: { id: salonId } } } }] },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
  return users.map(({ id, name }) => ({ id: idOf<UserId>(id), name }));
}
