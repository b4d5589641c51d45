import { offerSweeps } from '#server/modules/offers/offers.sweeps.ts';
import { messageSweeps } from '#server/modules/notifications/notifications.sweeps.ts';
import type { SweepStep } from './definition.ts';

/** What the sweep does, in this order. */
export const sweeps: readonly SweepStep[] = [...offerSweeps, ...messageSweeps];
