import { z } from 'zod';
import { locales } from '#server/texts/catalogue.ts';
import {
  calendarIdSchema,
  employeeIdSchema,
  openingIdSchema,
  salonIdSchema,
  serviceIdSchema,
  bookingIdSchema,
} from '#server/platform/ids.schema.ts';
import { dayMinuteSchema, instantSchema, localDateSchema, weekdaySchema } from './time.schema.ts';

export const localeSchema = z.enum(locales);

// ------------------------------------------------------------------------------------------------------ salon.list

/** salon.list: every salon that is open for the public, by name. */
export const salonListOutput = z.array(
  z.object({
    id: salonIdSchema,
    slug: z.string(),
    name: z.string(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    locale: localeSchema,
    accentColour: z.string().nullable(),
    logoUrl: z.string().nullable(),
    pictureUrl: z.string().nullable(),
  }),
);
export type SalonList = z.infer<typeof salonListOutput>;

// ---------------------------------------------------------------------------------------------------- salon.bySlug

export const salonBySlugInput = z.object({ slug: z.string().min(1).max(80) });

export const salonServiceSchema = z.object({
  id: serviceIdSchema,
  category: z.string(),
  name: z.string(),
  description: z.string(),
  durationMinutes: z.int(),
  /** In the salon's currency, minor unit. */
  priceMinor: z.int(),
  /** Those who do it, in the salon's order; never empty: a service that nobody does is not shown. */
  employeeIds: z.array(employeeIdSchema).min(1),
});
export type SalonService = z.infer<typeof salonServiceSchema>;

const salonEmployeeSchema = z.object({
  id: employeeIdSchema,
  name: z.string(),
  title: z.string(),
  serviceIds: z.array(serviceIdSchema),
});

/** salon.bySlug: all that the public pages need to know. An unknown or closed salon is the error `not_found`. */
export const salonBySlugOutput = z.object({
  id: salonIdSchema,
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  locale: localeSchema,
  currency: z.string(),
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  accentColour: z.string().nullable(),
  /** Of each: an address with https, or a path on our own host. */
  logoUrl: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  /** Today and the last date that can be booked, in the salon's time zone. */
  today: localDateSchema,
  lastBookableDate: localDateSchema,
  bookingNoticeMinutes: z.int(),
  bookingHorizonDays: z.int(),
  /** A customer's link can cancel or move a booking until this long before its start. */
  cancelNoticeMinutes: z.int(),
  joiningEnabled: z.boolean(),
  /** In the salon's order. */
  serviceGroups: z.array(z.object({ category: z.string(), services: z.array(salonServiceSchema).min(1) })),
  employees: z.array(salonEmployeeSchema),
});
export type SalonPage = z.infer<typeof salonBySlugOutput>;

// ------------------------------------------------------------------------------------------- staff: who works when

/** Input of the staff procedures that only name the salon. */
export const salonInput = z.object({ salonId: salonIdSchema });
export const employeeInput = z.object({ salonId: salonIdSchema, employeeId: employeeIdSchema });

/** salon.employees: `version` names how name and title stand, `servicesVersion` what they do (see settings.schema.ts). */
export const employeesOutput = z.array(
  salonEmployeeSchema.extend({
    calendarId: calendarIdSchema,
    archivedAt: instantSchema.nullable(),
    version: z.string(),
    servicesVersion: z.string(),
  }),
);

/** salon.services: also those that nobody does, and archived ones. */
export const servicesOutput = z.array(
  salonServiceSchema.extend({
    employeeIds: z.array(employeeIdSchema),
    bufferBeforeMinutes: z.int(),
    bufferAfterMinutes: z.int(),
    archivedAt: instantSchema.nullable(),
    version: z.string(),
  }),
);

/** A weekly stretch of work; what lies between two of them on one weekday is a break. */
export const weeklyStretchSchema = z
  .object({ weekday: weekdaySchema, fromMinute: dayMinuteSchema, untilMinute: dayMinuteSchema })
  .refine((stretch) => stretch.fromMinute < stretch.untilMinute, {
    error: 'end_before_start',
    path: ['untilMinute'],
  });
export type WeeklyStretch = z.infer<typeof weeklyStretchSchema>;

/** salon.hours (input: employeeInput) */
export const hoursOutput = z.object({ hours: z.array(weeklyStretchSchema), version: z.string() });

/** salon.setHours: replaces the week; with a `version`, only the one that it names. */
export const setHoursInput = employeeInput.extend({
  version: z.string().max(40).optional(),
  hours: z
    .array(weeklyStretchSchema)
    .max(70)
    .superRefine((stretches, context) => {
      stretches.forEach((stretch, index) => {
        const overlaps = stretches.some(
          (other, at) =>
            at < index &&
            other.weekday === stretch.weekday &&
            other.fromMinute < stretch.untilMinute &&
            stretch.fromMinute < other.untilMinute,
        );
        if (overlaps) {
          context.addIssue({ code: 'custom', message: 'stretches_overlap', path: [index, 'fromMinute'] });
        }
      });
    }),
});

/** A booking that a change of hours leaves outside them; it stands until somebody moves it. */
export const affectedBookingSchema = z.object({
  bookingId: bookingIdSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  customerName: z.string(),
  serviceNames: z.array(z.string()),
});
export type AffectedBooking = z.infer<typeof affectedBookingSchema>;

/** What every change of somebody's working time answers; also salon.archiveEmployee (input: employeeInput), which lists the bookings to come. */
export const hoursChangeOutput = z.object({
  ok: z.literal(true),
  affectedBookings: z.array(affectedBookingSchema),
  withdrawnOpenings: z.int(),
  /** What of the time that it added is held for those who wait, and offered once it has settled. */
  openingIds: z.array(openingIdSchema),
});
export type HoursChange = z.infer<typeof hoursChangeOutput>;

/** salon.setHours also answers what undoes it: the week before, and the `version` of the new one. */
export const setHoursOutput = hoursChangeOutput.extend({
  previous: z.array(weeklyStretchSchema),
  version: z.string(),
});

/** One date's own hours, of an employee or (null) of the whole salon. No stretches: closed. */
export const hoursExceptionSchema = z.object({
  employeeId: employeeIdSchema.nullable(),
  date: localDateSchema,
  stretches: z.array(z.object({ fromMinute: dayMinuteSchema, untilMinute: dayMinuteSchema })),
  note: z.string(),
});
export type HoursException = z.infer<typeof hoursExceptionSchema>;

/** salon.exceptions: from a local date on. */
export const exceptionsInput = z.object({ salonId: salonIdSchema, from: localDateSchema });
export const exceptionsOutput = z.array(hoursExceptionSchema);

/** salon.setException: replaces that date's exception; with a `version`, only the one that it names. */
export const setExceptionInput = z.object({
  salonId: salonIdSchema,
  employeeId: employeeIdSchema.nullable(),
  date: localDateSchema,
  stretches: z
    .array(
      z
        .object({ fromMinute: dayMinuteSchema, untilMinute: dayMinuteSchema })
        .refine((stretch) => stretch.fromMinute < stretch.untilMinute, {
          error: 'end_before_start',
          path: ['untilMinute'],
        }),
    )
    .max(10),
  note: z.string().trim().max(200, { error: 'too_long' }).default(''),
  version: z.string().max(40).optional(),
});

/** salon.removeException: back to the weekly hours; with a `version`, only from what it names. */
export const removeExceptionInput = z.object({
  version: z.string().max(40).optional(),
  salonId: salonIdSchema,
  employeeId: employeeIdSchema.nullable(),
  date: localDateSchema,
});

/** What undoes a change of one date's hours: what it had before (null: nothing of its own), and the `version` of what it has now. */
export const exceptionChangeOutput = hoursChangeOutput.extend({
  previous: hoursExceptionSchema.pick({ stretches: true, note: true }).nullable(),
  version: z.string(),
});
export type ExceptionChange = z.infer<typeof exceptionChangeOutput>;

export const timeOffSchema = z.object({
  id: z.guid(),
  employeeId: employeeIdSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  note: z.string(),
});

/** salon.timeOff: what ends after `from`. */
export const timeOffListInput = z.object({
  salonId: salonIdSchema,
  employeeId: employeeIdSchema.optional(),
  from: instantSchema,
});
export const timeOffListOutput = z.array(timeOffSchema);

/**
 * An edge of a stretch of time: an instant, or what the salon's clock shows. A time that the clocks skip is the moment at which they do;
 * of one that they show twice, a beginning is the first and an end the second, so that nothing between is left out.
 */
const edgeSchema = z.union([instantSchema, z.object({ date: localDateSchema, minute: dayMinuteSchema })]);
export type Edge = z.infer<typeof edgeSchema>;

function isInOrder({ startsAt, endsAt }: { startsAt: Edge; endsAt: Edge }): boolean {
  if (typeof startsAt === 'string' && typeof endsAt === 'string')
    return Date.parse(startsAt) < Date.parse(endsAt);
  if (typeof startsAt === 'string' || typeof endsAt === 'string') return true;
  return startsAt.date < endsAt.date || (startsAt.date === endsAt.date && startsAt.minute < endsAt.minute);
}

/** salon.addTimeOff: bookings that it hits stay and are listed; openings that it hits are withdrawn. */
export const addTimeOffInput = employeeInput
  .extend({
    startsAt: edgeSchema,
    endsAt: edgeSchema,
    note: z.string().trim().max(200, { error: 'too_long' }).default(''),
  })
  .refine(isInOrder, { error: 'end_before_start', path: ['endsAt'] });
export const addTimeOffOutput = hoursChangeOutput.extend({ timeOffId: z.guid() });

/** salon.removeTimeOff: `openingIds` as after a change of hours. */
export const removeTimeOffInput = z.object({ salonId: salonIdSchema, timeOffId: z.guid() });
export const removeTimeOffOutput = z.object({ ok: z.literal(true), openingIds: z.array(openingIdSchema) });

/** salon.setEmployeeServices: replaces what somebody does; with a `version`, only what it names. Offers that are out stay. */
export const setEmployeeServicesInput = employeeInput.extend({
  version: z.string().max(40).optional(),
  serviceIds: z.array(serviceIdSchema).max(500),
});
export const setEmployeeServicesOutput = removeTimeOffOutput;

/** salon.restoreEmployee, salon.restoreService: `openingIds` as after a change of hours. */
export const restoreOutput = removeTimeOffOutput;

/** salon.hitByTimeOff: the bookings that stand in each time off that ends after `from`. */
export const hitByTimeOffInput = z.object({ salonId: salonIdSchema, from: instantSchema });
export const hitByTimeOffOutput = z.array(
  z.object({ timeOffId: z.guid(), bookings: z.array(affectedBookingSchema) }),
);

/** salon.touchedByArchiving: of an employee or a service that is to go. Bookings stand; those who wait for a service wait in vain. */
export const touchedByArchivingInput = z.union([
  z.object({ salonId: salonIdSchema, employeeId: employeeIdSchema }),
  z.object({ salonId: salonIdSchema, serviceId: serviceIdSchema }),
]);
export const touchedByArchivingOutput = z.object({
  bookings: z.array(affectedBookingSchema),
  openings: z.int(),
  /** Who waits for this one alone. */
  entries: z.int(),
});
