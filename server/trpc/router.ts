import { authRouter } from '#server/modules/auth/auth.router.ts';
import { bookingRouter } from '#server/modules/bookings/bookings.router.ts';
import { availabilityRouter } from '#server/modules/calendar/availability.router.ts';
import { salonRouter } from '#server/modules/salon/salon.router.ts';
import { waitlistRouter } from '#server/modules/waitlist/waitlist.router.ts';
import { createCallerFactory, router } from './trpc.ts';

/** Every procedure of the product. */
export const appRouter = router({
  auth: authRouter,
  availability: availabilityRouter,
  booking: bookingRouter,
  salon: salonRouter,
  waitlist: waitlistRouter,
});

export const createCaller = createCallerFactory(appRouter);
