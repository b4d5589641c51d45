import { z } from 'zod';
import { salonInput } from '../salon/salon.schema.ts';

const most = 1_000_000;

/** Segments a month. The ranges are the database's. */
export const smsQuotaValuesSchema = z.object({
  /** 0: nothing is included. */
  included: z.int().min(0).max(most),
  /** After so many none goes out; null: without end. */
  hardCap: z.int().min(0).max(most).nullable(),
});

const smsUseSchema = z.object({
  /** Its first day: `2026-06-01`. */
  month: z.string(),
  used: z.int().min(0),
  ...smsQuotaValuesSchema.shape,
  /** Used beyond what is included. */
  overage: z.int().min(0),
  /** What the use is held against: the hard cap, else what is included; null where there is neither. */
  limit: z.int().min(1).nullable(),
  /** SMS that were kept back because the hard cap left no room. */
  blocked: z.int().min(0),
});
export type SmsUseView = z.output<typeof smsUseSchema>;

/** message.usage: this month's use by the salon's clock, and up to twelve months before it that have any, newest first. */
export const usageOutput = z.object({
  values: smsQuotaValuesSchema,
  version: z.string(),
  current: smsUseSchema,
  previous: z.array(smsUseSchema),
});

/** message.setQuota: counts at once, for the month that is under way and those to come. The error `conflict` when it stands otherwise by now. */
export const setQuotaInput = salonInput.extend({
  version: z.string().max(40).optional(),
  values: smsQuotaValuesSchema,
});
export const setQuotaOutput = z.object({ ok: z.literal(true) });
