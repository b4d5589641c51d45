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
import { channelSchema } from '../notifications/notifications.schema.ts';
import { contactSchema, fieldProblemSchema } from '../salon/customers/contact.schema.ts';
import { localeSchema } from '../salon/salon.schema.ts';
import {
  dayMinuteSchema,
  instantSchema,
  localDateSchema,
  localTimeSchema,
  weekdaySchema,
} from '../salon/time.schema.ts';

export const entryStatuses = ['waiting', 'notified', 'cooldown', 'booked', 'expired', 'cancelled'] as const;
export const entryStatusSchema = z.enum(entryStatuses);
export type EntryStatus = z.infer<typeof entryStatusSchema>;

/** Why an entry changed: the reason codes of its history. */
export const lifecycleReasons = [
  'created_public',
  'created_dashboard',
  'accept_undone',
  'slot_matched',
  'manual_notify',
  'claim_accepted',
  'converted_by_staff',
  'offer_declined',
  'offer_timed_out',
  'offer_timed_out_final',
  'offer_withdrawn',
  'message_trouble',
  'unreachable',
  'paused',
  'cooldown_elapsed',
  'reactivated_by_staff',
  'resumed_by_customer',
  'window_passed',
  'cancelled_by_staff',
  'left_by_customer',
  'priority_override_set',
  'priority_override_cleared',
  'preferences_changed',
  'reminder_sent',
] as const;
export const lifecycleReasonSchema = z.enum(lifecycleReasons);
export type LifecycleReason = z.infer<typeof lifecycleReasonSchema>;

export const preferenceModeSchema = z.enum(['specific_time', 'day_flexible']);
export type PreferenceMode = z.infer<typeof preferenceModeSchema>;

// ---------------------------------------------------------------------------------------------------------- wishes

/** Local dates (or weekdays in them) and local times within one day; the whole appointment must fit. */
const windowSchema = z
  .object({
    dateFrom: localDateSchema,
    dateUntil: localDateSchema,
    /** Left out: every day. */
    weekdays: z.array(weekdaySchema).min(1, { error: 'required' }).max(7).optional(),
    fromMinute: dayMinuteSchema,
    untilMinute: dayMinuteSchema,
  })
  .refine((window) => window.dateFrom <= window.dateUntil, { error: 'end_before_start', path: ['dateUntil'] })
  .refine((window) => window.fromMinute < window.untilMinute, {
    error: 'end_before_start',
    path: ['untilMinute'],
  });
export type WindowInput = z.infer<typeof windowSchema>;

const wishFields = {
  serviceId: serviceIdSchema,
  /** None: anyone. */
  employeeIds: z.array(employeeIdSchema).max(20, { error: 'too_many' }).default([]),
  /** The customer wants to know at least this long before the start; up to 30 days. */
  leadTimeMinutes: z.int().min(0).max(43_200).default(0),
  windows: z.array(windowSchema).min(1, { error: 'required' }).max(5, { error: 'too_many' }).optional(),
  /** In place of `windows`: one date, with or without times, and how far around it would do. */
  preferredDate: localDateSchema.optional(),
  preferredTimeStart: localTimeSchema.optional(),
  preferredTimeEnd: localTimeSchema.optional(),
  preferenceMode: preferenceModeSchema.optional(),
  flexWindowMinutes: z.int().min(0).max(2880).optional(),
};

/** What a customer wants: either windows, or a preferred date (with what belongs to it). */
export const wishSchema = z.object(wishFields).superRefine(checkWish);
export type WishInput = z.input<typeof wishSchema>;
export type Wish = z.output<typeof wishSchema>;

function checkWish(wish: z.output<z.ZodObject<typeof wishFields>>, context: z.RefinementCtx): void {
  const problem = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  if (!wish.windows && !wish.preferredDate) problem('preferredDate', 'required');
  if (wish.preferredTimeEnd && !wish.preferredTimeStart) problem('preferredTimeStart', 'required');
  if (wish.preferenceMode === 'specific_time' && !wish.preferredTimeStart)
    problem('preferredTimeStart', 'required');
  if (wish.preferredTimeStart && wish.preferredTimeEnd && wish.preferredTimeEnd <= wish.preferredTimeStart) {
    problem('preferredTimeEnd', 'end_before_start');
  }
}

const invalidOutcome = z.object({
  ok: z.literal(false),
  reason: z.literal('invalid'),
  fields: z.array(fieldProblemSchema),
});
function refusal<const Reasons extends readonly [string, ...string[]]>(...reasons: Reasons) {
  return z.object({ ok: z.literal(false), reason: z.enum(reasons) });
}
const done = z.object({ ok: z.literal(true) });
const tokenSchema = z.string().min(1).max(200);

// ---------------------------------------------------------------------------------------------------------- public

/**
 * waitlist.join. An unknown or closed salon, service or employee is the error `not_found`. A repeat of the same wish by the same
 * contact answers the same and sends that contact a link to the entry that exists.
 * `employee_mismatch`: a named employee does not do the service. `joining_closed`: the salon takes nobody onto its list now.
 */
export const joinInput = z.object({
  salonId: salonIdSchema,
  wish: wishSchema,
  contact: contactSchema,
  locale: localeSchema,
  /** The link of a booking that this wish would replace by an earlier one. */
  movesBookingToken: tokenSchema.optional(),
});
export type JoinInput = z.input<typeof joinInput>;
export const joinOutput = z.union([
  z.object({ ok: z.literal(true), status: z.literal('waiting') }),
  invalidOutcome,
  refusal('employee_mismatch', 'joining_closed'),
]);
export type JoinOutcome = z.infer<typeof joinOutput>;

const { windows, employeeIds, leadTimeMinutes } = wishFields;
/**
 * waitlist.askEarlier: by the link of a booking, which stays as it is until an earlier time is accepted. Service and contact are the
 * booking's. `exists`: they wait for one already. `no_channel`: they can't be reached. The rest of the booking says why not.
 */
export const askEarlierInput = z.object({
  token: tokenSchema,
  wish: z.object({ employeeIds, leadTimeMinutes, windows: windows.unwrap() }),
});
export const askEarlierOutput = z.union([
  done,
  invalidOutcome,
  refusal(
    'unknown',
    'not_open',
    'too_late',
    'several_services',
    'exists',
    'no_channel',
    'employee_mismatch',
    'joining_closed',
  ),
]);
export type AskEarlierOutcome = z.infer<typeof askEarlierOutput>;

/** waitlist.sendEarlierLink: the link of that wish, to the contact that it belongs to. `none`: there is no such wish. */
export const sendEarlierLinkInput = z.object({ token: tokenSchema });
export const sendEarlierLinkOutput = z.union([done, refusal('unknown', 'none')]);
export type SendEarlierLinkOutcome = z.infer<typeof sendEarlierLinkOutput>;

/** POST /api/waitlist. What is wrong in it beyond its types, the join itself says, at these fields. */
export const joinRequestSchema = z.object({
  salonId: salonIdSchema,
  serviceId: serviceIdSchema,
  employeeId: employeeIdSchema.optional().describe('Left out: anyone who does the service'),
  preferredDate: wishFields.preferredDate.describe(
    'Needed unless there are windows; on the salon’s calendar',
  ),
  preferredTimeStart: wishFields.preferredTimeStart.describe(
    'On the salon’s clock; needed for specific_time',
  ),
  preferredTimeEnd: wishFields.preferredTimeEnd,
  preferenceMode: wishFields.preferenceMode,
  flexWindowMinutes: wishFields.flexWindowMinutes.describe('How far around the preferred time would do'),
  windows: wishFields.windows.describe(
    'In place of the preferred date: local dates and minutes of the day between which the whole appointment must fit',
  ),
  customerName: z.string({ error: 'required' }),
  customerEmail: z.string().nullish().describe('This, the phone number or both'),
  customerPhone: z.string().nullish().describe('With a country code unless it is the salon’s own'),
  locale: localeSchema.optional().describe('The language of the messages; left out: that of Accept-Language'),
});
export const joinAnswerSchema = z.object({ status: z.literal('waiting') });

const eventSchema = z.object({
  sequence: z.int(),
  fromStatus: entryStatusSchema.nullable(),
  toStatus: entryStatusSchema,
  reason: lifecycleReasonSchema,
  occurredAt: instantSchema,
});

const windowViewSchema = z.object({
  dateFrom: localDateSchema,
  dateUntil: localDateSchema,
  weekdays: z.array(weekdaySchema),
  fromMinute: dayMinuteSchema,
  untilMinute: dayMinuteSchema,
});
export type WindowView = z.infer<typeof windowViewSchema>;

const entryFacts = {
  id: entryIdSchema,
  status: entryStatusSchema,
  service: z.object({ id: serviceIdSchema, name: z.string(), durationMinutes: z.int(), priceMinor: z.int() }),
  /** None: anyone. */
  employees: z.array(z.object({ id: employeeIdSchema, name: z.string() })),
  windows: z.array(windowViewSchema),
  leadTimeMinutes: z.int(),
  createdAt: instantSchema,
  cooldownUntil: instantSchema.nullable(),
  cooldownReason: z.enum(['offer_declined', 'offer_timed_out', 'unreachable', 'paused']).nullable(),
};

/** An entry as its customer sees it. */
export const customerEntrySchema = z.object({
  ...entryFacts,
  customerName: z.string(),
  locale: localeSchema,
  salon: z.object({
    id: salonIdSchema,
    slug: z.string(),
    name: z.string(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    phone: z.string().nullable(),
    timeZone: z.string(),
    currency: z.string(),
    accentColour: z.string().nullable(),
    logoUrl: z.string().nullable(),
  }),
  /** The offer that waits for an answer, with its link. */
  offer: z
    .object({
      token: z.string(),
      slotStart: instantSchema,
      slotEnd: instantSchema,
      expiresAt: instantSchema,
      employeeName: z.string(),
    })
    .nullable(),
  /** What came of it, with its link. */
  booking: z.object({ token: z.string(), startsAt: instantSchema, cancelled: z.boolean() }).nullable(),
  /** The entry that goes on with its wish, with its link, since the customer undid their accept. */
  continuedBy: z.object({ token: z.string() }).nullable(),
  /** The booking that it would replace. */
  moves: z.object({ startsAt: instantSchema }).nullable(),
  /** What has happened to the wish, the oldest first: to the entries that it goes on from as well. */
  events: z.array(eventSchema),
  /** What a decline or a missed offer costs. */
  consequences: z.object({
    claimExpiryMinutes: z.int(),
    cooldownMinutes: z.int(),
    longCooldownMinutes: z.int(),
    declineThreshold: z.int(),
    timeoutOutcome: z.enum(['cooldown', 'expired']),
    misses: z.int(),
  }),
  can: z.object({ change: z.boolean(), pause: z.boolean(), resume: z.boolean(), leave: z.boolean() }),
});
export type CustomerEntry = z.infer<typeof customerEntrySchema>;

export const entryTokenInput = z.object({ token: tokenSchema });
/** waitlist.byToken */
export const entryByTokenOutput = z.union([
  z.object({ ok: z.literal(true), entry: customerEntrySchema }),
  refusal('unknown'),
]);
export type EntryByTokenOutcome = z.infer<typeof entryByTokenOutput>;

/** waitlist.changeByToken. `answer_first`: an offer is open. `final`: it is booked, expired or cancelled. */
export const changeByTokenInput = z.object({ token: tokenSchema, wish: wishSchema });
export const changeWishOutput = z.union([
  done,
  invalidOutcome,
  refusal('unknown', 'answer_first', 'final', 'employee_mismatch'),
]);
export type ChangeWishOutcome = z.infer<typeof changeWishOutput>;

/** waitlist.pauseByToken: until the beginning of a local date, or (null) until it is resumed. */
export const pauseByTokenInput = z.object({ token: tokenSchema, until: localDateSchema.nullable() });
export const pauseOutput = z.union([done, invalidOutcome, refusal('unknown', 'not_waiting')]);
export type PauseOutcome = z.infer<typeof pauseOutput>;

/** waitlist.resumeByToken: ends a pause that the customer or staff had set. */
export const resumeOutput = z.union([done, refusal('unknown', 'not_paused')]);
export type ResumeOutcome = z.infer<typeof resumeOutput>;

/** waitlist.leaveByToken. A repeat answers the same. `final`: it is booked or expired. */
export const leaveOutput = z.union([done, refusal('unknown', 'final')]);
export type LeaveOutcome = z.infer<typeof leaveOutput>;

// ----------------------------------------------------------------------------------------------------------- staff

const staffEntryFacts = {
  ...entryFacts,
  customer: z.object({
    id: customerIdSchema,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  /** What counts in the ranking: the override, else the snapshot. */
  score: z.int(),
  overrideScore: z.int().nullable(),
  overrideReason: z.string().nullable(),
  declineCount: z.int(),
  expiresAt: instantSchema.nullable(),
  /** What was offered and waits for an answer. */
  offered: z.object({ slotStart: instantSchema, employeeName: z.string() }).nullable(),
  bookingId: bookingIdSchema.nullable(),
  notes: z.string(),
};

/** An entry in staff's list. */
export const staffEntrySchema = z.object(staffEntryFacts);
export type StaffEntry = z.infer<typeof staffEntrySchema>;

/** How many of them a page shows, and can be acted on at once. */
export const entriesOnPage = 25;

export const entrySorts = ['rank', 'newest', 'oldest', 'name'] as const;

/** waitlist.list: `date` keeps those with a window on that local date; `search` looks in name, e-mail and phone. */
export const listEntriesInput = z.object({
  salonId: salonIdSchema,
  /** Of these alone; one that is not the salon's is not among them. */
  entryIds: z.array(entryIdSchema).max(entriesOnPage).optional(),
  statuses: z.array(entryStatusSchema).optional(),
  serviceId: serviceIdSchema.optional(),
  employeeId: employeeIdSchema.optional(),
  date: localDateSchema.optional(),
  search: z.string().trim().max(100).optional(),
  sort: z.enum(entrySorts).default('rank'),
  page: z.int().min(1).max(10_000).default(1),
  pageSize: z.int().min(1).max(100).default(entriesOnPage),
});
export type ListEntriesInput = z.input<typeof listEntriesInput>;
/** More than that is many. */
export const countedUpTo = 1_000;
export const listEntriesOutput = z.object({
  entries: z.array(staffEntrySchema),
  page: z.int(),
  hasMore: z.boolean(),
  /** Of the whole salon, whatever the filter; `countedUpTo` stands for that many or more. */
  counts: z.record(entryStatusSchema, z.int()),
});
export type EntryList = z.infer<typeof listEntriesOutput>;

const entryInput = z.object({ salonId: salonIdSchema, entryId: entryIdSchema });

/** waitlist.get */
export const getEntryInput = entryInput;
export const getEntryOutput = z.object({
  ...staffEntryFacts,
  /** What came of it, and whether it was cancelled since. */
  booking: z
    .object({
      startsAt: instantSchema,
      cancelledAt: instantSchema.nullable(),
      cancelledByCustomer: z.boolean(),
    })
    .nullable(),
  /** The channels on which the customer gets messages: there is an address, and they have not said stop. */
  reachableBy: z.array(channelSchema),
  scoreParts: z.array(z.object({ part: z.string(), points: z.int() })),
  events: z.array(
    eventSchema.extend({
      actorType: z.enum(['user', 'customer', 'api_key', 'job', 'system']),
      /** The name of a staff user. */
      actorName: z.string().nullable(),
      metadata: z.record(z.string(), z.unknown()),
    }),
  ),
  offers: z.array(
    z.object({
      id: offerIdSchema,
      openingId: openingIdSchema,
      employeeName: z.string(),
      slotStart: instantSchema,
      slotEnd: instantSchema,
      status: z.enum(['pending', 'accepted', 'declined', 'expired', 'cancelled', 'notification_failed']),
      createdAt: instantSchema,
      tokenExpiresAt: instantSchema,
      reminderSentAt: instantSchema.nullable(),
      respondedAt: instantSchema.nullable(),
      messages: z.array(
        z.object({ channel: z.enum(['sms', 'email']), template: z.string(), status: z.string() }),
      ),
    }),
  ),
});
export type EntryDetails = z.infer<typeof getEntryOutput>;

/** waitlist.create, by staff: the contact may be left out only with `customerId`. */
export const createEntryInput = z.object({
  salonId: salonIdSchema,
  wish: wishSchema,
  contact: contactSchema,
  /** Somebody who is known: the contact that the salon has of them counts, not the one given. Left out: whoever the contact reaches. */
  customerId: customerIdSchema.optional(),
  notes: z.string().trim().max(500, { error: 'too_long' }).default(''),
  locale: localeSchema.optional(),
});
export type CreateEntryInput = z.input<typeof createEntryInput>;
/** `exists`: this contact waits for the same already. */
export const createEntryOutput = z.union([
  z.object({ ok: z.literal(true), entryId: entryIdSchema }),
  z.object({ ok: z.literal(false), reason: z.literal('exists'), entryId: entryIdSchema }),
  invalidOutcome,
  refusal('employee_mismatch'),
]);
export type CreateEntryOutcome = z.infer<typeof createEntryOutput>;

/**
 * How far the entry's history went when somebody was shown what they now change: its last `sequence`. What was edited since is then not
 * written over, but answered with `changed`.
 */
const seenSchema = z.int().min(0).optional();
const changedOutcome = refusal('changed');

/** waitlist.change */
export const changeEntryInput = entryInput.extend({
  wish: wishSchema,
  contact: contactSchema.optional(),
  notes: z.string().trim().max(500, { error: 'too_long' }).optional(),
  seen: seenSchema,
});
export const changeEntryOutput = z.union([changeWishOutput, changedOutcome]);
export type ChangeEntryOutcome = z.infer<typeof changeEntryOutput>;

/** waitlist.setPriority and waitlist.clearPriority: take effect in the next match. */
export const setPriorityInput = entryInput.extend({
  score: z
    .int({ error: 'out_of_range' })
    .min(-1000, { error: 'out_of_range' })
    .max(1000, { error: 'out_of_range' }),
  reason: z.string().trim().min(1, { error: 'required' }).max(300, { error: 'too_long' }),
  seen: seenSchema,
});
export const clearPriorityInput = entryInput.extend({ seen: seenSchema });
/** `seen`: how far the history goes with it, for an undo. */
export const priorityOutput = z.union([done.extend({ seen: z.int() }), refusal('final'), changedOutcome]);
export type PriorityOutcome = z.infer<typeof priorityOutput>;

/** waitlist.pause, waitlist.reactivate */
export const pauseEntryInput = entryInput.extend({ until: localDateSchema.nullable() });
export const reactivateInput = entryInput;
export const reactivateOutput = z.union([done, refusal('not_in_cooldown')]);

/** waitlist.cancel: with a live offer its slot passes on to the next customer. A repeat answers the same. */
export const cancelEntryInput = entryInput;
export const cancelEntryOutput = z.union([
  z.object({ ok: z.literal(true), passedOn: z.boolean() }),
  refusal('final'),
]);

/** waitlist.remove: out of staff's lists; its history stays. Only when it is booked, expired or cancelled. */
export const removeEntryInput = entryInput;
export const removeEntryOutput = z.union([done, refusal('not_final')]);

/** waitlist.restore: undoes a removal. */
export const restoreEntryInput = entryInput;
export const restoreEntryOutput = z.union([done, refusal('not_removed')]);

export const severalActs = ['pause', 'reactivate', 'cancel'] as const;
export type SeveralAct = (typeof severalActs)[number];

/**
 * waitlist.actOnSeveral: each in the state in which it was chosen; what has another one since then is left as it is. A pause is until it is
 * taken up again. An entry that is named twice counts as named last.
 */
export const actOnSeveralInput = z.object({
  salonId: salonIdSchema,
  act: z.enum(severalActs),
  entries: z
    .array(z.object({ entryId: entryIdSchema, status: entryStatusSchema }))
    .min(1)
    .max(entriesOnPage),
});
export const actOnSeveralOutput = z.object({
  done: z.array(z.object({ entryId: entryIdSchema, name: z.string() })),
  /** With the state that each has and keeps. */
  skipped: z.array(z.object({ entryId: entryIdSchema, name: z.string(), status: entryStatusSchema })),
  /** How many had an offer whose slot goes to the next customer. */
  passedOn: z.int(),
  /** Whether the opposite act would make all of those that it was done to just what they were. */
  canUndo: z.boolean(),
});
export type ActOnSeveralOutcome = z.infer<typeof actOnSeveralOutput>;
