import { localTimeSchema } from '#server/modules/salon/time.schema.ts';

/** A local time of day as its field sends it ("09:30") in minutes since midnight; NaN for what is none, which its schema refuses. */
export function readDayMinute(time: string): number {
  if (!localTimeSchema.safeParse(time).success) return Number.NaN;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The same as its field shows it. It has no 24:00: the day's end is written as the next one's beginning. */
export function writeDayMinute(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
