import { z } from 'zod';
import { salonIdSchema, userIdSchema } from '#server/platform/ids.ts';
import { instantSchema } from '../salon/time.schema.ts';

/** What the trail can be narrowed down to: the first parts of the actions of each kind. */
export const auditKinds = {
  bookings: ['booking'],
  waitlist: ['waitlist', 'opening', 'offer', 'message', 'job'],
  workingTime: ['hours', 'exception', 'time_off'],
  settings: ['salon', 'employee', 'service', 'policy', 'team', 'message_text'],
} as const satisfies Record<string, readonly string[]>;
export type AuditKind = keyof typeof auditKinds;
export const auditKindSchema = z.enum(Object.keys(auditKinds) as [AuditKind, ...AuditKind[]]);

/** Somebody on the staff, or all customers, or the system by itself. */
const auditActorSchema = z.union([userIdSchema, z.enum(['customer', 'job'])]);

/** audit.list: newest first; `before` is the last event of the page before. */
export const listAuditInput = z.object({
  salonId: salonIdSchema,
  by: auditActorSchema.optional(),
  kind: auditKindSchema.optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.int().min(1).max(100).default(50),
});

/** Nothing personal: of customers there is neither name nor contact, and staff's names are looked up for who reads it. */
const auditEventSchema = z.object({
  id: z.string(),
  occurredAt: instantSchema,
  /** Such as `booking.cancelled`. */
  action: z.string(),
  actor: z.object({ type: z.string(), name: z.string().nullable() }),
  /** `name`: of an employee or a service. `startsAt`: of a booking or an opening. */
  subject: z.object({
    type: z.string(),
    id: z.string(),
    name: z.string().nullable(),
    startsAt: instantSchema.nullable(),
  }),
  /** The names of what was changed, where an action says so. */
  changed: z.array(z.string()),
  /** The local date that it is about. */
  date: z.string().nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;

export const listAuditOutput = z.object({
  events: z.array(auditEventSchema),
  /** The `before` of the next page; null on the last one. */
  next: z.string().nullable(),
  /** Those on the staff whose events can be asked for, by name. */
  people: z.array(z.object({ id: userIdSchema, name: z.string() })),
});
