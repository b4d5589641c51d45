-- Nobody is asked all day long, and a salon that falls ill sends no flood of messages.

ALTER TABLE waitlist_policies
  ADD COLUMN max_offers_per_customer_day int,
  ADD COLUMN max_offers_per_hour int,
  ADD CONSTRAINT waitlist_policies_customer_day_check CHECK (max_offers_per_customer_day BETWEEN 1 AND 100),
  ADD CONSTRAINT waitlist_policies_hour_check CHECK (max_offers_per_hour BETWEEN 1 AND 1000);

-- What a salon has sent in the last hour.
CREATE INDEX "waitlist_offers_salon_id_created_at_idx" ON "waitlist_offers"("salon_id", "created_at");

DROP FUNCTION resolve_waitlist_policy(uuid, uuid);
CREATE FUNCTION resolve_waitlist_policy(p_salon uuid, p_service uuid DEFAULT NULL)
RETURNS TABLE (
  claim_expiry_minutes int,
  reminder_lead_minutes int,
  cooldown_minutes int,
  long_cooldown_minutes int,
  decline_threshold int,
  timeout_outcome text,
  match_on_reactivation boolean,
  offering text,
  offers_at_once int,
  min_notice_minutes int,
  max_hold_minutes int,
  max_offers_per_opening int,
  max_offers_per_customer_day int,
  max_offers_per_hour int,
  quiet_from_minute int,
  quiet_until_minute int
)
LANGUAGE sql STABLE AS $$
  SELECT
    coalesce(v.claim_expiry_minutes, s.claim_expiry_minutes, g.claim_expiry_minutes, 15),
    coalesce(v.reminder_lead_minutes, s.reminder_lead_minutes, g.reminder_lead_minutes, 10),
    coalesce(v.cooldown_minutes, s.cooldown_minutes, g.cooldown_minutes, 60),
    coalesce(v.long_cooldown_minutes, s.long_cooldown_minutes, g.long_cooldown_minutes, 10080),
    coalesce(v.decline_threshold, s.decline_threshold, g.decline_threshold, 3),
    coalesce(v.timeout_outcome, s.timeout_outcome, g.timeout_outcome, 'cooldown'),
    coalesce(v.match_on_reactivation, s.match_on_reactivation, g.match_on_reactivation, true),
    coalesce(v.offering, s.offering, g.offering, 'fixed'),
    coalesce(v.offers_at_once, s.offers_at_once, g.offers_at_once, 1),
    coalesce(v.min_notice_minutes, s.min_notice_minutes, g.min_notice_minutes, 30),
    coalesce(v.max_hold_minutes, s.max_hold_minutes, g.max_hold_minutes, 240),
    coalesce(v.max_offers_per_opening, s.max_offers_per_opening, g.max_offers_per_opening, 25),
    coalesce(v.max_offers_per_customer_day, s.max_offers_per_customer_day, g.max_offers_per_customer_day, 5),
    coalesce(v.max_offers_per_hour, s.max_offers_per_hour, g.max_offers_per_hour, 60),
    coalesce(v.quiet_from_minute, s.quiet_from_minute, g.quiet_from_minute, 1260),
    coalesce(v.quiet_until_minute, s.quiet_until_minute, g.quiet_until_minute, 480)
  FROM (VALUES (1)) AS one
  LEFT JOIN waitlist_policies g ON g.salon_id IS NULL AND g.service_id IS NULL
  LEFT JOIN waitlist_policies s ON s.salon_id = p_salon AND s.service_id IS NULL
  LEFT JOIN waitlist_policies v ON v.salon_id = p_salon AND v.service_id = p_service
$$;
