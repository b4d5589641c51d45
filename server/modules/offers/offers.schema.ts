import { z } from 'zod';
import {
  bookingIdSchema,
  employeeIdSchema,
  entryIdSchema,
  offerIdSchema,
  openingIdSchema,
  salonIdSchema,
  serviceIdSchema,
} from '#server/platform/ids.schema.ts';
import { bookingTokenInput, undoRefusals } from '../bookings/bookings.schema.ts';
import { slotSchema } from '../calendar/availability.schema.ts';
import { openingStatusSchema } from '../openings/openings.schema.ts';
import { ownPolicySchema } from '../policy/policy.schema.ts';
import { localeSchema } from '../salon/salon.schema.ts';
import { instantSchema, localDateSchema } from '../salon/time.schema.ts';
import { entryStatusSchema } from '../waitlist/waitlist.schema.ts';

function refusal<const Reasons extends readonly [string, ...string[]]>(...reasons: Reasons) {
  return z.object({ ok: z.literal(false), reason: z.enum(reasons) });
}
const tokenSchema = z.string().min(1).max(200);

export const offerStatuses = [
  'pending',
  'accepted',
  'declined',
  'expired',
  'cancelled',
  'notification_failed',
] as const;
export type OfferStatus = (typeof offerStatuses)[number];

// ---------------------------------------------------------------------------------------------------------- public

export const offerTokenInput = z.object({ token: tokenSchema });

/** `replaced`: a reminder brought a newer link. `closed` states never come back. */
export const offerStateSchema = z.enum([
  'open',
  'accepted',
  'undone',
  'declined',
  'expired',
  'taken',
  'withdrawn',
  'replaced',
]);
export type OfferState = z.infer<typeof offerStateSchema>;

/** offer.byToken */
export const offerByTokenOutput = z.union([
  z.object({
    ok: z.literal(true),
    offer: z.object({
      state: offerStateSchema,
      customerName: z.string(),
      locale: localeSchema,
      serviceName: z.string(),
      employeeId: employeeIdSchema,
      employeeName: z.string(),
      slotStart: instantSchema,
      slotEnd: instantSchema,
      priceMinor: z.int(),
      currency: z.string(),
      expiresAt: instantSchema,
      /** When it was made: expiresAt - createdAt is the whole claim window. */
      createdAt: instantSchema,
      /** The server's clock, so that a countdown does not trust the phone's. */
      now: instantSchema,
      salon: z.object({
        id: salonIdSchema,
        slug: z.string(),
        name: z.string(),
        timeZone: z.string(),
        street: z.string(),
        postalCode: z.string(),
        city: z.string(),
        phone: z.string().nullable(),
        accentColour: z.string().nullable(),
        logoUrl: z.string().nullable(),
      }),
      serviceId: serviceIdSchema,
      /** Set when the wish names exactly one. */
      wishedEmployeeId: employeeIdSchema.nullable(),
      /** Where its customer stands now, whatever became of this offer. */
      entryStatus: entryStatusSchema,
      /** Links to what it belongs to. */
      entryToken: z.string(),
      bookingToken: z.string().nullable(),
      /** The booking that came of it was cancelled since. */
      bookingCancelled: z.boolean(),
      /** Until then the accept can be undone; null when there is none, or it can't be undone (any more). */
      undoableUntil: instantSchema.nullable(),
      /** The accept was undone: and whether the customer is back on the waitlist. */
      undone: z.object({ waitsAgain: z.boolean() }).nullable(),
      /** Accepting moves this booking. */
      moves: z.object({ startsAt: instantSchema }).nullable(),
      /** With `open`: for how long nothing is offered after a no, and what no answer brings. */
      cost: z.object({ pauseMinutes: z.int(), unanswered: z.enum(['pause', 'end', 'nothing']) }).nullable(),
      /** With `replaced`: where the newer link went, masked. */
      sentTo: z.array(z.string()),
    }),
  }),
  refusal('unknown'),
]);
export type OfferByTokenOutcome = z.infer<typeof offerByTokenOutput>;
export type OfferView = Extract<OfferByTokenOutcome, { ok: true }>['offer'];

const answerOutcomes = [
  'booked',
  'declined',
  'already_booked',
  'already_declined',
  'expired',
  'taken',
  'withdrawn',
  'replaced',
  'clashes',
  'unknown',
] as const;
export const answerOutcomeSchema = z.enum(answerOutcomes);
export type AnswerOutcome = z.infer<typeof answerOutcomeSchema>;

export const acceptInput = offerTokenInput;
/** `leave`: and take me off the list. */
export const declineInput = offerTokenInput.extend({ leave: z.boolean().default(false) });
/** offer.accept, offer.decline. A repeat answers the same. `clashes`: the customer has another appointment then. */
export const answerOutput = z.object({
  outcome: answerOutcomeSchema,
  bookingId: bookingIdSchema.nullable(),
  bookingToken: z.string().nullable(),
});
export type Answer = z.infer<typeof answerOutput>;

/**
 * offer.undo, booking.undoByToken: the customer takes their accept back. A repeat answers the same. `waitsAgain`: they are back on the
 * waitlist; else the last day of their wish has passed.
 */
export const undoOutput = z.union([
  z.object({ ok: z.literal(true), waitsAgain: z.boolean() }),
  refusal('unknown', 'not_accepted', ...undoRefusals),
]);
export type UndoOutcome = z.infer<typeof undoOutput>;

/** POST /api/waitlist/claim */
export const claimRequestSchema = z.object({
  token: tokenSchema.describe('The last part of the link that the customer got'),
  action: z.enum(['accept', 'decline']),
});
export const claimAnswerSchema = z.union([
  z.object({ status: z.literal('booked'), bookingId: bookingIdSchema }),
  z.object({ status: z.literal('declined') }),
]);

/** POST /api/waitlist/process-lifecycle: how many rows each step has acted on. */
export const processLifecycleAnswerSchema = z.record(z.string(), z.int().min(0));

/** booking.undoByToken */
export const undoByBookingInput = bookingTokenInput;

/** offer.resend: sends the newest link again, to the contact that it belongs to. */
export const resendOutput = z.union([
  z.object({ ok: z.literal(true), sentTo: z.array(z.string()) }),
  refusal('unknown', 'closed'),
]);

// ----------------------------------------------------------------------------------------------------------- staff

const entryInput = z.object({ salonId: salonIdSchema, entryId: entryIdSchema });

/** waitlist.proposals: free times that fit the entry's wish, soonest first, at most 30. */
export const proposalsInput = entryInput;
export const proposalsOutput = z.object({ slots: z.array(slotSchema) });

/** waitlist.fitting: who waits and could come on that local date. */
export const fittingInput = z.object({ salonId: salonIdSchema, date: localDateSchema });
export const fittingOutput = z.object({
  /** In rank. */
  entries: z.array(
    z.object({
      entryId: entryIdSchema,
      customerName: z.string(),
      serviceName: z.string(),
      durationMinutes: z.int(),
      score: z.int(),
      /** Who does the service, whomever they wish for. */
      employeeIds: z.array(employeeIdSchema),
      /** Free times that their wish holds; never empty. */
      times: z
        .array(z.object({ employeeId: employeeIdSchema, starts: z.array(instantSchema).min(1) }))
        .min(1),
    }),
  ),
  /** How many of the first in rank want that day too, without a free time that suits. */
  others: z.int(),
});
export type Fitting = z.infer<typeof fittingOutput>;

/**
 * waitlist.notify: offers this slot to this entry. Refused as `duplicate` while a live offer for (employee, start) exists, naming it.
 * `held`: another opening is being offered there. `taken`: the time is not free.
 */
export const notifyInput = entryInput.extend({
  employeeId: employeeIdSchema,
  startsAt: instantSchema,
  /** After a miss it goes on to the others. */
  thenNext: z.boolean().default(false),
  /** The live offers of that slot that are taken back for it: all of them, or it is refused. */
  insteadOf: z.array(offerIdSchema).max(20).optional(),
});
export const notifyOutput = z.union([
  z.object({
    ok: z.literal(true),
    offerId: offerIdSchema,
    openingId: openingIdSchema,
    /** The time was being offered before; else an opening was made for it. */
    takesOver: z.boolean(),
    expiresAt: instantSchema,
  }),
  z.object({
    ok: z.literal(false),
    reason: z.literal('duplicate'),
    offerId: offerIdSchema,
    customerName: z.string(),
    expiresAt: instantSchema,
    /** All live offers of the slot, where they could be taken back instead; none when the entry itself has an offer. */
    couldReplace: z.array(offerIdSchema),
  }),
  z.object({ ok: z.literal(false), reason: z.literal('held'), openingId: openingIdSchema }),
  refusal('not_waiting', 'no_channel', 'taken', 'away', 'too_near', 'employee_mismatch'),
]);
export type NotifyOutcome = z.infer<typeof notifyOutput>;

/** waitlist.bookDirectly: books a waiting entry onto a free slot, without an offer in between. */
export const bookDirectlyInput = entryInput.extend({ employeeId: employeeIdSchema, startsAt: instantSchema });
export const bookDirectlyOutput = z.union([
  z.object({ ok: z.literal(true), bookingId: bookingIdSchema }),
  z.object({ ok: z.literal(false), reason: z.literal('held'), openingId: openingIdSchema }),
  refusal('not_waiting', 'taken', 'away', 'too_near', 'employee_mismatch', 'duplicate', 'clashes'),
]);
export type BookDirectlyOutcome = z.infer<typeof bookDirectlyOutput>;

/**
 * waitlist.convert: only a notified entry. With its live offer: that slot. With an offer that has just run out: the entry's explicit
 * employee, date and time; `missing` names what of them is not there.
 */
export const convertInput = entryInput;
export const convertOutput = z.union([
  z.object({ ok: z.literal(true), bookingId: bookingIdSchema }),
  z.object({
    ok: z.literal(false),
    reason: z.literal('missing'),
    missing: z.array(z.enum(['employee', 'time'])),
  }),
  refusal('not_notified', 'taken', 'away', 'clashes', 'in_past'),
]);
export type ConvertOutcome = z.infer<typeof convertOutput>;

/** Why an entry is not among an opening's candidates; the first that holds. */
const skipReasons = [
  'not_waiting',
  'employee_does_not_do_service',
  'service_too_long',
  'other_employee_wanted',
  'outside_windows',
  'too_near',
  'lead_time',
  'asked_before',
  'no_channel',
  'other_appointment',
  'not_earlier',
  'asked_enough_today',
  'busy',
] as const;
export const skipReasonSchema = z.enum(skipReasons);
export type SkipReason = z.infer<typeof skipReasonSchema>;

/**
 * opening.candidates: who fits, in rank, and why the others (the first 200 in rank) do not. As things stand now; of an opening that has ended, as
 * they stood when it last looked for somebody, without those who were asked then.
 */
export const candidatesInput = z.object({ salonId: salonIdSchema, openingId: openingIdSchema });
export const candidatesOutput = z.object({
  candidates: z.array(
    z.object({
      entryId: entryIdSchema,
      customerName: z.string(),
      rank: z.int(),
      score: z.int(),
      serviceName: z.string(),
    }),
  ),
  skipped: z.array(
    z.object({
      entryId: entryIdSchema,
      customerName: z.string(),
      status: entryStatusSchema,
      reason: skipReasonSchema,
    }),
  ),
});
export type Candidates = z.infer<typeof candidatesOutput>;

/**
 * waitlist.considerations: the newest openings since the entry was made, and what each meant for it. `outranked`: it fitted, and others came
 * before it; the rank is null further down than is written down. `by_hand`: staff offered it to somebody
 * else, and nobody was looked for. `not_matched`: nobody has been looked for, and not before `resumesAt` where
 * it waits.
 */
export const considerationsInput = entryInput;
export const considerationsOutput = z.object({
  openings: z.array(
    z.object({
      openingId: openingIdSchema,
      startsAt: instantSchema,
      employeeName: z.string(),
      openingStatus: openingStatusSchema,
      createdAt: instantSchema,
      result: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('offered'), status: z.enum(offerStatuses) }),
        z.object({ kind: z.literal('outranked'), rank: z.int().nullable() }),
        z.object({ kind: z.literal('skipped'), reason: skipReasonSchema }),
        z.object({ kind: z.literal('by_hand') }),
        z.object({ kind: z.literal('not_matched'), resumesAt: instantSchema.nullable() }),
      ]),
    }),
  ),
});
export type Consideration = z.infer<typeof considerationsOutput>['openings'][number];

/** opening.offerNext: looks for the next customer at once, also inside quiet hours. */
export const offerNextInput = candidatesInput;
export const offerNextOutput = z.union([
  z.object({
    ok: z.literal(true),
    offered: z.int(),
    status: z.enum(['open', 'filled', 'exhausted', 'withdrawn', 'lapsed']),
  }),
  refusal('not_open'),
]);

/** policy.preview: what these numbers would do, before anybody saves them; null is what stands above. */
export const previewPolicyInput = z.object({
  salonId: salonIdSchema,
  serviceId: serviceIdSchema.optional(),
  values: ownPolicySchema.partial(),
});
/** Nulls when no offer would be made of the example: it starts too soon. */
export const previewPolicyOutput = z.object({
  startsAt: instantSchema,
  sentAt: instantSchema.nullable(),
  until: instantSchema.nullable(),
  /** After a no at once. */
  pausedUntil: instantSchema.nullable(),
  /** How many would be asked at the same time. */
  offersAtOnce: z.int(),
});
