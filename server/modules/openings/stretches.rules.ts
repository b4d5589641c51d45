import { z } from 'zod';
import { calendarIdSchema, serviceIdSchema } from '#server/platform/ids.schema.ts';

/** A piece of a calendar that something takes or took, without a gap; also as it is kept in JSON. */
export const calendarStretchSchema = z.object({
  calendarId: calendarIdSchema,
  /** Where it begins for the customer. */
  startsAt: z.coerce.date(),
  /** Buffers included. */
  freeFrom: z.coerce.date(),
  freeUntil: z.coerce.date(),
  /** Whose policy counts for it. */
  serviceId: serviceIdSchema.nullable(),
});
export type CalendarStretch = z.output<typeof calendarStretchSchema>;

/** What of `stretches` lies in `others`; a piece whose start for the customer lies outside starts where it begins. */
export function withinStretches(
  stretches: readonly CalendarStretch[],
  others: readonly Pick<CalendarStretch, 'calendarId' | 'freeFrom' | 'freeUntil'>[],
): CalendarStretch[] {
  return stretches.flatMap((stretch) =>
    others.flatMap((other) => {
      const freeFrom = stretch.freeFrom > other.freeFrom ? stretch.freeFrom : other.freeFrom;
      const freeUntil = stretch.freeUntil < other.freeUntil ? stretch.freeUntil : other.freeUntil;
      if (other.calendarId !== stretch.calendarId || freeFrom >= freeUntil) return [];
      const isInside = freeFrom <= stretch.startsAt && stretch.startsAt < freeUntil;
      return [{ ...stretch, freeFrom, freeUntil, startsAt: isInside ? stretch.startsAt : freeFrom }];
    }),
  );
}
