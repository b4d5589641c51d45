import { publicProcedure, router, staffProcedure } from '#server/trpc/trpc.ts';
import * as queries from './salon.queries.ts';
import * as schema from './salon.schema.ts';

/** What is read of a salon. Changes of working time end openings, so they stand with those (working-time.router.ts). */
export const salonRouter = router({
  list: publicProcedure.output(schema.salonListOutput).query(({ ctx }) => queries.listSalons(ctx.deps.db)),

  bySlug: publicProcedure
    .input(schema.salonBySlugInput)
    .output(schema.salonBySlugOutput)
    .query(({ ctx: { deps }, input }) => queries.findSalonPage(deps.db, input.slug, deps.clock.now())),

  employees: staffProcedure('seeEmployees')
    .input(schema.salonInput)
    .output(schema.employeesOutput)
    .query(({ ctx, input }) => queries.listEmployees(ctx.deps.db, input.salonId)),

  services: staffProcedure('seeServices')
    .input(schema.salonInput)
    .output(schema.servicesOutput)
    .query(({ ctx, input }) => queries.listServices(ctx.deps.db, input.salonId)),

  hours: staffProcedure('seeHours')
    .input(schema.employeeInput)
    .output(schema.hoursOutput)
    .query(({ ctx, input }) => queries.listHours(ctx.deps.db, input.salonId, input.employeeId)),

  exceptions: staffProcedure('seeHours')
    .input(schema.exceptionsInput)
    .output(schema.exceptionsOutput)
    .query(({ ctx, input }) => queries.listExceptions(ctx.deps.db, input.salonId, input.from)),

  timeOff: staffProcedure('seeHours')
    .input(schema.timeOffListInput)
    .output(schema.timeOffListOutput)
    .query(({ ctx, input }) => queries.listTimeOff(ctx.deps.db, { ...input, from: new Date(input.from) })),
});
