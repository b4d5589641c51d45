import { publicProcedure, router } from '#server/trpc/trpc.ts';
import * as schema from './availability.schema.ts';
import { findOpeningHours } from './find-opening-hours.ts';
import { findFirstSlot, findSlots } from './find-slots.ts';

export const availabilityRouter = router({
  slots: publicProcedure
    .input(schema.slotsInput)
    .output(schema.slotsOutput)
    .query(({ ctx: { deps }, input }) =>
      findSlots(deps.db, { ...input, audience: 'public', now: deps.clock.now() }),
    ),

  firstFree: publicProcedure
    .input(schema.firstFreeInput)
    .output(schema.firstFreeOutput)
    .query(async ({ ctx: { deps }, input }) => ({
      slot: await findFirstSlot(deps.db, { ...input, audience: 'public', now: deps.clock.now() }),
    })),

  openingHours: publicProcedure
    .input(schema.openingHoursInput)
    .output(schema.openingHoursOutput)
    .query(({ ctx: { deps }, input }) => findOpeningHours(deps.db, input.salonId, deps.clock.now())),
});
