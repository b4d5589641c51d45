import { z } from 'zod';
import { salonIdSchema, userIdSchema } from '#server/platform/ids.schema.ts';
import { instantSchema } from '../salon/time.schema.ts';

/** What is written down of a salon, each with its words in the texts of the settings. */
export type SalonAction =
  | 'booking.created'
  | 'booking.cancelled'
  | 'booking.rescheduled'
  | 'booking.resized'
  | 'booking.change_undone'
  | 'booking.completed'
  | 'booking.no_show'
  | 'waitlist.created'
  | 'waitlist.changed'
  | 'waitlist.notified'
  | 'waitlist.booked_directly'
  | 'waitlist.converted'
  | 'waitlist.priority_set'
  | 'waitlist.priority_cleared'
  | 'waitlist.paused'
  | 'waitlist.reactivated'
  | 'waitlist.cancelled'
  | 'waitlist.removed'
  | 'waitlist.restored'
  | 'opening.offered_next'
  | 'opening.withdrawn'
  | 'offer.accept_undone'
  | 'message.resent'
  | 'customer.changed'
  | 'customer.note_added'
  | 'customer.note_changed'
  | 'customer.note_removed'
  | 'customer.merged'
  | 'customer.exported'
  | 'customer.erased'
  | 'customer.opted_in'
  | 'customer.opted_out'
  | 'hours.set'
  | 'exception.set'
  | 'exception.removed'
  | 'time_off.added'
  | 'time_off.removed'
  | 'employee.added'
  | 'employee.changed'
  | 'employee.moved'
  | 'employee.services_set'
  | 'employee.archived'
  | 'employee.restored'
  | 'service.added'
  | 'service.changed'
  | 'service.moved'
  | 'service.archived'
  | 'service.restored'
  | 'salon.changed'
  | 'salon.sms_price_set'
  | 'salon.sms_quota_set'
  | 'policy.set'
  | 'message_text.set'
  | 'message_text.reset'
  | 'job.retried'
  | 'job.dropped'
  | 'team.role_changed'
  | 'team.member_removed'
  | 'team.invited'
  | 'team.invitation_resent'
  | 'team.invitation_taken_back'
  | 'team.invitation_accepted';

/** What the trail can be narrowed down to: the first parts of the actions of each kind. */
export const auditKinds = {
  bookings: ['booking'],
  waitlist: ['waitlist', 'opening', 'offer', 'message', 'job'],
  customers: ['customer'],
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
