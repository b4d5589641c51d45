import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type EmployeeId,
  type EntryId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Slot } from '../calendar/availability.schema.ts';
import { findSlots } from '../calendar/find-slots.ts';
import { isWithinWindow, type WishWindow } from '../openings/wanted-times.rules.ts';
import { addDays, localDateAt, parseDayMinute } from '../salon/local-time.ts';
import { isoDate } from '../waitlist/entries.queries.ts';

const mostProposals = 30;
/** What one look at the calendar covers. */
const daysAhead = 42;

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
  const windows = entry.windows.map(datedWindow);
  const from = windows.map(({ dateFrom }) => dateFrom).reduce((a, b) => (a < b ? a : b), addDays(today, 365));
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
    .filter((slot) => fits(windows, slot))
    .map((slot) => ({
      ...slot,
      employeeIds: slot.employeeIds.filter((id) => wanted.size === 0 || wanted.has(id)),
    }))
    .filter((slot) => slot.employeeIds.length > 0)
    .slice(0, mostProposals);
}

/** A window as its row has it, with its dates as local ones. */
export function datedWindow<Row extends { dateFrom: Date; dateUntil: Date }>(row: Row) {
  return { ...row, dateFrom: isoDate(row.dateFrom), dateUntil: isoDate(row.dateUntil) };
}

function fits(windows: readonly WishWindow[], { date, localTime, startsAt, endsAt }: Slot): boolean {
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  return isWished(windows, { date, minute: parseDayMinute(localTime), minutes });
}

/** Whether one of the windows holds an appointment that begins at this minute of this date's clock and takes so long. */
export function isWished(
  windows: readonly WishWindow[],
  { date, minute, minutes }: { date: string; minute: number; minutes: number },
): boolean {
  return windows.some((window) =>
    isWithinWindow(window, { date, fromMinute: minute, untilMinute: minute + minutes }),
  );
}
