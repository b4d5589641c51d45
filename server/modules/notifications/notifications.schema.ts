import { z } from 'zod';
import {
  customerIdSchema,
  entryIdSchema,
  messageIdSchema,
  salonIdSchema,
} from '#server/platform/ids.schema.ts';
import { localeSchema } from '../salon/salon.schema.ts';
import { instantSchema } from '../salon/time.schema.ts';

export const channels = ['sms', 'email'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

/** What a message tells about; the keys of its texts in the catalogues. */
export const templates = [
  'offer',
  'offer_reminder',
  'offer_withdrawn',
  'booking_confirmed',
  'booking_moved',
  'booking_reminder',
  'booking_cancelled',
  'waitlist_joined',
  'waitlist_exists',
  'waitlist_left',
  'waitlist_ended',
] as const;
export const templateSchema = z.enum(templates);
export type Template = z.infer<typeof templateSchema>;

/** What staff are sent about their own account, by e-mail: no salon's log shows it. */
const accountTemplates = ['staff_invitation', 'password_reset'] as const;
export type AccountTemplate = (typeof accountTemplates)[number];

/** All that staff are sent: besides, what waits for a person, and that the salon's SMS quota runs out. */
export const staffTemplates = [...accountTemplates, 'staff_notice', 'sms_quota'] as const;
export type StaffTemplate = (typeof staffTemplates)[number];

/**
 * `queued` until the sender takes it, then `sending`, then what the provider said of it. `blocked`: it was not allowed out
 * (quota). `unknown`: it may have gone out or not, so nobody sends it again. `cancelled`: it made no sense any more.
 */
const messageStatuses = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'blocked',
  'unknown',
  'cancelled',
] as const;
export const messageStatusSchema = z.enum(messageStatuses);
export type MessageStatus = z.infer<typeof messageStatusSchema>;

/** Why a message did not arrive: this recipient can't be reached there, or else the provider, the carrier or Ledig itself had trouble. */
export type Failure = 'permanent' | 'trouble';

const messageFacts = {
  id: messageIdSchema,
  template: templateSchema,
  locale: localeSchema,
  recipient: z.string(),
  status: messageStatusSchema,
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
};

/** A file that goes with an e-mail, or is fetched by itself. */
export const attachedFileSchema = z.object({
  name: z.string(),
  /** As in a header, with its parameters. */
  contentType: z.string(),
  content: z.string(),
});
export type AttachedFile = z.infer<typeof attachedFileSchema>;

/** What an inbox shows of a message besides its words. */
const shownFacts = {
  ...messageFacts,
  template: z.enum([...templates, ...staffTemplates]),
};
const senderFacts = { salonName: z.string(), /** IANA name. */ timeZone: z.string() };

/** A message as its recipient sees it. */
export const shownMessageSchema = z.discriminatedUnion('channel', [
  z.object({
    ...shownFacts,
    ...senderFacts,
    channel: z.literal('sms'),
    text: z.string(),
    /** What a carrier bills. */
    segments: z.int(),
  }),
  z.object({
    ...shownFacts,
    ...senderFacts,
    channel: z.literal('email'),
    subject: z.string(),
    text: z.string(),
    /** A whole document. */
    html: z.string(),
    attachments: z.array(attachedFileSchema),
  }),
]);
export type ShownMessage = z.infer<typeof shownMessageSchema>;

/** Continues after the last message of the page before. */
const cursorSchema = messageIdSchema;

/** message.inbox: every salon's messages, newest first; the error `not_found` in production. */
export const inboxInput = z.object({
  channel: channelSchema.optional(),
  /** Part of a number or an address. */
  recipient: z.string().trim().max(200).optional(),
  before: cursorSchema.optional(),
  limit: z.int().min(1).max(100).default(30),
});
export const inboxOutput = z.object({
  messages: z.array(shownMessageSchema),
  /** Give it as `before` for older ones; null when there are none. */
  next: cursorSchema.nullable(),
});

/** message.samples: every template on each channel and in each language; the error `not_found` in production. */
export const samplesOutput = z.array(
  z.object({ template: z.enum([...templates, 'staff_notice']), messages: z.array(shownMessageSchema) }),
);

/** message.subscriptionByToken, and message.unsubscribeByToken, which stops e-mail. */
export const subscriptionInput = z.object({ token: z.string().min(1).max(200) });
export const subscriptionOutput = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['open', 'stopped']), email: z.string() }),
  z.object({ outcome: z.literal('unknown') }),
]);

/** message.resend, for staff. */
export const resendMessageInput = z.object({ salonId: salonIdSchema, messageId: messageIdSchema });
export const resendMessageOutput = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    messageId: messageIdSchema,
    /** At night: an SMS waits for the morning, or an e-mail goes in its place. */
    way: z.enum(['now', 'morning', 'email']),
  }),
  z.object({
    ok: z.literal(false),
    /** It is being sent as it is; what it tells is over; the customer can't be reached there, or by SMS alone and it is night. */
    reason: z.enum(['on_its_way', 'pointless', 'no_channel', 'night']),
  }),
]);
export type ResendOutcome = z.infer<typeof resendMessageOutput>;

/** A message as the salon's log has it, without its words. */
export const listedMessageSchema = z.object({
  ...messageFacts,
  channel: channelSchema,
  customerName: z.string().nullable(),
  /** What it is about: a waitlist entry or a booking. */
  entryId: entryIdSchema.nullable(),
  bookingStartsAt: instantSchema.nullable(),
  /** What the provider or the sender said of the last try that failed. */
  lastError: z.string().nullable(),
});
export type ListedMessage = z.infer<typeof listedMessageSchema>;

/** message.get, for staff: one of message.list with its words; the error `not_found` also for another salon's. */
export const getMessageInput = z.object({ salonId: salonIdSchema, messageId: messageIdSchema });
export const getMessageOutput = listedMessageSchema.extend({
  customerId: customerIdSchema.nullable(),
  /** As it reads today, without the customer's link; null when it can't be put into words (any more). */
  words: z.object({ subject: z.string().nullable(), text: z.string() }).nullable(),
  /** Whether it still has something to say: else it is not sent again. */
  makesSense: z.boolean(),
});

/** message.list, for staff: newest first. */
export const listMessagesInput = z.object({
  salonId: salonIdSchema,
  channel: channelSchema.optional(),
  template: templateSchema.optional(),
  statuses: z.array(messageStatusSchema).optional(),
  /** Part of the customer's name, or of the number or address that it went to. */
  search: z.string().trim().max(100).optional(),
  before: cursorSchema.optional(),
  limit: z.int().min(1).max(100).default(50),
});
export const listMessagesOutput = z.object({
  messages: z.array(listedMessageSchema),
  next: cursorSchema.nullable(),
});
