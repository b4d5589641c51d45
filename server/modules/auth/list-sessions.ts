import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import { idOf, type SessionId } from '#server/platform/ids.schema.ts';
import type { listSessionsOutput } from './auth.schema.ts';
import type { StaffSession } from './session.ts';

/** Where somebody is logged in now. */
export async function listSessions(
  db: Db,
  { id, user }: Pick<StaffSession, 'id' | 'user'>,
  now: Date,
): Promise<z.infer<typeof listSessionsOutput>['sessions']> {
  const rows = await db.session.findMany({
    where: { userId: user.id, expiresAt: { gt: now } },
    select: { id: true, browser: true, createdAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
  });
  return rows
    .map((row) => ({
      sessionId: idOf<SessionId>(row.id),
      browser: row.browser,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      isThis: row.id === id,
    }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
}
