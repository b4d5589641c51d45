import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type CalendarId,
  type EmployeeId,
  type EntryId,
  type OpeningId,
  type SalonId,
} from '#server/platform/ids.ts';
import { roomAround } from '../calendar/room-around.ts';
import { entryStatusSchema } from '../waitlist/waitlist.schema.ts';
import { explainEntries } from './candidates.queries.ts';
import { mostExtraMinutes } from './match-opening.ts';
import type { Candidates } from './offers.schema.ts';

const mostEntries = 200;

/**
 * As things stand now: who fits an opening, in rank, and why the others do not.
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
    mostEntries,
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
