import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type EmployeeId, type EntryId, type SalonId, type ServiceId } from '#server/platform/ids.ts';
import type { Slot } from '../calendar/availability.schema.ts';
import { findSlots } from '../calendar/find-slots.ts';
import { addDays, localDateAt, parseDayMinute } from '../salon/local-time.ts';
import { isoDate } from '../waitlist/entries.queries.ts';

const mostProposals = 30;
/** What one look at the calendar covers. */
const daysAhead = 42;

interface WindowRow {
  dateFrom: Date;
  dateUntil: Date;
  weekdays: number;
  fromMinute: number;
  untilMinute: number;
}

/**
 * Free times that fit an entry's wish, soonest first: what staff can offer by hand.
 * @throws AppError `not_found`
 */
export async function proposeSlots(
  db: Db,
  { salonId, entryId, now }: { salonId: SalonId; entryId: EntryId; now: Date },
): Promise<Slot[]> {
  const entry = await db.waitlistEntry.findFirst({
    where: { id: entryId, salonId },
    select: {
      serviceId: true,
      windows: true,
      employees: { select: { employeeId: true } },
      salon: { select: { timeZone: true } },
    },
  });
  if (!entry) throw notFound('waitlist entry');
  const today = localDateAt(now, entry.salon.timeZone);
  const from = entry.windows
    .map(({ dateFrom }) => isoDate(dateFrom))
    .reduce((a, b) => (a < b ? a : b), addDays(today, 365));
  const { days } = await findSlots(db, {
    salonId,
    serviceIds: [idOf<ServiceId>(entry.serviceId)],
    from: from > today ? from : today,
    days: daysAhead,
    now,
    audience: 'staff',
  });
  const wanted = new Set(entry.employees.map(({ employeeId }) => idOf<EmployeeId>(employeeId)));
  return days
    .flatMap(({ slots }) => slots)
    .filter((slot) => entry.windows.some((window) => holds(window, slot)))
    .map((slot) => ({
      ...slot,
      employeeIds: slot.employeeIds.filter((id) => wanted.size === 0 || wanted.has(id)),
    }))
    .filter((slot) => slot.employeeIds.length > 0)
    .slice(0, mostProposals);
}

function holds(window: WindowRow, slot: Slot): boolean {
  const weekday = (new Date(`${slot.date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const start = parseDayMinute(slot.localTime);
  const end = start + (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000;
  return (
    isoDate(window.dateFrom) <= slot.date &&
    slot.date <= isoDate(window.dateUntil) &&
    (window.weekdays & (1 << weekday)) !== 0 &&
    window.fromMinute <= start &&
    end <= window.untilMinute
  );
}
