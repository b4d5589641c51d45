-- A provider's outage is not a customer's fault: why a message failed is kept with it, and decides what becomes of the entry.

ALTER TABLE messages
  ADD COLUMN failure text,
  ADD COLUMN taken_at timestamptz(6),
  ADD CONSTRAINT messages_failure_check CHECK (
    failure IN ('permanent', 'trouble') AND (failure IS NULL OR status IN ('failed', 'undelivered', 'blocked'))
  );

INSERT INTO waitlist_transitions (from_status, to_status, reason) VALUES ('notified', 'waiting', 'message_trouble');

-- Ends a pending offer that was not accepted ('declined', 'expired', or 'notification_failed' when no channel reached the customer),
-- moves its entry on, and sets the opening going again. Returns the entry's new status; null when the offer was not pending.
-- Calendar, opening, entry and offer are locked.
--
-- Nobody pays for what the providers or Ledig failed at: an offer whose messages did not get out, for whatever is no fault of the
-- recipient's address, is no miss, and its entry waits on.
CREATE OR REPLACE FUNCTION miss_offer(p_offer uuid, p_status text, p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_offer waitlist_offers;
  v_entry waitlist_entries;
  v_policy record;
  v_reason text;
  v_status text := 'cooldown';
  v_misses int;
  v_until timestamptz;
  v_told boolean;
  v_trouble boolean;
BEGIN
  -- Index messages (offer_id). Told is who had half of the time at least. Without any message, staff have told the customer.
  SELECT
    coalesce(bool_or(m.status IN ('sent', 'delivered') AND m.sent_at <= f.created_at + (f.token_expires_at - f.created_at) / 2), true),
    coalesce(bool_or(m.failure = 'trouble'), false)
  INTO v_told, v_trouble
  FROM waitlist_offers f
  JOIN messages m ON m.offer_id = f.id AND m.template IN ('offer', 'offer_reminder')
  WHERE f.id = p_offer;
  v_trouble := CASE p_status
    WHEN 'expired' THEN NOT v_told
    WHEN 'notification_failed' THEN v_trouble
    ELSE false
  END;

  UPDATE waitlist_offers SET
    status = CASE WHEN v_trouble THEN 'notification_failed' ELSE p_status END,
    closed_at = p_now,
    responded_at = CASE WHEN p_status = 'declined' THEN p_now END,
    response_channel = CASE WHEN p_status = 'declined' THEN p_channel END
  WHERE id = p_offer AND status = 'pending'
  RETURNING * INTO v_offer;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  SELECT * INTO STRICT v_entry FROM waitlist_entries WHERE id = v_offer.waitlist_entry_id;
  SELECT * INTO v_policy FROM resolve_waitlist_policy(v_offer.salon_id, v_offer.service_id);
  v_misses := CASE WHEN v_entry.last_miss_at < p_now - miss_memory() THEN 0 ELSE v_entry.decline_count END;

  IF v_trouble THEN
    v_status := 'waiting';
    v_reason := 'message_trouble';
  ELSIF p_status = 'expired' AND v_offer.window_shortened THEN
    -- Too little time was given for this to count as a miss; the opening lapses with it.
    v_status := 'waiting';
    v_reason := 'offer_withdrawn';
  ELSIF p_status = 'notification_failed' THEN
    v_reason := 'unreachable';
    -- The second time it rests until somebody mends the contact details.
    v_until := CASE WHEN v_entry.unreachable_count = 0 THEN p_now + make_interval(mins => v_policy.cooldown_minutes) END;
  ELSE
    v_misses := v_misses + 1;
    v_reason := CASE p_status WHEN 'declined' THEN 'offer_declined' ELSE 'offer_timed_out' END;
    v_until := p_now + make_interval(mins => CASE
      WHEN v_misses >= v_policy.decline_threshold THEN v_policy.long_cooldown_minutes
      ELSE v_policy.cooldown_minutes
    END);
    IF p_status = 'expired'
       AND (v_policy.timeout_outcome = 'expired' OR NOT waitlist_entry_has_window_after(v_entry.id, v_until)) THEN
      v_status := 'expired';
      v_reason := 'offer_timed_out_final';
    END IF;
  END IF;

  PERFORM set_lifecycle_context(v_reason, NULL, NULL,
    jsonb_build_object('offerId', p_offer, 'openingId', v_offer.opening_id, 'misses', v_misses), p_now);
  UPDATE waitlist_entries SET
    status = v_status,
    expires_at = NULL,
    decline_count = v_misses,
    last_miss_at = CASE WHEN v_reason IN ('offer_declined', 'offer_timed_out', 'offer_timed_out_final') THEN p_now ELSE last_miss_at END,
    unreachable_count = unreachable_count + CASE v_reason WHEN 'unreachable' THEN 1 ELSE 0 END,
    cooldown_until = CASE v_status WHEN 'cooldown' THEN v_until END,
    cooldown_reason = CASE v_status WHEN 'cooldown' THEN v_reason END,
    updated_at = p_now
  WHERE id = v_entry.id AND status = 'notified';

  PERFORM fit_hold(v_offer.opening_id);
  UPDATE openings SET needs_match = true, held_until = greatest(held_until, p_now + hold_grace())
  WHERE id = v_offer.opening_id AND status = 'open' AND continues;
  IF NOT FOUND AND NOT EXISTS (SELECT FROM waitlist_offers WHERE opening_id = v_offer.opening_id AND status = 'pending') THEN
    PERFORM close_opening(v_offer.opening_id, 'exhausted', p_now);
  END IF;
  RETURN v_status;
END $$;
