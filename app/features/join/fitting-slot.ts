import { weekdayOf } from '#app/ui/formats.ts';
import type { Slot, SlotDays } from '#server/modules/calendar/availability.schema.ts';
import type { Wish } from '#server/modules/waitlist/waitlist.schema.ts';

type Wanted = Pick<Wish, 'windows' | 'employeeIds' | 'leadTimeMinutes'>;

/** As many days as are looked through at once. */
const mostDays = 42;
const dayMs = 24 * 3_600_000;

/** The days to look through for a wish: from its first on. Null when all of it is further ahead than can be booked. */
export function daysOfWish(
  { windows = [] }: Wanted,
  { today, lastDate }: { today: string; lastDate: string },
): { from: string; days: number } | null {
  const first = windows.map(({ dateFrom }) => dateFrom).sort()[0];
  const last = windows
    .map(({ dateUntil }) => dateUntil)
    .sort()
    .at(-1);
  if (!first || !last) return null;
  const from = first < today ? today : first;
  const until = last < lastDate ? last : lastDate;
  const days = Math.round((Date.parse(until) - Date.parse(from)) / dayMs) + 1;
  return days < 1 ? null : { from, days: Math.min(days, mostDays) };
}

/** The first free time that a wish would be offered, had it come free just now; with whom, of those whom the wish names. */
export function fittingSlot(
  { windows = [], employeeIds, leadTimeMinutes }: Wanted,
  days: SlotDays['days'],
  now: Date,
): { slot: Slot; employeeId: Slot['employeeIds'][number] | null } | null {
  const earliest = now.getTime() + leadTimeMinutes * 60_000;
  for (const slot of days.flatMap((day) => day.slots)) {
    const employeeId = slot.employeeIds.find((id) => employeeIds.includes(id)) ?? null;
    const isWanted =
      (employeeIds.length === 0 || employeeId !== null) &&
      Date.parse(slot.startsAt) >= earliest &&
      windows.some((window) => isWithin(slot, window));
    if (isWanted) return { slot, employeeId };
  }
  return null;
}

function isWithin(
  { date, localTime, startsAt, endsAt }: Slot,
  { dateFrom, dateUntil, weekdays, fromMinute, untilMinute }: NonNullable<Wanted['windows']>[number],
): boolean {
  const [hours = 0, minutes = 0] = localTime.split(':').map(Number);
  const start = hours * 60 + minutes;
  const end = start + (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  return (
    dateFrom <= date &&
    date <= dateUntil &&
    (!weekdays || weekdays.includes(weekdayOf(date))) &&
    fromMinute <= start &&
    end <= untilMinute
  );
}
