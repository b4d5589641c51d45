import { z } from 'zod';
import { employeeIdSchema, salonIdSchema, serviceIdSchema } from '#server/platform/ids.schema.ts';
import {
  dayMinuteSchema,
  instantSchema,
  localDateSchema,
  localTimeSchema,
  weekdaySchema,
} from '#server/modules/salon/time.schema.ts';

/** So many services at most are done in a row. */
export const mostServices = 5;

/** One or several services in a row with one employee. */
export const serviceIdsSchema = z
  .array(serviceIdSchema)
  .min(1, { error: 'required' })
  .max(mostServices, { error: 'too_many' });

/** A time at which somebody who does all the services is free. */
export const slotSchema = z.object({
  /** The customer's times; buffers are not in them. */
  startsAt: instantSchema,
  endsAt: instantSchema,
  date: localDateSchema,
  /** On the salon's clock; unique within its date, also on the day when an hour repeats. */
  localTime: localTimeSchema,
  /** Who is free then, in the salon's order. */
  employeeIds: z.array(employeeIdSchema).min(1),
});
export type Slot = z.infer<typeof slotSchema>;

/** availability.slots */
export const slotsInput = z.object({
  salonId: salonIdSchema,
  serviceIds: serviceIdsSchema,
  /** Left out: anyone who does them. */
  employeeId: employeeIdSchema.optional(),
  /** The first local date. */
  from: localDateSchema,
  days: z.int().min(1).max(42),
});

/** An unknown salon, service or employee is the error `not_found`. Days without a free time are listed, empty. */
export const slotsOutput = z.object({
  timeZone: z.string(),
  days: z.array(z.object({ date: localDateSchema, slots: z.array(slotSchema) })),
});
export type SlotDays = z.infer<typeof slotsOutput>;

/** availability.firstFree: the first free time on or after `from` (left out: now) within the salon's horizon. */
export const firstFreeInput = slotsInput
  .omit({ from: true, days: true })
  .extend({ from: localDateSchema.optional() });
export const firstFreeOutput = z.object({ slot: slotSchema.nullable() });

/** availability.openingHours: when somebody is at work. An unknown or closed salon is the error `not_found`. */
export const openingHoursInput = z.object({ salonId: salonIdSchema });

/** In order, apart. None: closed. */
const openStretches = z.array(z.object({ fromMinute: dayMinuteSchema, untilMinute: dayMinuteSchema }));

export const openingHoursOutput = z.object({
  /** In the salon's time zone. */
  today: localDateSchema,
  /** All seven days, Monday first. */
  week: z.array(z.object({ weekday: weekdaySchema, stretches: openStretches })),
  /** The dates of the coming weeks, today's included, on which other hours count. */
  special: z.array(z.object({ date: localDateSchema, stretches: openStretches })),
});
export type OpeningHours = z.infer<typeof openingHoursOutput>;
