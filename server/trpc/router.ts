import { authRouter } from '#server/modules/auth/auth.router.ts';
import { createCallerFactory, router } from './trpc.ts';

/** Every procedure of the product. */
export const appRouter = router({
  auth: authRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
