import * as schema from '#server/modules/salon/salon.schema.ts';
import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { addTimeOff, removeTimeOff } from './add-time-off.ts';
import { archiveEmployee } from './archive-employee.ts';
import { setEmployeeServices } from './set-employee-services.ts';
import { removeException, setException, setHours } from './set-hours.ts';

/** The procedures of `salon` that change who works when, and at what. They stand here because they end openings and make some. */
export const workingTimeRouter = router({
  addTimeOff: staffProcedure()
    .input(schema.addTimeOffInput)
    .output(schema.addTimeOffOutput)
    .mutation(({ ctx, input }) => addTimeOff(ctx.deps, { ...input, actor: ctx.actor })),

  removeTimeOff: staffProcedure()
    .input(schema.removeTimeOffInput)
    .output(schema.removeTimeOffOutput)
    .mutation(({ ctx, input }) => removeTimeOff(ctx.deps, { ...input, actor: ctx.actor })),

  setHours: staffProcedure('manager')
    .input(schema.setHoursInput)
    .output(schema.hoursChangeOutput)
    .mutation(({ ctx, input }) => setHours(ctx.deps, { ...input, actor: ctx.actor })),

  setException: staffProcedure('manager')
    .input(schema.setExceptionInput)
    .output(schema.hoursChangeOutput)
    .mutation(({ ctx, input }) => setException(ctx.deps, { ...input, actor: ctx.actor })),

  removeException: staffProcedure('manager')
    .input(schema.removeExceptionInput)
    .output(schema.hoursChangeOutput)
    .mutation(({ ctx, input }) => removeException(ctx.deps, { ...input, actor: ctx.actor })),

  setEmployeeServices: staffProcedure('manager')
    .input(schema.setEmployeeServicesInput)
    .output(schema.setEmployeeServicesOutput)
    .mutation(({ ctx, input }) => setEmployeeServices(ctx.deps, { ...input, actor: ctx.actor })),

  archiveEmployee: staffProcedure('manager')
    .input(schema.employeeInput)
    .output(schema.hoursChangeOutput)
    .mutation(({ ctx, input }) => archiveEmployee(ctx.deps, { ...input, actor: ctx.actor })),
});
