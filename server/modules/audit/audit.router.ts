import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { listAuditInput, listAuditOutput } from './audit.schema.ts';
import { listAudit } from './list-audit.ts';

export const auditRouter = router({
  list: staffProcedure('seeAudit')
    .input(listAuditInput)
    .output(listAuditOutput)
    .query(({ ctx, input }) => listAudit(ctx.deps.db, input)),
});
