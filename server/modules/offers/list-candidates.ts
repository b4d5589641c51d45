import { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  entryIdSchema,
  idOf,
  type CalendarId,
  type EmployeeId,
  type EntryId,
  type OpeningId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import { roomAround } from '../calendar/room-around.ts';
import { entryStatusSchema } from '../waitlist/waitlist.schema.ts';
import { explainEntries } from './candidates.queries.ts';
import { mostExtraMinutes } from './match-opening.ts';
import { skipReasonSchema, type Candidates } from './offers.schema.ts';

const mostEntries = 200;

/** What a match run has kept. */
const recordedSchema = z.object({
  candidates: z.array(
    z.object({ entryId: entryIdSchema, rank: z.int(), score: z.int(), offered: z.boolean() }),
  ),
  skipped: z.array(z.object({ entryId: entryIdSchema, reason: skipReasonSchema })),
});

/**
 * Who fits an opening, in rank, and why the others do not: as things stand now, or, once it has ended, as they stood when it last looked for
 * somebody. Then `candidates` are those who fitted and were not asked.
 * @throws AppError `not_found`, also for another salon's opening
 */
export async function listCandidates(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { salonId, openingId }: { salonId: SalonId; openingId: OpeningId },
): Promise<Candidates> {
  const opening = await db.opening.findFirst({
    where: { id: openingId, salonId },
    include: { salon: { select: { timeZone: true } } },
  });
  if (!opening) throw notFound('opening');
  if (opening.status !== 'open') return recordedCandidates(db, openingId);
  const now = clock.now();
  const around = await roomAround(
    db,
    {
      openingId,
      timeZone: opening.salon.timeZone,
      employeeId: idOf<EmployeeId>(opening.employeeId),
      calendarId: idOf<CalendarId>(opening.calendarId),
      startsAt: opening.startsAt,
      from: opening.freeFrom,
      until: opening.freeUntil,
    },
    mostExtraMinutes,
  );
  const entries = await explainEntries(
    db,
    {
      ...(around ?? { from: opening.freeFrom, until: opening.freeUntil }),
      salonId,
      openingId,
      channels: ['sms', 'email'],
    },
    now,
    { limit: mostEntries, everyFit: true },
  );
  const named = entries.map((entry) => ({ ...entry, entryId: idOf<EntryId>(entry.id) }));
  return {
    candidates: named
      .filter(({ reason }) => reason === null)
      .map(({ entryId, customerName, score, serviceName }, index) => ({
        entryId,
        customerName,
        score,
        serviceName,
        rank: index + 1,
      })),
    skipped: named.flatMap(({ entryId, customerName, status, reason }) =>
      reason === null ? [] : [{ entryId, customerName, status: entryStatusSchema.parse(status), reason }],
    ),
  };
}

async function recordedCandidates(db: Db, openingId: OpeningId): Promise<Candidates> {
  // Index match_runs (opening_id, ran_at). The others looked for nobody: it was too near, too late or not the time of day.
  const run = await db.matchRun.findFirst({
    where: { openingId, outcome: { in: ['offered', 'nobody'] } },
    orderBy: [{ ranAt: 'desc' }, { id: 'desc' }],
    select: { candidates: true, skipped: true },
  });
  if (!run) return { candidates: [], skipped: [] };
  const { candidates, skipped } = recordedSchema.parse(run);
  const rows = await db.waitlistEntry.findMany({
    where: { id: { in: [...candidates, ...skipped].map(({ entryId }) => entryId) }, removedAt: null },
    select: { id: true, customerName: true, status: true, service: { select: { name: true } } },
  });
  const entries = new Map(rows.map((row) => [row.id, row]));
  return {
    candidates: candidates.flatMap(({ entryId, rank, score, offered }) => {
      const entry = entries.get(entryId);
      if (!entry || offered) return [];
      return [{ entryId, rank, score, customerName: entry.customerName, serviceName: entry.service.name }];
    }),
    skipped: skipped.flatMap(({ entryId, reason }) => {
      const entry = entries.get(entryId);
      if (!entry) return [];
      const { customerName, status } = entry;
      return [{ entryId, customerName, status: entryStatusSchema.parse(status), reason }];
    }),
  };
}
