import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { explainPolicy } from './explain-policy.ts';
import { getOwnPolicy, setOwnPolicy } from './own-policy.ts';
import * as schema from './policy.schema.ts';
import { resolvePolicy } from './resolve-policy.ts';

export const policyRouter = router({
  resolve: staffProcedure('seeWaitlist')
    .input(schema.resolvePolicyInput)
    .output(schema.resolvePolicyOutput)
    .query(({ ctx, input }) => resolvePolicy(ctx.deps.db, input.salonId, input.serviceId)),

  get: staffProcedure('changePolicy')
    .input(schema.getPolicyInput)
    .output(schema.ownPolicySchema)
    .query(({ ctx, input }) => getOwnPolicy(ctx.deps.db, input)),

  explain: staffProcedure('changePolicy')
    .input(schema.getPolicyInput)
    .output(schema.explainPolicyOutput)
    .query(({ ctx, input }) => explainPolicy(ctx.deps.db, input)),

  set: staffProcedure('changePolicy')
    .input(schema.setPolicyInput)
    .output(schema.ownPolicySchema)
    .mutation(({ ctx, input }) =>
      ctx.deps.inTransaction((tx) => setOwnPolicy(tx, { ...input, actor: ctx.actor })),
    ),
});
