import { z } from 'zod';
import { membershipIdSchema, userIdSchema } from '#server/platform/ids.schema.ts';
import { roleSchema } from './auth.schema.ts';

/** team.list */
export const listTeamOutput = z.object({
  members: z.array(
    z.object({
      membershipId: membershipIdSchema,
      userId: userIdSchema,
      name: z.string(),
      email: z.string(),
      role: roleSchema,
      /** False: only in this salon. */
      inAllSalons: z.boolean(),
      isDisabled: z.boolean(),
      /** Whether logging in asks them for a code. */
      hasSecondFactor: z.boolean(),
      /** What who asks may make of them; none: they may not be changed or removed by them. */
      rolesToGive: z.array(roleSchema),
    }),
  ),
});
export type TeamMember = z.infer<typeof listTeamOutput>['members'][number];

/** team.setRole */
export const setRoleInput = z.object({
  membershipId: membershipIdSchema,
  role: roleSchema,
  /** What the page showed: a colleague may have changed it meanwhile. */
  expectedRole: roleSchema,
});

/** team.removeMember */
export const removeMemberInput = z.object({ membershipId: membershipIdSchema });

/**
 * `above_you`: theirs, or the one that they were to get, is higher than the role of who asks, or reaches further.
 * `last_owner`: nobody would be left who may do everything. `changed`: the role is another one by now.
 */
export const changeTeamOutput = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.enum(['above_you', 'last_owner', 'changed']) }),
]);
export type ChangeTeamOutcome = z.infer<typeof changeTeamOutput>;
