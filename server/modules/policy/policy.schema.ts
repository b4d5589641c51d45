import { z } from 'zod';
import { salonIdSchema, serviceIdSchema } from '#server/platform/ids.schema.ts';
import { dayMinuteSchema } from '../salon/time.schema.ts';

/** The numbers that steer the waitlist. The database checks the same ranges. */
export const policyValuesSchema = z.object({
  /** How long an offer can be claimed. */
  claimExpiryMinutes: z.int().min(5).max(180),
  /** How long before its end the customer is reminded. */
  reminderLeadMinutes: z.int().min(0).max(175),
  /** The pause after a decline or a time-out. */
  cooldownMinutes: z.int().min(0).max(43_200),
  /** The pause from the `declineThreshold`-th miss on. */
  longCooldownMinutes: z.int().min(0).max(129_600),
  declineThreshold: z.int().min(1).max(100),
  /** What a time-out does to the request. */
  timeoutOutcome: z.enum(['cooldown', 'expired']),
  /** An entry that waits again is matched at once with time that came free and is free still. */
  matchOnReactivation: z.boolean(),
  /** `auto`: how many are asked at once, and for how long, follows from the time that is left and from how the salon's customers answer. */
  offering: z.enum(['fixed', 'auto']),
  /** To how many customers an opening is offered at the same time, where that is fixed. */
  offersAtOnce: z.int().min(1).max(20),
  /** No offer runs into the last minutes before the start. */
  minNoticeMinutes: z.int().min(0).max(10_080),
  /** How long an opening is offered on before it goes back on public sale. */
  maxHoldMinutes: z.int().min(5).max(10_080),
  maxOffersPerOpening: z.int().min(1).max(1000),
  /** How often one customer is asked on one day of the salon's, by all their wishes. What staff offer by hand counts, and is not held back. */
  maxOffersPerCustomerDay: z.int().min(1).max(100),
  /** How many offers a salon makes within any hour. Staff's own count likewise. */
  maxOffersPerHour: z.int().min(1).max(1000),
  /** The salon's local minutes between which nobody is texted; equal ones: no quiet hours. */
  quietFromMinute: dayMinuteSchema,
  quietUntilMinute: dayMinuteSchema,
});
export type Policy = z.infer<typeof policyValuesSchema>;

const policyScopeSchema = z.object({ salonId: salonIdSchema, serviceId: serviceIdSchema.optional() });

/** policy.resolve: the values in force for a service of the salon, or for the salon. */
export const resolvePolicyInput = policyScopeSchema;
export const resolvePolicyOutput = policyValuesSchema;

/** policy.get: what this scope itself sets; null inherits. */
export const getPolicyInput = policyScopeSchema;
export const ownPolicySchema = z.object({
  claimExpiryMinutes: policyValuesSchema.shape.claimExpiryMinutes.nullable(),
  reminderLeadMinutes: policyValuesSchema.shape.reminderLeadMinutes.nullable(),
  cooldownMinutes: policyValuesSchema.shape.cooldownMinutes.nullable(),
  longCooldownMinutes: policyValuesSchema.shape.longCooldownMinutes.nullable(),
  declineThreshold: policyValuesSchema.shape.declineThreshold.nullable(),
  timeoutOutcome: policyValuesSchema.shape.timeoutOutcome.nullable(),
  matchOnReactivation: policyValuesSchema.shape.matchOnReactivation.nullable(),
  offering: policyValuesSchema.shape.offering.nullable(),
  offersAtOnce: policyValuesSchema.shape.offersAtOnce.nullable(),
  minNoticeMinutes: policyValuesSchema.shape.minNoticeMinutes.nullable(),
  maxHoldMinutes: policyValuesSchema.shape.maxHoldMinutes.nullable(),
  maxOffersPerOpening: policyValuesSchema.shape.maxOffersPerOpening.nullable(),
  maxOffersPerCustomerDay: policyValuesSchema.shape.maxOffersPerCustomerDay.nullable(),
  maxOffersPerHour: policyValuesSchema.shape.maxOffersPerHour.nullable(),
  quietFromMinute: dayMinuteSchema.nullable(),
  quietUntilMinute: dayMinuteSchema.nullable(),
});
export type OwnPolicy = z.infer<typeof ownPolicySchema>;

export const policyLayers = ['global', 'salon', 'service'] as const;
export type PolicyLayer = (typeof policyLayers)[number];

/** policy.explain: what this scope sets, what would be in force if it set nothing, and of which layer each of those is. */
export const explainPolicyOutput = z.object({
  own: ownPolicySchema,
  version: z.string(),
  above: policyValuesSchema,
  aboveFrom: z.record(policyValuesSchema.keyof(), z.enum(policyLayers)),
});

/** policy.set: replaces what this scope sets. Quiet hours are set, or inherited, as a pair. */
export const setPolicyInput = policyScopeSchema.extend({
  /** How it stood when the form was made; what somebody else has changed since is not replaced (the error `conflict`). */
  version: z.string().max(40).optional(),
  values: ownPolicySchema
    .partial()
    .refine(
      (values) =>
        ((values.quietFromMinute ?? null) === null) === ((values.quietUntilMinute ?? null) === null),
      {
        error: 'both_or_none',
        path: ['quietUntilMinute'],
      },
    ),
});
