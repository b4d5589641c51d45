import { authRouter } from '#server/modules/auth/auth.router.ts';
import { waitlistRouter } from '#server/modules/waitlist/waitlist.router.ts';
import { createCallerFactory, router } from './trpc.ts';

/** Every procedure of the product. */
export const appRouter = router({
  auth: authRouter,
  waitlist: waitlistRouter,
});

export const createCaller = createCallerFactory(appRouter);
