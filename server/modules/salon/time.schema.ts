import { z } from 'zod';

/** An instant as ISO 8601 with an offset or Z, such as 2026-11-28T09:30:00Z. */
export const instantSchema = z.iso.datetime({ offset: true, error: 'instant_invalid' });

/** A salon's local calendar date, such as 2026-11-28. */
export const localDateSchema = z.iso.date({ error: 'date_invalid' });

/** A salon's local time of day on a 24-hour clock, such as 09:30. */
export const localTimeSchema = z.iso.time({ precision: -1, error: 'time_invalid' });

/** Minutes since local midnight; 1440 is the day's end. */
export const dayMinuteSchema = z.int({ error: 'time_invalid' }).min(0).max(1440);

/** ISO weekday: 1 Monday to 7 Sunday. */
export const weekdaySchema = z.int().min(1).max(7);
