import { limited, linkProcedure, publicProcedure, router, staffProcedure } from '#server/trpc/trpc.ts';
import { answerSteadily } from '#server/platform/steady-answer.ts';
import { limitContact } from '../salon/customers/limit-contact.ts';
import { getStaffBooking, listBookings } from './bookings.queries.ts';
import * as schema from './bookings.schema.ts';
import { showCalendar } from './calendar.queries.ts';
import { cancelBooking, cancelByToken } from './cancel-booking.ts';
import { createBooking } from './create-booking.ts';
import { createByStaff } from './create-by-staff.ts';
import { rescheduleBooking, slotsForMove } from './reschedule-booking.ts';
import { rescheduleByToken, slotsByToken } from './reschedule-by-token.ts';
import { resizeBooking } from './resize-booking.ts';
import { settleBooking } from './settle-booking.ts';
import { undoChange } from './undo-change.ts';
import { viewBooking, viewCalendarFile } from './view-booking.ts';

export const bookingRouter = router({
  create: publicProcedure
    .use(limited('public-booking'))
    .input(schema.createBookingInput)
    .output(schema.createBookingOutput)
    .mutation(({ ctx: { deps }, input }) =>
      answerSteadily(deps, async () => {
        await limitContact(deps, 'public-booking-contact', input.contact);
        return createBooking(deps, input);
      }),
    ),

  byToken: linkProcedure
    .input(schema.bookingTokenInput)
    .output(schema.bookingByTokenOutput)
    .query(({ ctx, input }) => viewBooking(ctx.deps, input)),

  calendarFileByToken: linkProcedure
    .input(schema.calendarFileInput)
    .output(schema.calendarFileOutput)
    .query(({ ctx, input }) => viewCalendarFile(ctx.deps, input)),

  cancelByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.bookingTokenInput)
    .output(schema.cancelByTokenOutput)
    .mutation(({ ctx, input }) => cancelByToken(ctx.deps, input)),

  slotsByToken: linkProcedure
    .input(schema.slotsByTokenInput)
    .output(schema.slotsByTokenOutput)
    .query(({ ctx, input }) => slotsByToken(ctx.deps, input)),

  rescheduleByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.rescheduleByTokenInput)
    .output(schema.rescheduleByTokenOutput)
    .mutation(({ ctx, input }) => rescheduleByToken(ctx.deps, input)),

  list: staffProcedure('seeBookings')
    .input(schema.listBookingsInput)
    .output(schema.listBookingsOutput)
    .query(({ ctx, input }) => listBookings(ctx.deps.db, input)),

  get: staffProcedure('seeBookings')
    .input(schema.getBookingInput)
    .output(schema.staffBookingSchema)
    .query(({ ctx, input }) => getStaffBooking(ctx.deps.db, input.salonId, input.bookingId)),

  calendar: staffProcedure('seeBookings')
    .input(schema.calendarInput)
    .output(schema.calendarOutput)
    .query(({ ctx: { deps, salon }, input }) =>
      showCalendar(deps.db, { ...input, timeZone: salon.timeZone, now: deps.clock.now() }),
    ),

  createByStaff: staffProcedure('changeBookings')
    .input(schema.createByStaffInput)
    .output(schema.createByStaffOutput)
    .mutation(({ ctx, input }) => createByStaff(ctx.deps, { ...input, actor: ctx.actor })),

  cancel: staffProcedure('changeBookings')
    .input(schema.cancelBookingInput)
    .output(schema.cancelBookingOutput)
    .mutation(({ ctx, input }) => cancelBooking(ctx.deps, { ...input, actor: ctx.actor })),

  slotsForMove: staffProcedure('changeBookings')
    .input(schema.slotsForMoveInput)
    .output(schema.slotsForMoveOutput)
    .query(({ ctx, input }) => slotsForMove(ctx.deps, input)),

  reschedule: staffProcedure('changeBookings')
    .input(schema.rescheduleInput)
    .output(schema.rescheduleOutput)
    .mutation(({ ctx, input }) => rescheduleBooking(ctx.deps, { ...input, actor: ctx.actor })),

  resize: staffProcedure('changeBookings')
    .input(schema.resizeInput)
    .output(schema.resizeOutput)
    .mutation(({ ctx, input }) => resizeBooking(ctx.deps, { ...input, actor: ctx.actor })),

  undoChange: staffProcedure('changeBookings')
    .input(schema.undoChangeInput)
    .output(schema.undoChangeOutput)
    .mutation(({ ctx, input }) => undoChange(ctx.deps, { ...input, actor: ctx.actor })),

  complete: staffProcedure('changeBookings')
    .input(schema.settleBookingInput)
    .output(schema.settleBookingOutput)
    .mutation(({ ctx, input }) => settleBooking(ctx.deps, { ...input, as: 'completed', actor: ctx.actor })),

  noShow: staffProcedure('changeBookings')
    .input(schema.settleBookingInput)
    .output(schema.settleBookingOutput)
    .mutation(({ ctx, input }) => settleBooking(ctx.deps, { ...input, as: 'no_show', actor: ctx.actor })),
});
