import { z } from 'zod';
import { salonIdSchema } from '#server/platform/ids.schema.ts';

/** Which rows of a salon a reader wants to hear about. */
const topics = ['waitlist', 'calendar', 'messages'] as const;
export type Topic = (typeof topics)[number];

/**
 * waitlist.onChange: a subscription over server-sent events. Left to itself it is the channel `waitlist:salon:{salonId}`: changes of
 * that salon's waitlist entries. A page that shows more names its topics, and needs no second connection for them.
 */
export const onChangeInput = z.object({
  salonId: salonIdSchema,
  topics: z.array(z.enum(topics)).min(1, { error: 'required' }).default(['waitlist']),
  /** The id of the last event that the reader has had: it gets all that came after it. */
  lastEventId: z
    .string()
    .regex(/^\d{1,18}\.\d{1,18}$/)
    .nullish(),
});

/** Ids only: who hears of a change reads the row again, with what they may see of it. */
export interface Change {
  eventType: 'INSERT' | 'UPDATE' | 'DELETE';
  rowId: string;
  /** ISO, to the microsecond: with the two others it tells any two events apart. */
  commitTimestamp: string;
}
