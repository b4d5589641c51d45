import { z } from 'zod';
import {
  bookingIdSchema,
  employeeIdSchema,
  entryIdSchema,
  messageIdSchema,
  offerIdSchema,
  openingIdSchema,
  salonIdSchema,
} from '#server/platform/ids.schema.ts';
import {
  channels,
  channelSchema,
  messageStatusSchema,
  templateSchema,
} from '../notifications/notifications.schema.ts';
import { openingCauses, openingStatusSchema } from '../openings/openings.schema.ts';
import { instantSchema, localDateSchema } from '../salon/time.schema.ts';
import { entryStatuses, entryStatusSchema } from '../waitlist/waitlist.schema.ts';

/**
 * What became of an opening's time. Each opening is in one of them:
 * `waitlist` a customer took an offer of it, and their appointment still stands there;
 * `public`, `staff` no such appointment stands, and one that covers half of the time or more was booked online, or by staff;
 * `unfilled` it began without either;
 * `on_sale` the waitlist is done with it, and it is still ahead; `open` it is being offered now;
 * `reopened` a later opening begins with the same time and counts in its place;
 * `direct` staff put somebody from the list there, and nobody else was ever asked.
 */
export const outcomes = [
  'waitlist',
  'public',
  'staff',
  'unfilled',
  'on_sale',
  'open',
  'reopened',
  'direct',
] as const;
export type OpeningOutcome = (typeof outcomes)[number];

/** The waitlist had its chance with these; the fill rate is `waitlist` of them. */
export const ratedOutcomes = [
  'waitlist',
  'public',
  'staff',
  'unfilled',
  'on_sale',
] as const satisfies OpeningOutcome[];

/** What may still become of these is open. */
export const undecidedOutcomes = ['open', 'on_sale'] as const satisfies OpeningOutcome[];

/** Outcomes that are counted together. */
export const outcomeGroups = { rated: ratedOutcomes, undecided: undecidedOutcomes } as const;

const groupNames = ['rated', 'undecided'] as const satisfies (keyof typeof outcomeGroups)[];

/** From when the time came free until it begins. */
export const leads = ['under_3h', 'under_12h', 'under_24h', 'under_3d', 'under_7d', 'longer'] as const;

/** From when the time came free until it was taken. */
export const claimTimes = ['under_5m', 'under_15m', 'under_1h', 'under_4h', 'under_24h', 'longer'] as const;

/** Offers until it was taken, that one counted; `none`: staff gave it to somebody on the list without one. */
export const offerCounts = ['none', 'one', 'two', 'three', 'four', 'more'] as const;

/**
 * What became of an offer. `undone`: accepted and taken back within the minutes for that. `cut_short`: ran out early since the slot came
 * near, which is no miss. `taken_back`: ended by the salon, or because another customer was quicker. `unreachable`: neither number nor address
 * takes messages. `unsent`: a provider or we were in trouble, so the customer was not told, or too late.
 */
export const answers = [
  'accepted',
  'undone',
  'declined',
  'timed_out',
  'cut_short',
  'taken_back',
  'unreachable',
  'unsent',
  'pending',
] as const;
export type OfferAnswer = (typeof answers)[number];

/**
 * What an accepted offer was worth, at its price. `came` and `ahead` are what was recovered. `moved`: the customer had an appointment
 * already and came earlier. `direct`: no offer, staff booked somebody from the list themselves.
 */
export const worths = ['came', 'ahead', 'no_show', 'cancelled', 'moved', 'direct'] as const;
export type OfferWorth = (typeof worths)[number];

export const waits = ['under_1d', 'under_3d', 'under_1w', 'under_2w', 'under_4w', 'longer'] as const;

/** Whom of the waitlist: booked in the period; waiting now, whenever they joined; joined in the period. */
export const entrySets = ['booked', 'waiting', 'joined'] as const;

/** What messages are about. */
export const messageTopics = ['offers', 'waitlist', 'bookings'] as const;
export type MessageTopic = (typeof messageTopics)[number];

const longestPeriodDays = 731;

/** Local dates of the salon, both included. Openings are those that came free then, whatever became of them later. */
const periodShape = { from: localDateSchema, until: localDateSchema };
const scopeShape = {
  salonId: salonIdSchema,
  ...periodShape,
  /** Narrows openings and offers down; the waitlist and messages are always the whole salon's. */
  employeeId: employeeIdSchema.optional(),
};

function isPeriod({ from, until }: { from: string; until: string }): boolean {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  return days >= 0 && days < longestPeriodDays;
}
const notAPeriod = { error: 'date_invalid', path: ['until'] };

/** Two years at most. */
export const periodSchema = z.object(periodShape).refine(isPeriod, notAPeriod);

/** report.summary */
export const summaryInput = z.object(scopeShape).refine(isPeriod, notAPeriod);
export type ReportScope = z.output<typeof summaryInput>;

const countOf = <const Names extends readonly string[]>(names: Names) => z.record(z.enum(names), z.int());
const spreadOf = <const Names extends readonly string[]>(names: Names) =>
  z.object({
    count: z.int(),
    /** Null without any. */
    medianSeconds: z.number().nullable(),
    /** Nine of ten took no longer. */
    p90Seconds: z.number().nullable(),
    counts: countOf(names),
  });
const outcomeCounts = countOf(outcomes);

export const summaryOutput = z.object({
  currency: z.string(),
  /** All times and outcomes are as of then. */
  asOf: instantSchema,
  openings: z.object({
    outcomes: outcomeCounts,
    byCause: z.record(z.enum(openingCauses), outcomeCounts),
    byLead: z.record(z.enum(leads), outcomeCounts),
    /** The period in days, weeks or months, whichever is readable. */
    steps: z.array(
      z.object({
        from: localDateSchema,
        until: localDateSchema,
        outcomes: outcomeCounts,
        recoveredMinor: z.int(),
      }),
    ),
    claims: spreadOf(claimTimes),
    /** Of those that the waitlist filled. `offers` is the sum. */
    offersPerFill: z.object({ fills: z.int(), offers: z.int(), counts: countOf(offerCounts) }),
  }),
  stepSize: z.enum(['day', 'week', 'month']),
  answers: countOf(answers),
  worths: z.record(z.enum(worths), z.object({ count: z.int(), minor: z.int() })),
  recoveredMinor: z.int(),
  booked: spreadOf(waits),
  waiting: spreadOf(waits),
  joined: countOf(entryStatuses),
  messages: z.object({
    topics: z.record(z.enum(messageTopics), z.object({ sms: z.int(), segments: z.int(), emails: z.int() })),
    /** Refused by the provider, or not allowed out. */
    notSent: z.object({ sms: z.int(), emails: z.int() }),
  }),
  smsSegmentPriceMicros: z.int().nullable(),
});
export type ReportSummary = z.output<typeof summaryOutput>;

/** Which rows: those behind one figure of the summary. What is left out does not narrow down. */
export const figureSchema = z.discriminatedUnion('list', [
  z.object({
    list: z.literal('openings'),
    outcome: z.enum([...outcomes, ...groupNames]).optional(),
    cause: z.enum(openingCauses).optional(),
    lead: z.enum(leads).optional(),
    /** Of those that were taken by an offer. */
    claim: z.enum([...claimTimes, 'any']).optional(),
    /** Of those that the waitlist filled. */
    offers: z.enum(offerCounts).optional(),
  }),
  z.object({
    list: z.literal('offers'),
    answer: z.enum([...answers, 'any']).optional(),
    worth: z.enum([...worths, 'recovered']).optional(),
  }),
  z.object({
    list: z.literal('entries'),
    set: z.enum(entrySets),
    wait: z.enum(waits).optional(),
    status: entryStatusSchema.optional(),
  }),
  z.object({
    list: z.literal('messages'),
    topic: z.enum(messageTopics).optional(),
    channel: z.enum(channels).optional(),
    /** Default: those that went out. */
    notSent: z.boolean().default(false),
  }),
]);
export type Figure = z.output<typeof figureSchema>;

/** report.rows: the rows behind a figure, newest first. */
export const rowsInput = z
  .object({
    ...scopeShape,
    figure: figureSchema,
    page: z.int().min(1).max(10_000).default(1),
    pageSize: z.int().min(1).max(1_000).default(50),
  })
  .refine(isPeriod, notAPeriod);

const openingRowSchema = z.object({
  id: openingIdSchema,
  createdAt: instantSchema,
  startsAt: instantSchema,
  employeeName: z.string(),
  cause: z.enum(openingCauses),
  status: openingStatusSchema,
  outcome: z.enum(outcomes),
  offers: z.int(),
  claimSeconds: z.number().nullable(),
});
const offerRowSchema = z.object({
  id: offerIdSchema,
  openingId: openingIdSchema,
  entryId: entryIdSchema,
  /** False once staff have removed the entry: it has no page any more. */
  hasEntryPage: z.boolean(),
  bookingId: bookingIdSchema.nullable(),
  createdAt: instantSchema,
  slotStart: instantSchema,
  customerName: z.string(),
  serviceName: z.string(),
  employeeName: z.string(),
  /** Null for what staff booked themselves. */
  answer: z.enum(answers).nullable(),
  /** Null for what was not accepted. */
  worth: z.enum(worths).nullable(),
  priceMinor: z.int(),
});
const entryRowSchema = z.object({
  id: entryIdSchema,
  hasEntryPage: z.boolean(),
  createdAt: instantSchema,
  customerName: z.string(),
  serviceName: z.string(),
  status: entryStatusSchema,
  /** Until they were booked, or until now. */
  waitSeconds: z.number().nullable(),
});
const messageRowSchema = z.object({
  id: messageIdSchema,
  createdAt: instantSchema,
  template: templateSchema,
  channel: channelSchema,
  status: messageStatusSchema,
  customerName: z.string().nullable(),
  segments: z.int().nullable(),
});
export type OpeningRow = z.output<typeof openingRowSchema>;
export type OfferRow = z.output<typeof offerRowSchema>;
export type EntryRow = z.output<typeof entryRowSchema>;
export type MessageRow = z.output<typeof messageRowSchema>;

const pageShape = { page: z.int(), hasMore: z.boolean(), /** On all pages. */ total: z.int() };
export const rowsOutput = z.discriminatedUnion('list', [
  z.object({ list: z.literal('openings'), rows: z.array(openingRowSchema), ...pageShape }),
  z.object({ list: z.literal('offers'), rows: z.array(offerRowSchema), currency: z.string(), ...pageShape }),
  z.object({ list: z.literal('entries'), rows: z.array(entryRowSchema), ...pageShape }),
  z.object({ list: z.literal('messages'), rows: z.array(messageRowSchema), ...pageShape }),
]);
export type ReportRows = z.output<typeof rowsOutput>;

/** report.setSmsPrice: what the salon pays for one segment, in millionths of its currency's unit; null when it does not say. */
export const setSmsPriceInput = z.object({
  salonId: salonIdSchema,
  micros: z
    .int({ error: 'price_invalid' })
    .min(0, 'price_invalid')
    .max(100_000_000, 'price_invalid')
    .nullable(),
});
export const setSmsPriceOutput = z.object({ ok: z.literal(true) });

/** report.attention, for everybody on the staff: what the automation can't settle by itself, at most five of each, and how many more. */
export const attentionInput = z.object({ salonId: salonIdSchema });
export const attentionOutput = z.object({
  /** Of the last three days, that did not arrive and were not sent anew. */
  messages: z.array(
    z.object({
      id: messageIdSchema,
      customerName: z.string().nullable(),
      channel: channelSchema,
      template: templateSchema,
      status: messageStatusSchema,
    }),
  ),
  /** That did not get out in the last hour, or have not yet, for trouble of a provider. */
  stuckMessages: z.int().min(0),
  /** On the list, and reached by no message. */
  unreachable: z.array(z.object({ entryId: entryIdSchema, customerName: z.string() })),
  /** Ahead and still free, after the waitlist found nobody since yesterday. */
  unfilled: z.array(
    z.object({ openingId: openingIdSchema, startsAt: instantSchema, employeeName: z.string() }),
  ),
  /** Days ahead on which customers are booked with somebody who is away then. */
  away: z.array(
    z.object({
      employeeId: employeeIdSchema,
      employeeName: z.string(),
      date: localDateSchema,
      bookings: z.int(),
    }),
  ),
  /** How many of each there are beyond those. */
  more: z.object({ messages: z.int(), unreachable: z.int(), unfilled: z.int(), away: z.int() }),
  /** Jobs that were tried as often as they may be; none for who may not try them again. */
  failedJobs: z.int().min(0),
  /** Of this month's SMS so much is used, in percent and in segments; null below 80 % and for who may not see it. */
  smsQuota: z
    .object({
      percent: z.literal([80, 100]),
      used: z.int(),
      limit: z.int(),
      /** Nothing goes out beyond the limit. */
      isBlocking: z.boolean(),
    })
    .nullable(),
});
export type Attention = z.output<typeof attentionOutput>;
