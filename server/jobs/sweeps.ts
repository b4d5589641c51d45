import { offerSweeps } from '#server/modules/offers/offers.sweeps.ts';
import { accountSweeps } from '#server/modules/accounts/accounts.sweeps.ts';
import { sessionSweeps } from '#server/modules/auth/auth.sweeps.ts';
import { messageSweeps } from '#server/modules/notifications/notifications.sweeps.ts';
import { changeFeedSweeps } from '#server/modules/realtime/realtime.sweeps.ts';
import { requestSweeps } from '#server/platform/requests.sweeps.ts';
import { noticeSweeps } from '#server/modules/reports/reports.sweeps.ts';
import type { SweepStep } from './definition.ts';

/** What the sweep does, in this order: what customers wait for, then what is no longer needed. */
export const sweeps: readonly SweepStep[] = [
  ...offerSweeps,
  ...messageSweeps,
  ...noticeSweeps,
  ...sessionSweeps,
  ...accountSweeps,
  ...changeFeedSweeps,
  ...requestSweeps,
];
