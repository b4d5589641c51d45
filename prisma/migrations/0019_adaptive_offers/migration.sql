-- A salon may leave to Ledig how many are asked at once and how long each may think: the nearer the start, the more and the shorter.

ALTER TABLE waitlist_policies
  ADD COLUMN offering text,
  ADD CONSTRAINT waitlist_policies_offering_check CHECK (offering IN ('fixed', 'auto'));

-- How a salon's customers have answered lately.
CREATE INDEX waitlist_offers_answered ON waitlist_offers (salon_id, closed_at) WHERE status IN ('accepted', 'declined', 'expired');

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
    coalesce(v.quiet_from_minute, s.quiet_from_minute, g.quiet_from_minute, 1260),
    coalesce(v.quiet_until_minute, s.quiet_until_minute, g.quiet_until_minute, 480)
  FROM (VALUES (1)) AS one
  LEFT JOIN waitlist_policies g ON g.salon_id IS NULL AND g.service_id IS NULL
  LEFT JOIN waitlist_policies s ON s.salon_id = p_salon AND s.service_id IS NULL
  LEFT JOIN waitlist_policies v ON v.salon_id = p_salon AND v.service_id = p_service
$$;

-- As before, but that a claim window may be asked for that is shorter than the policy's. One that is cut short, for that or for the
-- slot's nearness, is no miss when it runs out.
DROP FUNCTION make_offer(uuid, text, uuid, uuid, text, timestamptz, boolean);
CREATE FUNCTION make_offer(
  p_offer uuid, p_token_hash text, p_opening uuid, p_entry uuid, p_reason text, p_now timestamptz, p_at_once boolean DEFAULT false,
  p_claim_minutes int DEFAULT NULL
) RETURNS TABLE (token_expires_at timestamptz, window_shortened boolean, reminder_lead_minutes int)
LANGUAGE plpgsql AS $$
DECLARE
  v_opening openings;
  v_service record;
  v_policy record;
  v_notice_ends timestamptz;
  v_full timestamptz;
  v_expires timestamptz;
  v_position int;
BEGIN
  SELECT * INTO STRICT v_opening FROM openings WHERE id = p_opening;
  SELECT s.id, s.duration_minutes, s.buffer_before_minutes, s.buffer_after_minutes, s.price_minor, l.currency INTO v_service
  FROM waitlist_entries e
  JOIN services s ON s.id = e.service_id
  JOIN salons l ON l.id = e.salon_id
  WHERE e.id = p_entry AND e.salon_id = v_opening.salon_id AND e.status = 'waiting';
  IF NOT FOUND THEN
    RETURN;
  END IF;

  SELECT * INTO v_policy FROM resolve_waitlist_policy(v_opening.salon_id, v_service.id);
  v_notice_ends := v_opening.starts_at - CASE WHEN p_at_once THEN interval '0' ELSE make_interval(mins => v_policy.min_notice_minutes) END;
  v_full := p_now + make_interval(mins => v_policy.claim_expiry_minutes);
  v_expires := least(v_full, p_now + make_interval(mins => p_claim_minutes), v_notice_ends);
  IF v_expires < p_now + (CASE WHEN p_at_once THEN interval '1 microsecond' ELSE shortest_offer() END) THEN
    RETURN;
  END IF;

  PERFORM set_lifecycle_context(p_reason, NULL, NULL, jsonb_build_object('offerId', p_offer, 'openingId', p_opening), p_now);
  UPDATE waitlist_entries SET status = 'notified', notified_at = p_now, expires_at = v_expires, reminded_at = NULL, updated_at = p_now
  WHERE id = p_entry AND status = 'waiting';
  IF NOT FOUND THEN
    RETURN;
  END IF;

  SELECT min(n) INTO v_position
  FROM generate_series(1, v_opening.offers_at_once) n
  WHERE NOT EXISTS (
    SELECT FROM waitlist_offers f WHERE f.opening_id = p_opening AND f.status = 'pending' AND f.batch_position = n
  );

  INSERT INTO waitlist_offers (
    id, waitlist_entry_id, opening_id, salon_id, employee_id, calendar_id, service_id, slot_start, slot_end, range_start, range_end,
    price_minor, currency, status, batch_position, attempt_no, token_hash, token_expires_at, window_shortened, created_at
  ) VALUES (
    p_offer, p_entry, p_opening, v_opening.salon_id, v_opening.employee_id, v_opening.calendar_id, v_service.id,
    v_opening.starts_at,
    v_opening.starts_at + make_interval(mins => v_service.duration_minutes),
    v_opening.starts_at - make_interval(mins => v_service.buffer_before_minutes),
    v_opening.starts_at + make_interval(mins => v_service.duration_minutes + v_service.buffer_after_minutes),
    v_service.price_minor, v_service.currency, 'pending', v_position, v_opening.offers_made + 1, p_token_hash, v_expires,
    v_expires < v_full, p_now
  );
  UPDATE openings SET
    offers_made = offers_made + 1,
    held_until = greatest(held_until, v_expires + hold_grace()),
    resumes_at = NULL
  WHERE id = p_opening;
  PERFORM fit_hold(p_opening);
  RETURN QUERY SELECT
    v_expires,
    v_expires < v_full,
    v_policy.reminder_lead_minutes;
END $$;
