import * as schema from '#server/modules/salon/salon.schema.ts';
import { doneOutput, serviceInput } from '#server/modules/salon/settings.schema.ts';
import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { addTimeOff, removeTimeOff } from './add-time-off.ts';
import { archiveEmployee } from './archive-employee.ts';
import { archiveService } from './archive-service.ts';
import { restoreEmployee } from './restore-employee.ts';
import { restoreService } from './restore-service.ts';
import { setEmployeeServices } from './set-employee-services.ts';
import { removeException, setException, setHours } from './set-hours.ts';
import { findTouched, listHitByTimeOff } from './touched-by.queries.ts';

/** The procedures of `salon` that change who works when, and at what. They stand here because they end openings and make some. */
export const workingTimeRouter = router({
  addTimeOff: staffProcedure('changeTimeOff')
    .input(schema.addTimeOffInput)
    .output(schema.addTimeOffOutput)
    .mutation(({ ctx, input }) => addTimeOff(ctx.deps, { ...input, actor: ctx.actor })),

  removeTimeOff: staffProcedure('changeTimeOff')
    .input(schema.removeTimeOffInput)
    .output(schema.removeTimeOffOutput)
    .mutation(({ ctx, input }) => removeTimeOff(ctx.deps, { ...input, actor: ctx.actor })),

  setHours: staffProcedure('changeHours')
    .input(schema.setHoursInput)
    .output(schema.setHoursOutput)
    .mutation(({ ctx, input }) => setHours(ctx.deps, { ...input, actor: ctx.actor })),

  setException: staffProcedure('changeHours')
    .input(schema.setExceptionInput)
    .output(schema.exceptionChangeOutput)
    .mutation(({ ctx, input }) => setException(ctx.deps, { ...input, actor: ctx.actor })),

  removeException: staffProcedure('changeHours')
    .input(schema.removeExceptionInput)
    .output(schema.exceptionChangeOutput)
    .mutation(({ ctx, input }) => removeException(ctx.deps, { ...input, actor: ctx.actor })),

  setEmployeeServices: staffProcedure('changeEmployees')
    .input(schema.setEmployeeServicesInput)
    .output(schema.setEmployeeServicesOutput)
    .mutation(({ ctx, input }) => setEmployeeServices(ctx.deps, { ...input, actor: ctx.actor })),

  archiveEmployee: staffProcedure('changeEmployees')
    .input(schema.employeeInput)
    .output(schema.hoursChangeOutput)
    .mutation(({ ctx, input }) => archiveEmployee(ctx.deps, { ...input, actor: ctx.actor })),

  archiveService: staffProcedure('changeServices')
    .input(serviceInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => {
      await archiveService(ctx.deps, { ...input, actor: ctx.actor });
      return { ok: true };
    }),

  restoreEmployee: staffProcedure('changeEmployees')
    .input(schema.employeeInput)
    .output(schema.restoreOutput)
    .mutation(({ ctx, input }) => restoreEmployee(ctx.deps, { ...input, actor: ctx.actor })),

  restoreService: staffProcedure('changeServices')
    .input(serviceInput)
    .output(schema.restoreOutput)
    .mutation(({ ctx, input }) => restoreService(ctx.deps, { ...input, actor: ctx.actor })),

  touchedByArchiving: staffProcedure('changeEmployees')
    .input(schema.touchedByArchivingInput)
    .output(schema.touchedByArchivingOutput)
    .query(({ ctx: { deps }, input }) => findTouched(deps.db, input, deps.clock.now())),

  hitByTimeOff: staffProcedure('seeHours')
    .input(schema.hitByTimeOffInput)
    .output(schema.hitByTimeOffOutput)
    .query(({ ctx, input }) => listHitByTimeOff(ctx.deps.db, input)),
});
