import { z } from 'zod';
import {
  bookingIdSchema,
  customerIdSchema,
  entryIdSchema,
  salonIdSchema,
} from '#server/platform/ids.schema.ts';
import { bookingStatusSchema } from '../bookings/bookings.schema.ts';
import { channelSchema, listedMessageSchema } from '../notifications/notifications.schema.ts';
import { getEntryOutput, staffEntrySchema } from '../waitlist/waitlist.schema.ts';
import { fieldProblemSchema, walkInSchema } from '../salon/customers/contact.schema.ts';
import { localeSchema } from '../salon/salon.schema.ts';
import { instantSchema } from '../salon/time.schema.ts';

// Customers are the organisation's; what they have booked and wait for is shown of the salons where the user is staff.

const customerInput = z.object({ salonId: salonIdSchema, customerId: customerIdSchema });
const done = z.object({ ok: z.literal(true) });
/** How it stood when the form was made; what somebody else has changed since is not replaced (the error `conflict`). */
const madeFromSchema = z.string().max(40).optional();
const invalidSchema = z.object({
  ok: z.literal(false),
  reason: z.literal('invalid'),
  fields: z.array(fieldProblemSchema),
});

const contactFacts = { name: z.string(), email: z.string().nullable(), phone: z.string().nullable() };

/** An appointment in one line. */
const appointmentSchema = z.object({
  startsAt: instantSchema,
  salonId: salonIdSchema,
  salonName: z.string(),
});
export type Appointment = z.infer<typeof appointmentSchema>;

// ------------------------------------------------------------------------------------------------------------ list

export const customerSorts = ['name', 'newest'] as const;

/** customer.list: `search` looks for each word in name and e-mail, or for the number however it is written. */
export const listCustomersInput = z.object({
  salonId: salonIdSchema,
  search: z.string().trim().max(100).optional(),
  sort: z.enum(customerSorts).default('name'),
  page: z.int().min(1).max(10_000).default(1),
  pageSize: z.int().min(1).max(100).default(25),
});
export const listedCustomerSchema = z.object({
  id: customerIdSchema,
  ...contactFacts,
  next: appointmentSchema.nullable(),
  last: appointmentSchema.nullable(),
  /** Entries that are open. */
  waits: z.int(),
  /** Another customer may be the same person. */
  isPossibleDuplicate: z.boolean(),
});
export type ListedCustomer = z.infer<typeof listedCustomerSchema>;
export const listCustomersOutput = z.object({
  customers: z.array(listedCustomerSchema),
  page: z.int(),
  hasMore: z.boolean(),
});

// ------------------------------------------------------------------------------------------------------------- get

/** customer.get; another organisation's customer is the error `not_found`. */
export const getCustomerInput = customerInput;

const customerBookingSchema = z.object({
  id: bookingIdSchema,
  salonId: salonIdSchema,
  salonName: z.string(),
  /** IANA name. */
  timeZone: z.string(),
  status: bookingStatusSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  services: z.array(z.string()),
  employees: z.array(z.string()),
  priceMinor: z.int(),
  currency: z.string(),
  notes: z.string(),
});
export type BookingOfCustomer = z.infer<typeof customerBookingSchema>;

const customerEntrySchema = z.object({
  ...staffEntrySchema.pick({
    id: true,
    status: true,
    service: true,
    employees: true,
    windows: true,
    createdAt: true,
    cooldownUntil: true,
  }).shape,
  salonId: salonIdSchema,
  salonName: z.string(),
  timeZone: z.string(),
  /** Staff have taken it out of their list: it has no page any more. */
  isRemoved: z.boolean(),
  offers: z.array(
    getEntryOutput.shape.offers.element.pick({
      id: true,
      employeeName: true,
      slotStart: true,
      status: true,
      createdAt: true,
      tokenExpiresAt: true,
      respondedAt: true,
    }),
  ),
});
export type EntryOfCustomer = z.infer<typeof customerEntrySchema>;

const noteSchema = z.object({
  id: z.guid(),
  text: z.string(),
  /** Of the text. */
  version: z.string(),
  /** Null when nobody knows any more. */
  author: z.string().nullable(),
  createdAt: instantSchema,
  edited: z.object({ by: z.string().nullable(), at: instantSchema }).nullable(),
});
export type CustomerNote = z.infer<typeof noteSchema>;

const consentSchema = z.object({
  channel: channelSchema,
  granted: z.boolean(),
  wordingVersion: z.string(),
  source: z.string(),
  recordedBy: z.string().nullable(),
  occurredAt: instantSchema,
});
export type CustomerConsent = z.infer<typeof consentSchema>;

/** Why two customers may be one person. `name`: and nothing that is known of both speaks against it. */
const duplicateReasons = ['phone', 'email', 'name'] as const;
const duplicateSchema = z.object({
  id: customerIdSchema,
  ...contactFacts,
  same: z.array(z.enum(duplicateReasons)).min(1),
});

const liveCustomerSchema = z.object({
  state: z.literal('live'),
  id: customerIdSchema,
  ...contactFacts,
  locale: localeSchema,
  /** Of name, contacts and language. */
  version: z.string(),
  emailVerifiedAt: instantSchema.nullable(),
  phoneVerifiedAt: instantSchema.nullable(),
  createdAt: instantSchema,
  /** What they may be told on. */
  reachableBy: z.array(channelSchema),
  /** Still to come, the soonest first. */
  upcoming: z.array(customerBookingSchema),
  /** What has been or was cancelled, the latest first. */
  past: z.array(customerBookingSchema),
  hasMorePast: z.boolean(),
  entries: z.array(customerEntrySchema),
  messages: z.array(listedMessageSchema),
  notes: z.array(noteSchema),
  /** The newest first; the first of a channel counts. */
  consents: z.array(consentSchema),
  duplicates: z.array(duplicateSchema),
  /** What staff did, the newest first: a dotted code, who and when. */
  history: z.array(z.object({ action: z.string(), by: z.string().nullable(), at: instantSchema })),
});
export type CustomerDetails = z.infer<typeof liveCustomerSchema>;

export const getCustomerOutput = z.discriminatedUnion('state', [
  liveCustomerSchema,
  z.object({ state: z.literal('merged'), into: customerIdSchema }),
  z.object({ state: z.literal('erased'), erasedAt: instantSchema }),
]);
export type CustomerView = z.infer<typeof getCustomerOutput>;

// ---------------------------------------------------------------------------------------------------------- change

/** customer.change: name, contacts and language. Who could be reached so far needs a contact. */
export const changeCustomerInput = customerInput.extend({
  version: madeFromSchema,
  contact: walkInSchema,
  locale: localeSchema,
});
export const changeCustomerOutput = z.union([
  done,
  invalidSchema,
  z.object({
    ok: z.literal(false),
    /** Another customer has it already: they may be one person. */
    reason: z.literal('belongs_to_other'),
    others: z
      .array(z.object({ field: z.enum(['phone', 'email']), customerId: customerIdSchema, name: z.string() }))
      .min(1),
  }),
]);
export type ChangeCustomerOutcome = z.infer<typeof changeCustomerOutput>;

const noteText = z.string().trim().min(1, { error: 'required' }).max(2000, { error: 'too_long' });
/** customer.addNote, customer.changeNote, customer.removeNote; a note that is gone is the error `not_found`. */
export const addNoteInput = customerInput.extend({ text: noteText });
export const changeNoteInput = customerInput.extend({
  noteId: z.guid(),
  version: madeFromSchema,
  text: noteText,
});
export const removeNoteInput = customerInput.extend({ noteId: z.guid(), version: madeFromSchema });
export const noteOutput = done;

/** How a customer said so; `wrong_contact`: the number or address turned out to be somebody else's, which only refuses. */
export const consentWays = ['in_person', 'by_phone', 'in_writing', 'wrong_contact'] as const;
export const consentWaySchema = z.enum(consentWays);
export type ConsentWay = z.infer<typeof consentWaySchema>;

/** customer.recordConsent: what the customer told staff, for one channel. The same again changes nothing. */
export const recordConsentInput = customerInput
  .extend({ channel: channelSchema, granted: z.boolean(), how: consentWaySchema })
  .refine(({ granted, how }) => !granted || how !== 'wrong_contact', { error: 'required', path: ['how'] });
export const recordConsentOutput = z.union([
  done,
  /** There is nothing to reach them at. */
  z.object({ ok: z.literal(false), reason: z.literal('no_contact') }),
]);
export type RecordConsentOutcome = z.infer<typeof recordConsentOutput>;

// ----------------------------------------------------------------------------------------------------------- merge

const mergeInput = customerInput.extend({ otherId: customerIdSchema });

/** What stands against merging two customers: they would be in two places at once, or wait twice for the same. */
const obstacleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['bookings_overlap', 'offer_overlaps_booking', 'offers_overlap']),
    /** The one who is kept, and the other one. */
    startsAt: instantSchema,
    otherStartsAt: instantSchema,
    timeZone: z.string(),
    salonName: z.string(),
  }),
  z.object({
    kind: z.literal('same_wish'),
    entryId: entryIdSchema,
    serviceName: z.string(),
    salonName: z.string(),
  }),
]);
export type MergeObstacle = z.infer<typeof obstacleSchema>;

const comparedSchema = z.object({
  id: customerIdSchema,
  ...contactFacts,
  locale: localeSchema,
  isEmailVerified: z.boolean(),
  isPhoneVerified: z.boolean(),
  createdAt: instantSchema,
  bookings: z.int(),
  entries: z.int(),
  messages: z.int(),
  notes: z.int(),
  optedOut: z.array(channelSchema),
});
export type ComparedCustomer = z.infer<typeof comparedSchema>;

/** customer.compare: two customers side by side, before they are merged. */
export const compareCustomersInput = mergeInput;
export const compareCustomersOutput = z.object({
  kept: comparedSchema,
  other: comparedSchema,
  obstacles: z.array(obstacleSchema),
});

const choiceSchema = z.enum(['kept', 'other']);
/** customer.merge: everything of the other one becomes that of `customerId`; of each fact one is kept. */
export const mergeCustomersInput = mergeInput.extend({
  name: choiceSchema,
  phone: choiceSchema,
  email: choiceSchema,
  locale: choiceSchema,
});
/** A repeat answers as the first time did. */
export const mergeCustomersOutput = z.union([
  done,
  invalidSchema,
  z.object({
    ok: z.literal(false),
    reason: z.literal('obstacles'),
    obstacles: z.array(obstacleSchema).min(1),
  }),
]);
export type MergeCustomersOutcome = z.infer<typeof mergeCustomersOutput>;

// ------------------------------------------------------------------------------------------------ export and erase

/** customer.export: everything that is known of a person, in words, of all salons of the organisation. */
export const exportCustomerInput = customerInput;
export const exportCustomerOutput = z.object({
  exportedAt: instantSchema,
  customer: z.object({
    ...contactFacts,
    emailVerifiedAt: instantSchema.nullable(),
    phoneVerifiedAt: instantSchema.nullable(),
    language: localeSchema,
    knownSince: instantSchema,
  }),
  consents: z.array(consentSchema),
  notes: z.array(noteSchema.omit({ id: true, version: true })),
  bookings: z.array(
    z.object({
      salon: z.string(),
      startsAt: instantSchema,
      endsAt: instantSchema,
      status: bookingStatusSchema,
      services: z.array(z.string()),
      employees: z.array(z.string()),
      /** In whole units of the currency. */
      price: z.number(),
      currency: z.string(),
      notes: z.string(),
      bookedAt: instantSchema,
      cancelledAt: instantSchema.nullable(),
    }),
  ),
  waitlist: z.array(
    z.object({
      salon: z.string(),
      service: z.string(),
      employees: z.array(z.string()),
      status: staffEntrySchema.shape.status,
      given: z.object(contactFacts),
      notes: z.string(),
      priorityReason: z.string().nullable(),
      joinedAt: instantSchema,
      windows: staffEntrySchema.shape.windows,
      history: z.array(z.object({ at: instantSchema, status: z.string(), reason: z.string() })),
      offers: z.array(
        z.object({
          startsAt: instantSchema,
          employee: z.string(),
          status: z.string(),
          offeredAt: instantSchema,
          answeredAt: instantSchema.nullable(),
        }),
      ),
    }),
  ),
  messages: z.array(
    z.object({
      salon: z.string(),
      channel: channelSchema,
      kind: z.string(),
      to: z.string(),
      status: z.string(),
      writtenAt: instantSchema,
      sentAt: instantSchema.nullable(),
      /** As it reads today, without the link in it; null when it can't be put into words (any more). */
      says: z.object({ subject: z.string().nullable(), text: z.string() }).nullable(),
    }),
  ),
});
export type CustomerExport = z.infer<typeof exportCustomerOutput>;

/** customer.erase: `confirmation` is the customer's name, typed by hand. It can't be undone; a repeat answers the same. */
export const eraseCustomerInput = customerInput.extend({ confirmation: z.string().trim().max(200) });
export const eraseCustomerOutput = z.union([
  z.object({ ok: z.literal(true), /** How many entries left the waitlist by it. */ left: z.int() }),
  z.object({ ok: z.literal(false), reason: z.literal('not_confirmed') }),
  z.object({
    ok: z.literal(false),
    /** They are still to come: cancel them first. */
    reason: z.literal('has_bookings'),
    bookings: z.array(customerBookingSchema).min(1),
  }),
]);
export type EraseCustomerOutcome = z.infer<typeof eraseCustomerOutput>;
