import type { Db } from '#server/platform/db.ts';
import type { SalonId, ServiceId } from '#server/platform/ids.schema.ts';
import type { Policy } from './policy.schema.ts';

/** The numbers in force: the service's own, else the salon's, else the global ones (a salon of null: those), else the defaults. One round trip. */
export async function resolvePolicy(db: Db, salonId: SalonId | null, serviceId?: ServiceId): Promise<Policy> {
  const [policy] = await db.$queryRaw<Policy[]>`
    SELECT
      claim_expiry_minutes AS "claimExpiryMinutes",
      reminder_lead_minutes AS "reminderLeadMinutes",
      cooldown_minutes AS "cooldownMinutes",
      long_cooldown_minutes AS "longCooldownMinutes",
      decline_threshold AS "declineThreshold",
      timeout_outcome AS "timeoutOutcome",
      match_on_reactivation AS "matchOnReactivation",
      offering,
      offers_at_once AS "offersAtOnce",
      min_notice_minutes AS "minNoticeMinutes",
      max_hold_minutes AS "maxHoldMinutes",
      max_offers_per_opening AS "maxOffersPerOpening",
      max_offers_per_customer_day AS "maxOffersPerCustomerDay",
      max_offers_per_hour AS "maxOffersPerHour",
      quiet_from_minute AS "quietFromMinute",
      quiet_until_minute AS "quietUntilMinute"
    FROM resolve_waitlist_policy(${salonId}::uuid, ${serviceId ?? null}::uuid)`;
  if (!policy) throw new Error('resolve_waitlist_policy gave no row.');
  return policy;
}
