import { z } from 'zod';
import {
  bookingIdSchema,
  customerIdSchema,
  employeeIdSchema,
  entryIdSchema,
  offerIdSchema,
  openingIdSchema,
  salonIdSchema,
  serviceIdSchema,
} from '#server/platform/ids.schema.ts';
import {
  serviceIdsSchema,
  slotSchema,
  slotsInput,
  slotsOutput,
} from '#server/modules/calendar/availability.schema.ts';
import { attachedFileSchema, channelSchema } from '#server/modules/notifications/notifications.schema.ts';
import {
  contactSchema,
  fieldProblemSchema,
  walkInSchema,
} from '#server/modules/salon/customers/contact.schema.ts';
import { localeSchema, timeOffSchema } from '#server/modules/salon/salon.schema.ts';
import { instantSchema, localDateSchema, localTimeSchema } from '#server/modules/salon/time.schema.ts';

export const bookingStatusSchema = z.enum([
  'pending_payment',
  'confirmed',
  'completed',
  'no_show',
  'cancelled',
]);
export type BookingStatus = z.infer<typeof bookingStatusSchema>;

const bookingItemSchema = z.object({
  serviceId: serviceIdSchema,
  serviceName: z.string(),
  employeeId: employeeIdSchema,
  employeeName: z.string(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  priceMinor: z.int(),
});

const bookingFacts = {
  id: bookingIdSchema,
  status: bookingStatusSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  /** On the salon's clock. */
  date: localDateSchema,
  localTime: localTimeSchema,
  /** In `currency`, minor unit. */
  priceMinor: z.int(),
  currency: z.string(),
  notes: z.string(),
  cancelledAt: instantSchema.nullable(),
  cancelledBy: z.string().nullable(),
  items: z.array(bookingItemSchema).min(1),
};

/**
 * A booking as its customer sees it. Without their name: whoever books with somebody's number or address alone gets this, and must not
 * learn whose it is.
 */
export const customerBookingSchema = z.object({
  ...bookingFacts,
  locale: localeSchema,
  /** 0 when new, and higher after each change: a calendar's SEQUENCE. */
  revision: z.int().min(0),
  salon: z.object({
    id: salonIdSchema,
    slug: z.string(),
    name: z.string(),
    timeZone: z.string(),
    locale: localeSchema,
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    phone: z.string().nullable(),
    accentColour: z.string().nullable(),
    logoUrl: z.string().nullable(),
    cancelNoticeMinutes: z.int(),
  }),
  /** Until then the link can cancel or move it. */
  changeableUntil: instantSchema,
  changeable: z.boolean(),
  /** Whether its customer can ask for an earlier time in its place, or waits for one already; null when neither. */
  earlier: z.enum(['possible', 'asked']).nullable(),
  /** Until then the accept that it came of can be undone; null when it can't, or not any more. */
  undoableUntil: instantSchema.nullable(),
  /** The accept that it came of was undone: and whether the customer is back on the waitlist. */
  undone: z.object({ waitsAgain: z.boolean() }).nullable(),
});
export type CustomerBooking = z.infer<typeof customerBookingSchema>;

/** How staff changed a booking's times. */
export const changeKindSchema = z.enum(['moved', 'resized']);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** A booking as staff see it. */
export const staffBookingSchema = z.object({
  ...bookingFacts,
  /** The last change of its times by staff that stands; until it settles it can be undone, and nobody has heard of it. */
  lastChange: z.object({ id: z.guid(), kind: changeKindSchema, settlesAt: instantSchema }).nullable(),
  source: z.string(),
  createdAt: instantSchema,
  customer: z.object({
    id: customerIdSchema,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    /** What they may be told on: empty without a number and an address, or when they have opted out of what there is. */
    reachableBy: z.array(channelSchema),
  }),
});
export type StaffBooking = z.infer<typeof staffBookingSchema>;

const notesSchema = z.string().trim().max(500, { error: 'too_long' }).default('');
const tokenSchema = z.string().min(1).max(200);

/** The time went to somebody else, or was never free: what is free nearest to it, at most six. */
const takenSchema = z.object({
  ok: z.literal(false),
  reason: z.literal('taken'),
  alternatives: z.array(slotSchema),
});
/** The same for staff, who see whose it is. */
export const takenByBookingSchema = takenSchema.extend({
  bookings: z.array(
    z.object({
      bookingId: bookingIdSchema,
      customerName: z.string(),
      startsAt: instantSchema,
      endsAt: instantSchema,
    }),
  ),
});
/** What only the salon's facts can tell to be wrong (a phone number without its country), at its field. */
const invalidSchema = z.object({
  ok: z.literal(false),
  reason: z.literal('invalid'),
  fields: z.array(fieldProblemSchema),
});

function refusal<const Reasons extends readonly [string, ...string[]]>(...reasons: Reasons) {
  return z.object({ ok: z.literal(false), reason: z.enum(reasons) });
}

/** Why an accept can't be undone. `begun`: also when it is completed or missed. `old_time_given_up`: it moved a booking. */
export const undoRefusals = ['too_late', 'cancelled', 'moved', 'begun', 'old_time_given_up'] as const;
export type UndoRefusal = (typeof undoRefusals)[number];

// ---------------------------------------------------------------------------------------------------------- public

/** booking.create */
export const createBookingInput = z.object({
  salonId: salonIdSchema,
  serviceIds: serviceIdsSchema,
  /** Left out: whoever of those who are free then has the lightest day. */
  employeeId: employeeIdSchema.optional(),
  startsAt: instantSchema,
  contact: contactSchema,
  notes: notesSchema,
  locale: localeSchema,
  /** The same request with the same key is answered with the same booking, for a day. */
  idempotencyKey: z.uuid().optional(),
});

/**
 * An unknown salon, service or employee is the error `not_found`.
 * `taken` also when this contact has another booking then: only who has its link may know of that.
 * `employee_mismatch`: the employee does not do these services. `key_reused`: the key was that of another request.
 */
export const createBookingOutput = z.union([
  z.object({
    ok: z.literal(true),
    booking: customerBookingSchema,
    token: z.string(),
    /** Where its confirmation goes, of the addresses that were given: another one that we know is nobody else's business. */
    confirmedBy: z.array(channelSchema),
  }),
  takenSchema,
  invalidSchema,
  refusal('employee_mismatch', 'key_reused'),
]);
export type CreateBookingOutcome = z.infer<typeof createBookingOutput>;

export const bookingTokenInput = z.object({ token: tokenSchema });

/** booking.byToken */
export const bookingByTokenOutput = z.union([
  z.object({ ok: z.literal(true), booking: customerBookingSchema }),
  refusal('unknown'),
]);

/** booking.calendarFileByToken: the appointment as an iCalendar file (RFC 5545). */
export const calendarFileInput = bookingTokenInput.extend({ locale: localeSchema });
export const calendarFileOutput = z.union([
  z.object({
    ok: z.literal(true),
    file: attachedFileSchema,
  }),
  refusal('unknown'),
]);

/**
 * booking.cancelByToken. A repeat answers as the first time did.
 * `too_late`: inside the salon's notice. `not_open`: it was completed or missed.
 */
export const cancelByTokenOutput = z.union([
  z.object({ ok: z.literal(true), booking: customerBookingSchema }),
  refusal('unknown', 'too_late', 'not_open'),
]);
export type CancelByTokenOutcome = z.infer<typeof cancelByTokenOutput>;

/** booking.slotsByToken: free times to which this booking could move; its own time counts as free. */
export const slotsByTokenInput = slotsInput
  .pick({ employeeId: true, from: true, days: true })
  .extend({ token: tokenSchema });

export const slotsByTokenOutput = z.union([
  z.object({ ok: z.literal(true), slots: slotsOutput }),
  refusal('unknown'),
]);

/** booking.rescheduleByToken */
export const rescheduleByTokenInput = z.object({
  token: tokenSchema,
  startsAt: instantSchema,
  /** Left out: the same employee. */
  employeeId: employeeIdSchema.optional(),
});
/** `taken`: or the customer has another appointment then. `not_open`: it was cancelled, completed or missed. */
export const rescheduleByTokenOutput = z.union([
  z.object({ ok: z.literal(true), booking: customerBookingSchema }),
  takenSchema,
  refusal('unknown', 'too_late', 'not_open', 'employee_mismatch'),
]);
export type RescheduleByTokenOutcome = z.infer<typeof rescheduleByTokenOutput>;

// ----------------------------------------------------------------------------------------------------------- staff

const bookingInput = z.object({ salonId: salonIdSchema, bookingId: bookingIdSchema });

/** booking.list: by start, newest last; `search` looks in the customer's name, e-mail and phone. */
export const listBookingsInput = z.object({
  salonId: salonIdSchema,
  /** Local dates, both included. */
  from: localDateSchema.optional(),
  until: localDateSchema.optional(),
  statuses: z.array(bookingStatusSchema).optional(),
  employeeId: employeeIdSchema.optional(),
  search: z.string().trim().max(100).optional(),
  order: z.enum(['soonest', 'latest']).default('soonest'),
  page: z.int().min(1).max(10_000).default(1),
  pageSize: z.int().min(1).max(100).default(25),
});
export const listBookingsOutput = z.object({
  bookings: z.array(staffBookingSchema),
  page: z.int(),
  hasMore: z.boolean(),
});

/** booking.calendar: so many local dates from one on. */
export const calendarInput = z.object({
  salonId: salonIdSchema,
  from: localDateSchema,
  days: z.int().min(1).max(7),
  /** Left out: everybody. */
  employeeId: employeeIdSchema.optional(),
});

const rangeFacts = { from: instantSchema, until: instantSchema };

/** What of a booking lies with one employee in those days: its times are of that part. */
const calendarBookingSchema = z.object({
  id: bookingIdSchema,
  status: bookingStatusSchema,
  customerName: z.string(),
  /** Another part of it is with somebody else. */
  isShared: z.boolean(),
  /** In the order of their times. */
  services: z
    .array(bookingItemSchema.pick({ serviceId: true, serviceName: true, startsAt: true, endsAt: true }))
    .min(1),
  /** The customer's times. */
  startsAt: instantSchema,
  endsAt: instantSchema,
  /** What it takes of the calendar, buffers included. */
  ...rangeFacts,
});

/** Time that is held for the waitlist. */
const calendarHoldSchema = z.object({
  openingId: openingIdSchema,
  /** Where its offers start. */
  startsAt: instantSchema,
  /** What it takes of the calendar. */
  ...rangeFacts,
  heldUntil: instantSchema,
  /** Until then nobody is asked, since the change that it came of may be undone; null once that has passed. */
  settlesAt: instantSchema.nullable(),
  /** The end of the quiet hours that it waits for; null when it does not. */
  resumesAt: instantSchema.nullable(),
  /** Those that are waiting for an answer. */
  offers: z.array(
    z.object({
      id: offerIdSchema,
      entryId: entryIdSchema,
      customerName: z.string(),
      expiresAt: instantSchema,
    }),
  ),
});

const calendarEmployeeSchema = z.object({
  id: employeeIdSchema,
  name: z.string(),
  title: z.string(),
  /** From then on without working time. */
  archivedAt: instantSchema.nullable(),
  /** Working time in order, time off not taken out; what lies between is a break or free. */
  work: z.array(z.object(rangeFacts)),
  /** What of it lies ahead and is neither away, booked nor held, in order. */
  free: z.array(z.object(rangeFacts)),
  timeOff: z.array(timeOffSchema.omit({ employeeId: true })),
  bookings: z.array(calendarBookingSchema),
  holds: z.array(calendarHoldSchema),
});
export type CalendarEmployee = z.infer<typeof calendarEmployeeSchema>;

/**
 * Cancelled bookings and holds whose time is up are not in it: they take no time. Another salon's employee is the error
 * `not_found`.
 */
export const calendarOutput = z.object({
  timeZone: z.string(),
  /** From midnight to midnight: 23 or 25 hours when the clocks change. */
  days: z.array(z.object({ date: localDateSchema, ...rangeFacts })),
  /** In the salon's order; who was archived only when something is booked or held with them then, or when asked for by name. */
  employees: z.array(calendarEmployeeSchema),
});
export type CalendarView = z.infer<typeof calendarOutput>;

/** booking.get; another salon's id is the error `not_found`. */
export const getBookingInput = bookingInput;

/** A time that is held for the waitlist: taking it withdraws that opening and the offers that are out. */
export const heldSchema = z.object({
  ok: z.literal(false),
  reason: z.literal('held'),
  openings: z.array(
    z.object({
      openingId: openingIdSchema,
      startsAt: instantSchema,
      heldUntil: instantSchema,
      /** Offers of it that are waiting for an answer. */
      liveOffers: z.int(),
    }),
  ),
});

/** Who has a part of it outside of their hours, in a break or while they are away; by name. */
const outsideHoursSchema = z.array(z.string());

/**
 * booking.createByStaff: also outside hours, notice and horizon; over a hold only with `withdrawOpening`. Somebody with a name alone is a new
 * customer, who gets no messages.
 */
export const createByStaffInput = z.object({
  salonId: salonIdSchema,
  serviceIds: serviceIdsSchema,
  employeeId: employeeIdSchema,
  /** Or as the salon's clock says it: of a time that it shows twice, the first. */
  startsAt: z.union([instantSchema, z.object({ date: localDateSchema, time: localTimeSchema })]),
  customer: z.union([z.object({ customerId: customerIdSchema }), walkInSchema]),
  notes: notesSchema,
  locale: localeSchema.optional(),
  withdrawOpening: z.boolean().default(false),
});
export const createByStaffOutput = z.union([
  z.object({ ok: z.literal(true), booking: staffBookingSchema, outsideHours: outsideHoursSchema }),
  takenByBookingSchema,
  heldSchema,
  invalidSchema,
  refusal('employee_mismatch', 'own_overlap', 'in_past', 'no_such_time'),
]);
export type CreateByStaffOutcome = z.infer<typeof createByStaffOutput>;

/** booking.cancel. A repeat answers as the first time did. `openingIds`: what is now offered to the waitlist. */
export const cancelBookingInput = bookingInput;
export const cancelBookingOutput = z.union([
  z.object({ ok: z.literal(true), booking: staffBookingSchema, openingIds: z.array(openingIdSchema) }),
  refusal('not_open'),
]);
export type CancelBookingOutcome = z.infer<typeof cancelBookingOutput>;

/** booking.slotsForMove: free times to which it could move, public rules of notice left aside. */
export const slotsForMoveInput = slotsInput
  .pick({ employeeId: true, from: true, days: true })
  .extend(bookingInput.shape);

export const slotsForMoveOutput = slotsOutput;

/** What a change of a booking's times answers: `openingIds` are held for the waitlist, and offered once the change has settled. */
const timesChangedSchema = z.object({
  ok: z.literal(true),
  booking: staffBookingSchema,
  openingIds: z.array(openingIdSchema),
});
const placedAnewSchema = timesChangedSchema.extend({ outsideHours: outsideHoursSchema });

/** booking.reschedule */
export const rescheduleInput = bookingInput.extend({
  startsAt: instantSchema,
  employeeId: employeeIdSchema.optional(),
  withdrawOpening: z.boolean().default(false),
});
export const rescheduleOutput = z.union([
  placedAnewSchema,
  takenByBookingSchema,
  heldSchema,
  refusal('not_open', 'employee_mismatch', 'own_overlap', 'in_past'),
]);
export type RescheduleOutcome = z.infer<typeof rescheduleOutput>;

/** booking.resize: another end, and with `startsAt` another start; over a hold only with `withdrawOpening`. */
export const resizeInput = bookingInput.extend({
  startsAt: instantSchema.optional(),
  endsAt: instantSchema,
  withdrawOpening: z.boolean().default(false),
});
/** `too_short`, `too_long`: one of its services would last under 5 minutes, or over 12 hours. */
export const resizeOutput = z.union([
  placedAnewSchema,
  takenByBookingSchema,
  heldSchema,
  refusal('not_open', 'own_overlap', 'in_past', 'too_short', 'too_long'),
]);
export type ResizeOutcome = z.infer<typeof resizeOutput>;

/** booking.undoChange: the last move or new length, until it settles. A change of another booking is the error `not_found`. */
export const undoChangeInput = bookingInput.extend({ changeId: z.guid() });
/** `too_late`: it has settled. `changed_since`: it is not the last change, or has been undone by another one. */
export const undoChangeOutput = z.union([
  timesChangedSchema,
  takenByBookingSchema,
  heldSchema,
  refusal('not_open', 'too_late', 'changed_since', 'own_overlap'),
]);
export type UndoChangeOutcome = z.infer<typeof undoChangeOutput>;

/** booking.complete and booking.noShow: from the start on. A repeat answers as the first time did. */
export const settleBookingInput = bookingInput;
export const settleBookingOutput = z.union([
  z.object({ ok: z.literal(true), booking: staffBookingSchema }),
  refusal('not_open', 'not_begun'),
]);
export type SettleBookingOutcome = z.infer<typeof settleBookingOutput>;
