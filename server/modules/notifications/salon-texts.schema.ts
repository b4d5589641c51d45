import { z } from 'zod';
import { salonIdSchema } from '#server/platform/ids.schema.ts';
import { localeSchema } from '../salon/salon.schema.ts';
import { attachedFileSchema, channelSchema, templateSchema } from './notifications.schema.ts';

/** The longest SMS that a salon may write, in segments, with usual names filled in: a text that costs more is a mistake. */
export const maxSmsSegments = 3;

/** What stands in a text as {{name}}, and is filled in when the message is sent. */
export const placeholders = ['salon', 'customer', 'service', 'employee', 'when', 'until', 'link'] as const;
export const placeholderSchema = z.enum(placeholders);
export type Placeholder = z.infer<typeof placeholderSchema>;

const part = (longest: number) => z.string().trim().max(longest, 'too_long').default('');

/** The parts that a salon may write itself. An SMS has a body alone. */
export const textPartsSchema = z.object({
  subject: part(150),
  body: part(1000),
  /** Below the button of an e-mail; it may be empty. */
  note: part(1000),
});
export type TextParts = z.infer<typeof textPartsSchema>;

/** Which text: each channel and language of a message has its own. */
const textKeySchema = z.object({
  salonId: salonIdSchema,
  template: templateSchema,
  channel: channelSchema,
  locale: localeSchema,
});
export type TextKey = z.infer<typeof textKeySchema>;

/** messageText.list: every text that a customer of the salon may get, and whether it is the salon's own. */
export const listTextsInput = z.object({ salonId: salonIdSchema });
export const listTextsOutput = z.array(textKeySchema.omit({ salonId: true }).extend({ isOwn: z.boolean() }));

/** messageText.get: how one of them stands, and what it would be if the salon had not changed it. */
export const getTextInput = textKeySchema;
export const getTextOutput = z.object({
  parts: textPartsSchema,
  standard: textPartsSchema,
  isOwn: z.boolean(),
  version: z.string(),
  allowed: z.array(placeholderSchema),
  /** Those without which the message would be of no use. */
  required: z.array(placeholderSchema),
});

/** What is wrong with a part; `name` is the placeholder that it is about. */
export const textProblemSchema = z.object({
  field: textPartsSchema.keyof(),
  problem: z.enum([
    'empty',
    'placeholder_broken',
    'placeholder_unknown',
    'placeholder_missing',
    'sms_too_long',
  ]),
  name: z.string().nullable(),
});
export type TextProblem = z.infer<typeof textProblemSchema>;

/** messageText.preview: the message as a customer would get it, with facts that are made up; null when it can't be put together. */
export const previewTextInput = textKeySchema.extend({ parts: textPartsSchema });
export const previewTextOutput = z.object({
  message: z
    .discriminatedUnion('channel', [
      z.object({
        channel: z.literal('sms'),
        text: z.string(),
        /** What a carrier bills. */ segments: z.int(),
      }),
      z.object({
        channel: z.literal('email'),
        subject: z.string(),
        text: z.string(),
        html: z.string(),
        attachments: z.array(attachedFileSchema),
      }),
    ])
    .nullable(),
  problems: z.array(textProblemSchema),
});
export type TextPreview = z.infer<typeof previewTextOutput>;

/** messageText.set: from then on it is sent; the standard words count as no change, and follow the program's. */
export const setTextInput = previewTextInput.extend({
  /** How it stood when the form was made; what somebody else has changed since is not replaced (the error `conflict`). */
  version: z.string().max(40).optional(),
});
export const setTextOutput = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), problems: z.array(textProblemSchema) }),
]);

/** messageText.reset: the standard words count again. */
export const resetTextInput = textKeySchema;
export const resetTextOutput = z.object({ ok: z.literal(true) });
