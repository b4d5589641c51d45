import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { changeSalon, getSalonSettings } from './change-salon.ts';
import { addEmployee, changeEmployee, moveEmployee } from './edit-employees.ts';
import { addService, changeService, moveService } from './edit-services.ts';
import { salonInput } from './salon.schema.ts';
import * as schema from './settings.schema.ts';

/** The procedures of `salon` that change what it is and offers. */
export const salonSettingsRouter = router({
  settings: staffProcedure('seeSalon')
    .input(salonInput)
    .output(schema.salonSettingsOutput)
    .query(({ ctx, input }) => getSalonSettings(ctx.deps.db, input.salonId)),

  change: staffProcedure('changeSalon')
    .input(schema.changeSalonInput)
    .output(schema.changeSalonOutput)
    .mutation(({ ctx, input }) =>
      ctx.deps.inTransaction((tx) => changeSalon(tx, { ...input, actor: ctx.actor })),
    ),

  addEmployee: staffProcedure('changeEmployees')
    .input(schema.addEmployeeInput)
    .output(schema.addEmployeeOutput)
    .mutation(async ({ ctx, input }) => {
      const employeeId = await ctx.deps.inTransaction((tx) =>
        addEmployee(tx, { ...input, actor: ctx.actor }),
      );
      return { ok: true, employeeId };
    }),

  changeEmployee: staffProcedure('changeEmployees')
    .input(schema.changeEmployeeInput)
    .output(schema.doneOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.deps.inTransaction((tx) => changeEmployee(tx, { ...input, actor: ctx.actor }));
      return { ok: true };
    }),

  moveEmployee: staffProcedure('changeEmployees')
    .input(schema.moveEmployeeInput)
    .output(schema.doneOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.deps.inTransaction((tx) => moveEmployee(tx, { ...input, actor: ctx.actor }));
      return { ok: true };
    }),

  addService: staffProcedure('changeServices')
    .input(schema.addServiceInput)
    .output(schema.addServiceOutput)
    .mutation(async ({ ctx, input }) => {
      const serviceId = await ctx.deps.inTransaction((tx) => addService(tx, { ...input, actor: ctx.actor }));
      return { ok: true, serviceId };
    }),

  changeService: staffProcedure('changeServices')
    .input(schema.changeServiceInput)
    .output(schema.doneOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.deps.inTransaction((tx) => changeService(tx, { ...input, actor: ctx.actor }));
      return { ok: true };
    }),

  moveService: staffProcedure('changeServices')
    .input(schema.moveServiceInput)
    .output(schema.doneOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.deps.inTransaction((tx) => moveService(tx, { ...input, actor: ctx.actor }));
      return { ok: true };
    }),
});
