import { z } from 'zod';
import {
  bookingIdSchema,
  employeeIdSchema,
  entryIdSchema,
  offerIdSchema,
  openingIdSchema,
  salonIdSchema,
} from '#server/platform/ids.schema.ts';
import { instantSchema } from '../salon/time.schema.ts';

export const openingStatuses = ['open', 'filled', 'exhausted', 'withdrawn', 'lapsed'] as const;
export const openingStatusSchema = z.enum(openingStatuses);
export type OpeningStatus = z.infer<typeof openingStatusSchema>;

export const openingCauses = [
  'booking_cancelled',
  'booking_rescheduled',
  'manual_notify',
  'remainder',
  'entry_reactivated',
  'booking_shortened',
  'time_off_removed',
  'hours_added',
  'service_added',
] as const;
export type OpeningCause = (typeof openingCauses)[number];

/**
 * So long nobody is asked about time that staff have freed by dragging a booking or by giving somebody more time: enough to see a slip
 * and undo it, a small part of the fifteen minutes that an offer lives, and too short for a free chair to be missed. A cancellation
 * asks before it acts, so it does not wait. In minutes.
 */
export const settleMinutes = 2;

export const openingSchema = z.object({
  id: openingIdSchema,
  employeeId: employeeIdSchema,
  employeeName: z.string(),
  /** Where its offers start. */
  startsAt: instantSchema,
  /** The stretch that came free, buffers included. */
  freeFrom: instantSchema,
  freeUntil: instantSchema,
  status: openingStatusSchema,
  cause: z.enum(openingCauses),
  causeBookingId: bookingIdSchema.nullable(),
  offersAtOnce: z.int(),
  /** Customers who were asked. Whom staff booked at once was not. */
  offersMade: z.int(),
  bookedDirectly: z.boolean(),
  /** After a miss it goes on to others who fit. */
  continues: z.boolean(),
  heldUntil: instantSchema,
  /** When it is offered on: after the quiet hours, or when the salon may make offers again. */
  resumesAt: instantSchema.nullable(),
  /** Nobody is asked before then: the change that it came of may be undone. */
  settlesAt: instantSchema.nullable(),
  createdAt: instantSchema,
  closedAt: instantSchema.nullable(),
  /** Who took it from the waitlist, and what became of that. */
  taken: z
    .object({
      entryId: entryIdSchema,
      customerName: z.string(),
      at: instantSchema,
      /** They took their yes back at once (`undone`), or the appointment was cancelled later; null while it stands. */
      ended: z.object({ how: z.enum(['undone', 'cancelled']), at: instantSchema }).nullable(),
    })
    .nullable(),
});
export type OpeningView = z.infer<typeof openingSchema>;

const openingInput = z.object({ salonId: salonIdSchema, openingId: openingIdSchema });

/** opening.list: newest first. */
export const listOpeningsInput = z.object({
  salonId: salonIdSchema,
  statuses: z.array(openingStatusSchema).optional(),
  /** Those of this employee. */
  employeeId: employeeIdSchema.optional(),
  /** Those that begin exactly then. */
  startsAt: instantSchema.optional(),
  /** Those that ended then or later. */
  closedSince: instantSchema.optional(),
  page: z.int().min(1).max(10_000).default(1),
  pageSize: z.int().min(1).max(100).default(25),
});
export type ListOpeningsInput = z.input<typeof listOpeningsInput>;
export const listOpeningsOutput = z.object({
  openings: z.array(openingSchema),
  page: z.int(),
  hasMore: z.boolean(),
});

/** opening.get, with its offers in the order in which they were made. */
export const getOpeningInput = openingInput;
export const getOpeningOutput = openingSchema.extend({
  offers: z.array(
    z.object({
      id: offerIdSchema,
      entryId: entryIdSchema,
      customerName: z.string(),
      serviceName: z.string(),
      status: z.string(),
      attemptNo: z.int(),
      /** Made and accepted by staff in one: nobody was asked. */
      isDirect: z.boolean(),
      createdAt: instantSchema,
      tokenExpiresAt: instantSchema,
      respondedAt: instantSchema.nullable(),
      closedAt: instantSchema.nullable(),
    }),
  ),
});

/** opening.withdraw: `offersTakenBack` customers were told so. `not_open`: it had ended before. */
export const withdrawOpeningInput = openingInput;
export const withdrawOpeningOutput = z.union([
  z.object({ ok: z.literal(true), offersTakenBack: z.int() }),
  z.object({ ok: z.literal(false), reason: z.literal('not_open') }),
]);
