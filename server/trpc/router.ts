import {
  invitationRouter,
  passwordRouter,
  teamInvitationsRouter,
} from '#server/modules/accounts/accounts.router.ts';
import { authRouter } from '#server/modules/auth/auth.router.ts';
import { teamRouter } from '#server/modules/auth/team.router.ts';
import { bookingRouter } from '#server/modules/bookings/bookings.router.ts';
import { availabilityRouter } from '#server/modules/calendar/availability.router.ts';
import { customerRouter } from '#server/modules/customers/customers.router.ts';
import { messageRouter } from '#server/modules/notifications/notifications.router.ts';
import { messageTextRouter } from '#server/modules/notifications/salon-texts.router.ts';
import { waitlistChangesRouter } from '#server/modules/realtime/realtime.router.ts';
import { salonRouter } from '#server/modules/salon/salon.router.ts';
import { salonSettingsRouter } from '#server/modules/salon/settings.router.ts';
import { auditRouter } from '#server/modules/audit/audit.router.ts';
import {
  bookingOffersRouter,
  offerRouter,
  openingOffersRouter,
  policyOffersRouter,
  waitlistOffersRouter,
} from '#server/modules/offers/offers.router.ts';
import { openingRouter } from '#server/modules/openings/openings.router.ts';
import { workingTimeRouter } from '#server/modules/openings/working-time.router.ts';
import { policyRouter } from '#server/modules/policy/policy.router.ts';
import { reportRouter } from '#server/modules/reports/reports.router.ts';
import { runningRouter } from '#server/modules/running/running.router.ts';
import { searchRouter } from '#server/modules/search/search.router.ts';
import { waitlistRouter } from '#server/modules/waitlist/waitlist.router.ts';
import { createCallerFactory, mergeRouters, router } from './trpc.ts';

/** Every procedure of the product. */
export const appRouter = router({
  audit: auditRouter,
  auth: authRouter,
  availability: availabilityRouter,
  booking: mergeRouters(bookingRouter, bookingOffersRouter),
  customer: customerRouter,
  invitation: invitationRouter,
  message: messageRouter,
  messageText: messageTextRouter,
  password: passwordRouter,
  salon: mergeRouters(salonRouter, salonSettingsRouter, workingTimeRouter, searchRouter),
  offer: offerRouter,
  opening: mergeRouters(openingRouter, openingOffersRouter),
  policy: mergeRouters(policyRouter, policyOffersRouter),
  report: reportRouter,
  running: runningRouter,
  team: mergeRouters(teamRouter, teamInvitationsRouter),
  waitlist: mergeRouters(waitlistRouter, waitlistOffersRouter, waitlistChangesRouter),
});

export const createCaller = createCallerFactory(appRouter);
