import { forEachRow, type SweepStep } from '#server/jobs/definition.ts';
import type { OfferId, OpeningId } from '#server/platform/ids.schema.ts';
import { expireDue } from './expire-offers.ts';
import { matchOpening } from './match-opening.ts';
import { reactivateDue } from './reactivate-entries.ts';
import { remindOffer } from './remind-offer.ts';

const mostRows = 500;

/** Reminders first, then time-outs, then cooldowns that have passed, then openings that nobody looks after. */
export const offerSweeps: readonly SweepStep[] = [
  {
    name: 'reminders',
    async run(deps) {
      // Index waitlist_offers_due. Which of them are due for a reminder follows from the policy of each.
      const due = await deps.db.$queryRaw<{ id: OfferId }[]>`
        SELECT f.id
        FROM waitlist_offers f
        CROSS JOIN LATERAL resolve_waitlist_policy(f.salon_id, f.service_id) p
        WHERE f.status = 'pending' AND f.reminder_sent_at IS NULL
          AND f.token_expires_at > ${deps.clock.now()}::timestamptz
          AND f.token_expires_at <= ${deps.clock.now()}::timestamptz + make_interval(mins => p.reminder_lead_minutes)
        ORDER BY f.token_expires_at
        LIMIT ${mostRows}`;
      return forEachRow(
        deps,
        due.map(({ id }) => id),
        (id) => remindOffer(deps, id),
      );
    },
  },
  { name: 'expiries', run: expireDue },
  { name: 'reactivations', run: reactivateDue },
  {
    name: 'openings',
    async run(deps) {
      const now = deps.clock.now();
      // Index openings_to_match.
      const waiting = await deps.db.opening.findMany({
        where: {
          status: 'open',
          needsMatch: true,
          AND: [
            { OR: [{ resumesAt: null }, { resumesAt: { lte: now } }] },
            { OR: [{ settlesAt: null }, { settlesAt: { lte: now } }] },
          ],
        },
        orderBy: { heldUntil: 'asc' },
        take: mostRows,
        select: { id: true },
      });
      return forEachRow(
        deps,
        waiting.map(({ id }) => id as OpeningId),
        async (openingId) => (await matchOpening(deps, { openingId })) !== null,
      );
    },
  },
];
