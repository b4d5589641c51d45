-- The waitlist's engine as far as it must be one transaction whoever calls it: the web process, a job, or an operator in psql.
-- Lock order everywhere: calendars, then openings, then entries, then offers, each by id. A function whose comment says
-- "locked" relies on its caller for that.

-- How long a hold outlives the moment at which its next step is due, so that a busy worker loses no slot, and a dead one keeps none.
CREATE FUNCTION hold_grace() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '5 minutes' $$;

-- An offer that would live shorter is not made.
CREATE FUNCTION shortest_offer() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '5 minutes' $$;

-- Misses older than this are forgotten.
CREATE FUNCTION miss_memory() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '90 days' $$;

-- The numbers in force for a service of a salon (or, without a service, for the salon): the service's own, else the salon's, else
-- the global row's, else the defaults, which stand here and nowhere else.
CREATE FUNCTION resolve_waitlist_policy(p_salon uuid, p_service uuid DEFAULT NULL)
RETURNS TABLE (
  claim_expiry_minutes int,
  reminder_lead_minutes int,
  cooldown_minutes int,
  long_cooldown_minutes int,
  decline_threshold int,
  timeout_outcome text,
  match_on_reactivation boolean,
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

-- The shortest notice among the services that the employee does: nearer to its start, a piece of their time is of no use to anybody
-- who waits.
CREATE FUNCTION shortest_notice(p_employee uuid) RETURNS interval
LANGUAGE sql STABLE AS $$
  SELECT make_interval(mins => min(p.min_notice_minutes))
  FROM employees e
  LEFT JOIN employee_services x ON x.employee_id = e.id
  CROSS JOIN LATERAL resolve_waitlist_policy(e.salon_id, x.service_id) p
  WHERE e.id = p_employee
$$;

-- True when the employee cannot work at this instant: left, off, or the day is closed for them. Weekly hours do not count,
-- since staff may deliberately book outside them.
CREATE FUNCTION employee_is_away(p_employee uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT
    e.archived_at IS NOT NULL
    OR s.archived_at IS NOT NULL
    OR EXISTS (
      SELECT FROM time_off t WHERE t.employee_id = p_employee AND t.starts_at <= p_at AND t.ends_at > p_at
    )
    OR coalesce(
      (SELECT bool_and(x.from_minute IS NULL) FROM hours_exceptions x
       WHERE x.employee_id = p_employee AND x.date = (p_at AT TIME ZONE s.time_zone)::date),
      (SELECT bool_and(x.from_minute IS NULL) FROM hours_exceptions x
       WHERE x.salon_id = s.id AND x.employee_id IS NULL AND x.date = (p_at AT TIME ZONE s.time_zone)::date),
      false
    )
  FROM employees e
  JOIN salons s ON s.id = e.salon_id
  WHERE e.id = p_employee
$$;

-- True when a window of the entry still has time in it after this instant.
CREATE FUNCTION waitlist_entry_has_window_after(p_entry uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT
    FROM waitlist_entries e
    JOIN salons s ON s.id = e.salon_id
    JOIN waitlist_windows w ON w.waitlist_entry_id = e.id
    WHERE e.id = p_entry
      AND w.date_until + make_interval(mins => w.until_minute) > p_at AT TIME ZONE s.time_zone
  )
$$;

-- -------------------------------------------------------------------------------------------------------- openings

-- Offers freed time to the waitlist: writes an opening and its hold, and returns the opening's id; or returns null, and the time is
-- on public sale at once (the waitlist is off, the start is too near, the employee is away). The calendar is locked, and nothing
-- stands on it between p_from and p_until. p_service names whose policy counts; p_starts_at is where offers start.
CREATE FUNCTION free_calendar_time(
  p_calendar uuid,
  p_starts_at timestamptz,
  p_from timestamptz,
  p_until timestamptz,
  p_cause text,
  p_now timestamptz,
  p_service uuid DEFAULT NULL,
  p_cause_booking uuid DEFAULT NULL,
  p_parent uuid DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_calendar record;
  v_policy record;
  v_until timestamptz;
  v_opening uuid := gen_random_uuid();
BEGIN
  SELECT c.salon_id, c.employee_id, s.matching_enabled INTO v_calendar
  FROM calendars c
  JOIN salons s ON s.id = c.salon_id
  WHERE c.id = p_calendar;

  IF v_calendar.employee_id IS NULL OR NOT v_calendar.matching_enabled
     OR employee_is_away(v_calendar.employee_id, p_starts_at) THEN
    RETURN NULL;
  END IF;

  SELECT * INTO v_policy FROM resolve_waitlist_policy(v_calendar.salon_id, p_service);
  IF p_starts_at - shortest_notice(v_calendar.employee_id) - shortest_offer() < p_now THEN
    RETURN NULL;
  END IF;

  -- Time off that begins inside the stretch ends it.
  SELECT least(p_until, min(t.starts_at)) INTO v_until
  FROM time_off t
  WHERE t.employee_id = v_calendar.employee_id AND t.starts_at > p_starts_at AND t.starts_at < p_until;

  INSERT INTO openings (
    id, salon_id, calendar_id, employee_id, starts_at, free_from, free_until, status, cause, cause_booking_id, parent_id,
    offers_at_once, held_until, offers_until, created_at
  ) VALUES (
    v_opening, v_calendar.salon_id, p_calendar, v_calendar.employee_id, p_starts_at, p_from, v_until, 'open', p_cause, p_cause_booking,
    p_parent, v_policy.offers_at_once, p_now + hold_grace(), p_now + make_interval(mins => v_policy.max_hold_minutes), p_now
  );
  INSERT INTO calendar_items (calendar_id, kind, opening_id, starts_at, ends_at)
  VALUES (p_calendar, 'hold', v_opening, p_from, v_until);
  RETURN v_opening;
END $$;

-- The next five-minute mark of the clock at or after an instant: where a piece of freed time may start for a customer.
CREATE FUNCTION next_start(p_at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT date_bin('5 minutes', p_at + interval '5 minutes' - interval '1 microsecond', '2000-01-01 00:00:00+00')
$$;

-- Where a piece of an employee's time that is left over from something else may start for the customer of a service that somebody waits for,
-- its buffer before it; null when no such service fits the piece.
CREATE FUNCTION leftover_start(p_employee uuid, p_from timestamptz, p_until timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT next_start(p_from + make_interval(mins => min(s.buffer_before_minutes)))
  FROM services s
  JOIN employee_services x ON x.service_id = s.id AND x.employee_id = p_employee
  WHERE s.archived_at IS NULL
    AND next_start(p_from + make_interval(mins => s.buffer_before_minutes))
        + make_interval(mins => s.duration_minutes + s.buffer_after_minutes) <= p_until
    -- Index waitlist_entries_waiting_service.
    AND EXISTS (
      SELECT FROM waitlist_entries e WHERE e.salon_id = s.salon_id AND e.service_id = s.id AND e.status = 'waiting'
    )
$$;

-- What a booking takes of its calendars: an object for each stretch that its items fill without a gap, with the customer's start, the
-- range including buffers, and the first item's service. To be read before its items are moved or removed.
CREATE FUNCTION booking_stretches(p_booking uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  WITH items AS (
    SELECT c.calendar_id, c.starts_at, c.ends_at, i.starts_at AS customer_start, i.service_id,
      c.starts_at IS DISTINCT FROM lag(c.ends_at) OVER (PARTITION BY c.calendar_id ORDER BY c.starts_at) AS begins
    FROM booking_items i
    JOIN calendar_items c ON c.booking_item_id = i.id
    WHERE i.booking_id = p_booking
  ), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY calendar_id ORDER BY starts_at) AS stretch FROM items
  ), stretches AS (
    SELECT calendar_id, min(customer_start) AS starts_at, min(starts_at) AS free_from, max(ends_at) AS free_until,
      (array_agg(service_id ORDER BY starts_at))[1] AS service_id
    FROM numbered
    GROUP BY calendar_id, stretch
  )
  SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.calendar_id, s.starts_at), '[]') FROM stretches s
$$;

-- Offers what is free of these stretches to the waitlist: each less what stands on its calendar now, so that a booking moved onto part of
-- its own time frees old minus new. Returns the openings. The calendars are locked.
CREATE FUNCTION free_stretches(p_stretches jsonb, p_cause text, p_booking uuid, p_now timestamptz) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
  v_piece record;
  v_opening uuid;
  v_opened uuid[] := '{}';
BEGIN
  FOR v_piece IN
    SELECT s.calendar_id, s.service_id, lower(r.piece) AS free_from, upper(r.piece) AS free_until,
      CASE
        WHEN lower(r.piece) <= s.starts_at AND s.starts_at < upper(r.piece) THEN s.starts_at
        ELSE coalesce(leftover_start(c.employee_id, lower(r.piece), upper(r.piece)), next_start(lower(r.piece)))
      END AS starts_at
    FROM jsonb_to_recordset(p_stretches)
      AS s (calendar_id uuid, starts_at timestamptz, free_from timestamptz, free_until timestamptz, service_id uuid)
    JOIN calendars c ON c.id = s.calendar_id
    CROSS JOIN LATERAL unnest(
      tstzmultirange(tstzrange(s.free_from, s.free_until)) - coalesce(
        (SELECT range_agg(tstzrange(i.starts_at, i.ends_at)) FROM calendar_items i
         WHERE i.calendar_id = s.calendar_id AND i.starts_at < s.free_until AND i.ends_at > s.free_from),
        '{}'
      )
    ) AS r (piece)
    ORDER BY s.calendar_id, lower(r.piece)
  LOOP
    IF v_piece.starts_at < v_piece.free_until THEN
      v_opening := free_calendar_time(v_piece.calendar_id, v_piece.starts_at, v_piece.free_from, v_piece.free_until, p_cause, p_now,
        v_piece.service_id, p_booking);
      IF v_opening IS NOT NULL THEN
        v_opened := v_opened || v_opening;
      END IF;
    END IF;
  END LOOP;
  RETURN v_opened;
END $$;

-- Ends an opening that has no pending offer, and gives its time back. Calendar and opening are locked.
CREATE FUNCTION close_opening(p_opening uuid, p_status text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM calendar_items WHERE opening_id = p_opening;
  UPDATE openings SET status = p_status, closed_at = p_now, needs_match = false, resumes_at = NULL
  WHERE id = p_opening AND status = 'open';
END $$;

-- The hold covers what came free and, meanwhile, what pending offers need beside it.
CREATE FUNCTION fit_hold(p_opening uuid) RETURNS void
LANGUAGE sql AS $$
  UPDATE calendar_items h
  SET starts_at = least(o.free_from, (SELECT min(f.range_start) FROM waitlist_offers f WHERE f.opening_id = o.id AND f.status = 'pending')),
      ends_at = greatest(o.free_until, (SELECT max(f.range_end) FROM waitlist_offers f WHERE f.opening_id = o.id AND f.status = 'pending'))
  FROM openings o
  WHERE o.id = p_opening AND h.opening_id = o.id
$$;

-- Takes back an opening's pending offers, all but p_except, through no fault of their customers, who wait again. Returns the offers' ids.
-- Calendar and opening are locked.
CREATE FUNCTION take_back_offers(p_opening uuid, p_except uuid, p_why text, p_now timestamptz) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
  v_offer record;
  v_taken uuid[] := '{}';
BEGIN
  PERFORM FROM waitlist_entries
  WHERE id IN (SELECT waitlist_entry_id FROM waitlist_offers WHERE opening_id = p_opening AND status = 'pending' AND id IS DISTINCT FROM p_except)
  ORDER BY id
  FOR NO KEY UPDATE;

  FOR v_offer IN
    SELECT id, waitlist_entry_id FROM waitlist_offers
    WHERE opening_id = p_opening AND status = 'pending' AND id IS DISTINCT FROM p_except
    ORDER BY id
    FOR NO KEY UPDATE
  LOOP
    UPDATE waitlist_offers SET status = 'cancelled', closed_at = p_now WHERE id = v_offer.id;
    PERFORM set_lifecycle_context('offer_withdrawn', NULL, NULL,
      jsonb_build_object('offerId', v_offer.id, 'openingId', p_opening, 'why', p_why), p_now);
    UPDATE waitlist_entries SET status = 'waiting', expires_at = NULL, updated_at = p_now
    WHERE id = v_offer.waitlist_entry_id AND status = 'notified';
    v_taken := v_taken || v_offer.id;
  END LOOP;
  RETURN v_taken;
END $$;

-- Ends an open opening, offers and all ('withdrawn', or 'lapsed', 'exhausted'). Returns the offers taken back; null when it was not open.
-- The calendar is locked.
CREATE FUNCTION withdraw_opening(p_opening uuid, p_status text, p_why text, p_now timestamptz) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
  v_taken uuid[];
BEGIN
  PERFORM FROM openings WHERE id = p_opening AND status = 'open' FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  v_taken := take_back_offers(p_opening, NULL, p_why, p_now);
  PERFORM close_opening(p_opening, p_status, p_now);
  RETURN v_taken;
END $$;

-- ---------------------------------------------------------------------------------------------------------- offers

-- Offers an opening to a waiting entry: the slot starts where the opening starts, with the entry's service and its price of today.
-- Returns when the offer runs out and whether the slot's nearness cut it short; no row when the entry is not waiting any more, or less
-- than shortest_offer() would be left. p_at_once: it is accepted in the same transaction, so neither the notice nor the shortest life
-- counts. Raises 23P01 when the service needs time beside the opening that is not free. Calendar and opening are locked. The hash is
-- of link version 1 of p_offer.
CREATE FUNCTION make_offer(
  p_offer uuid, p_token_hash text, p_opening uuid, p_entry uuid, p_reason text, p_now timestamptz, p_at_once boolean DEFAULT false
) RETURNS TABLE (token_expires_at timestamptz, window_shortened boolean, reminder_lead_minutes int)
LANGUAGE plpgsql AS $$
DECLARE
  v_opening openings;
  v_service record;
  v_policy record;
  v_notice_ends timestamptz;
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
  v_expires := least(p_now + make_interval(mins => v_policy.claim_expiry_minutes), v_notice_ends);
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
    v_expires = v_notice_ends AND v_notice_ends < p_now + make_interval(mins => v_policy.claim_expiry_minutes), p_now
  );
  UPDATE openings SET
    offers_made = offers_made + 1,
    held_until = greatest(held_until, v_expires + hold_grace()),
    resumes_at = NULL
  WHERE id = p_opening;
  PERFORM fit_hold(p_opening);
  RETURN QUERY SELECT
    v_expires,
    v_expires = v_notice_ends AND v_notice_ends < p_now + make_interval(mins => v_policy.claim_expiry_minutes),
    v_policy.reminder_lead_minutes;
END $$;

-- Ends a pending offer that was not accepted ('declined', 'expired', or 'notification_failed' when no channel reached the customer),
-- moves its entry on, and sets the opening going again. Returns the entry's new status; null when the offer was not pending.
-- Calendar, opening, entry and offer are locked.
CREATE FUNCTION miss_offer(p_offer uuid, p_status text, p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_offer waitlist_offers;
  v_entry waitlist_entries;
  v_policy record;
  v_reason text;
  v_status text := 'cooldown';
  v_misses int;
  v_until timestamptz;
  v_continues boolean;
BEGIN
  UPDATE waitlist_offers SET
    status = p_status,
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

  IF p_status = 'expired' AND v_offer.window_shortened THEN
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

-- What an accepted booking leaves of a longer opening goes to the waitlist as a child opening, if a waiting service fits it; else it is
-- free. Returns the child. The calendar is locked.
CREATE FUNCTION free_remainder(p_opening openings, p_from timestamptz, p_booking uuid, p_now timestamptz) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_start timestamptz := leftover_start(p_opening.employee_id, p_from, p_opening.free_until);
  v_service uuid := (SELECT i.service_id FROM booking_items i WHERE i.booking_id = p_booking ORDER BY i.position LIMIT 1);
BEGIN
  IF v_start IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN free_calendar_time(p_opening.calendar_id, v_start, p_from, p_opening.free_until, 'remainder', p_now, v_service, p_booking, p_opening.id);
END $$;

-- Writes the booking that an offer promised (or moves the booking that the entry wanted to be earlier), and ends everything that
-- hung on it: the hold becomes the booking, what is left of the opening goes on as a child opening or is free, the rest of the batch is
-- taken back. Calendars, opening, entry and offer are locked, and the offer may be accepted.
CREATE FUNCTION accept_offer(
  p_offer uuid, p_booking uuid, p_reason text, p_channel text, p_now timestamptz,
  OUT booking_id uuid, OUT opened uuid[], OUT taken_back uuid[]
)
LANGUAGE plpgsql AS $$
DECLARE
  v_offer waitlist_offers;
  v_entry waitlist_entries;
  v_opening openings;
  v_moved uuid;
  v_left jsonb := '[]';
  v_item uuid := gen_random_uuid();
  v_rest uuid;
BEGIN
  SELECT * INTO STRICT v_offer FROM waitlist_offers WHERE id = p_offer;
  SELECT * INTO STRICT v_entry FROM waitlist_entries WHERE id = v_offer.waitlist_entry_id;
  SELECT * INTO STRICT v_opening FROM openings WHERE id = v_offer.opening_id;
  opened := '{}';
  taken_back := take_back_offers(v_opening.id, p_offer, 'taken', p_now);
  PERFORM close_opening(v_opening.id, 'filled', p_now);

  IF v_entry.moves_booking_id IS NOT NULL THEN
    SELECT b.id INTO v_moved FROM bookings b
    WHERE b.id = v_entry.moves_booking_id AND b.status IN ('pending_payment', 'confirmed') AND b.starts_at > p_now
    FOR NO KEY UPDATE;
  END IF;
  booking_id := coalesce(v_moved, p_booking);

  IF v_moved IS NULL THEN
    INSERT INTO bookings
      (id, salon_id, customer_id, status, starts_at, ends_at, price_minor, currency, source, locale, created_at, updated_at)
    VALUES
      (p_booking, v_offer.salon_id, v_entry.customer_id, 'confirmed', v_offer.slot_start, v_offer.slot_end, v_offer.price_minor,
       v_offer.currency, 'waitlist', v_entry.locale, p_now, p_now);
  ELSE
    v_left := booking_stretches(v_moved);
    DELETE FROM booking_items i WHERE i.booking_id = v_moved;
    UPDATE bookings SET starts_at = v_offer.slot_start, ends_at = v_offer.slot_end, price_minor = v_offer.price_minor, updated_at = p_now
    WHERE id = v_moved;
  END IF;

  INSERT INTO booking_items
    (id, booking_id, position, service_id, employee_id, calendar_id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, price_minor)
  VALUES
    (v_item, booking_id, 0, v_offer.service_id, v_offer.employee_id, v_offer.calendar_id, v_offer.slot_start, v_offer.slot_end,
     extract(epoch FROM v_offer.slot_start - v_offer.range_start) / 60, extract(epoch FROM v_offer.range_end - v_offer.slot_end) / 60,
     v_offer.price_minor);
  INSERT INTO calendar_items (calendar_id, kind, booking_item_id, starts_at, ends_at)
  VALUES (v_offer.calendar_id, 'booking', v_item, v_offer.range_start, v_offer.range_end);

  UPDATE waitlist_offers f SET
    status = 'accepted', closed_at = p_now, responded_at = p_now, response_channel = p_channel, booking_id = accept_offer.booking_id
  WHERE f.id = p_offer;
  PERFORM set_lifecycle_context(p_reason, NULL, NULL,
    jsonb_build_object('offerId', p_offer, 'openingId', v_opening.id, 'bookingId', booking_id), p_now);
  UPDATE waitlist_entries e SET status = 'booked', booking_id = accept_offer.booking_id, expires_at = NULL, updated_at = p_now
  WHERE e.id = v_entry.id;

  IF v_left <> '[]' THEN
    opened := free_stretches(v_left, 'booking_rescheduled', v_moved, p_now);
  END IF;
  v_rest := free_remainder(v_opening, v_offer.range_end, booking_id, p_now);
  IF v_rest IS NOT NULL THEN
    opened := opened || v_rest;
  END IF;
END $$;

-- Answers an offer ('accept' or 'decline'), taking all locks. One row, whose outcome is
--   booked            accepted now, or (repeated) before: booking_id says by which booking
--   declined          declined now, or (repeated) before
--   already_booked    a decline after the accept
--   already_declined  an accept after the decline
--   expired           too late: it has run out, and the entry has moved on as after any time-out
--   taken             another customer of the same batch was quicker
--   withdrawn         taken back, or the employee cannot work then any more
--   clashes           the customer has another appointment at that time; the offer stays pending
--   unknown           there is no such offer
-- needs_match: the opening looks for its next customer now. opened: openings that came of it and look for theirs. taken_back: the
-- offers of other customers that it ended.
CREATE FUNCTION answer_offer(
  p_offer uuid, p_action text, p_channel text, p_reason text, p_now timestamptz, p_booking uuid DEFAULT gen_random_uuid()
) RETURNS TABLE (
  outcome text, repeated boolean, offer_id uuid, waitlist_entry_id uuid, opening_id uuid, booking_id uuid, needs_match boolean,
  opened uuid[], taken_back uuid[]
)
LANGUAGE plpgsql AS $$
DECLARE
  v_offer waitlist_offers;
  v_entry waitlist_entries;
  v_calendars uuid[];
  v_accepted record;
BEGIN
  IF p_action NOT IN ('accept', 'decline') THEN
    RAISE EXCEPTION 'unknown action %', p_action USING ERRCODE = 'invalid_parameter_value';
  END IF;
  repeated := false;
  needs_match := false;
  opened := '{}';
  taken_back := '{}';

  SELECT * INTO v_offer FROM waitlist_offers f WHERE f.id = p_offer;
  IF NOT FOUND THEN
    outcome := 'unknown';
    RETURN NEXT;
    RETURN;
  END IF;
  offer_id := v_offer.id;
  waitlist_entry_id := v_offer.waitlist_entry_id;
  opening_id := v_offer.opening_id;

  IF v_offer.status = 'pending' THEN
    SELECT * INTO STRICT v_entry FROM waitlist_entries e WHERE e.id = v_offer.waitlist_entry_id;
    -- Before the calendars, and by whoever books for this customer: two offers at one time, or an offer and a booking, come one after the other.
    PERFORM FROM customers c WHERE c.id = v_entry.customer_id FOR NO KEY UPDATE;
    IF v_entry.moves_booking_id IS NULL THEN
      PERFORM FROM calendars c WHERE c.id = v_offer.calendar_id FOR NO KEY UPDATE;
    ELSE
      SELECT array_agg(i.calendar_id) INTO v_calendars FROM booking_items i WHERE i.booking_id = v_entry.moves_booking_id;
      PERFORM FROM calendars c WHERE c.id = v_offer.calendar_id OR c.id = ANY (v_calendars) ORDER BY c.id FOR NO KEY UPDATE;
      IF EXISTS (
        SELECT FROM booking_items i WHERE i.booking_id = v_entry.moves_booking_id AND i.calendar_id <> ALL (v_calendars || v_offer.calendar_id)
      ) THEN
        RAISE EXCEPTION 'the booking to be moved has just been moved' USING ERRCODE = 'serialization_failure';
      END IF;
    END IF;
    PERFORM FROM openings o WHERE o.id = v_offer.opening_id FOR NO KEY UPDATE;
    SELECT * INTO STRICT v_entry FROM waitlist_entries e WHERE e.id = v_offer.waitlist_entry_id FOR NO KEY UPDATE;
    SELECT * INTO STRICT v_offer FROM waitlist_offers f WHERE f.id = p_offer FOR NO KEY UPDATE;
  END IF;

  IF v_offer.status <> 'pending' THEN
    booking_id := v_offer.booking_id;
    outcome := CASE v_offer.status
      WHEN 'accepted' THEN CASE p_action WHEN 'accept' THEN 'booked' ELSE 'already_booked' END
      WHEN 'declined' THEN CASE p_action WHEN 'decline' THEN 'declined' ELSE 'already_declined' END
      WHEN 'cancelled' THEN CASE WHEN EXISTS (
        SELECT FROM openings o WHERE o.id = v_offer.opening_id AND o.status = 'filled'
      ) THEN 'taken' ELSE 'withdrawn' END
      ELSE 'expired'
    END;
    repeated := outcome IN ('booked', 'declined');
    RETURN NEXT;
    RETURN;
  END IF;

  IF v_offer.token_expires_at <= p_now THEN
    PERFORM miss_offer(p_offer, 'expired', p_channel, p_now);
    outcome := 'expired';
  ELSIF p_action = 'decline' THEN
    PERFORM miss_offer(p_offer, 'declined', p_channel, p_now);
    outcome := 'declined';
  ELSIF employee_is_away(v_offer.employee_id, v_offer.slot_start) THEN
    taken_back := withdraw_opening(v_offer.opening_id, 'withdrawn', 'employee_away', p_now);
    outcome := 'withdrawn';
  ELSIF EXISTS (
    SELECT FROM bookings b
    WHERE b.customer_id = v_entry.customer_id
      AND b.status IN ('pending_payment', 'confirmed')
      AND b.starts_at < v_offer.slot_end AND b.ends_at > v_offer.slot_start
      AND b.id IS DISTINCT FROM v_entry.moves_booking_id
  ) THEN
    outcome := 'clashes';
  ELSE
    SELECT * INTO v_accepted FROM accept_offer(p_offer, p_booking, p_reason, p_channel, p_now);
    outcome := 'booked';
    booking_id := v_accepted.booking_id;
    opened := v_accepted.opened;
    taken_back := v_accepted.taken_back;
  END IF;

  SELECT o.needs_match INTO needs_match FROM openings o WHERE o.id = v_offer.opening_id;
  RETURN NEXT;
END $$;

-- The claim: answers the offer whose current link, or the one before its reminder, has this hash. p_channel: 'web', 'api', 'sms', 'staff'.
-- The outcomes are those of answer_offer. p_booking is the id that a new booking gets.
CREATE FUNCTION claim_waitlist_offer_atomic(
  p_token_hash text, p_action text, p_channel text, p_now timestamptz, p_booking uuid DEFAULT gen_random_uuid()
) RETURNS TABLE (
  outcome text, repeated boolean, offer_id uuid, waitlist_entry_id uuid, opening_id uuid, booking_id uuid, needs_match boolean,
  opened uuid[], taken_back uuid[]
)
LANGUAGE plpgsql AS $$
DECLARE
  v_offer uuid;
  v_customer uuid;
BEGIN
  SELECT f.id, e.customer_id INTO v_offer, v_customer
  FROM waitlist_offers f
  JOIN waitlist_entries e ON e.id = f.waitlist_entry_id
  WHERE f.token_hash = p_token_hash OR f.previous_token_hash = p_token_hash;
  PERFORM set_config('ledig.actor_type', 'customer', true), set_config('ledig.actor_id', coalesce(v_customer::text, ''), true);
  RETURN QUERY SELECT * FROM answer_offer(v_offer, p_action, p_channel, 'claim_accepted', p_now, p_booking);
END $$;

-- Moves a waiting or cooling entry on, on time's account. Returns its new status; 'error' when the row refuses, which is for the server's log
-- and stops nobody else. The entry is locked.
CREATE FUNCTION end_waitlist_entry_pause(p_entry uuid, p_status text, p_reason text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_lifecycle_context(p_reason, NULL, NULL, '{}', p_now);
  UPDATE waitlist_entries SET status = p_status, cooldown_until = NULL, cooldown_reason = NULL, updated_at = p_now WHERE id = p_entry;
  RETURN p_status;
EXCEPTION
  WHEN serialization_failure OR deadlock_detected OR query_canceled OR lock_not_available THEN
    RAISE;
  WHEN OTHERS THEN
    RAISE WARNING 'waitlist entry % could not become %: % %', p_entry, p_status, SQLSTATE, SQLERRM;
    RETURN 'error';
END $$;

-- Expires, row by row, up to p_max_rows offers that have run out (or only p_offer, waiting for its locks instead of passing over what is busy),
-- then waiting and paused entries whose last preference window has passed. A row for each: the outcome is the entry's new status, or 'error',
-- noted in the offer's last_error, which does not stop the rest. needs_match: the opening is to be offered on (its flag says so too, so
-- that the sweep finds it when nobody reads these rows).
CREATE FUNCTION expire_waitlist_entries(
  p_max_rows int DEFAULT 100, p_now timestamptz DEFAULT clock_timestamp(), p_offer uuid DEFAULT NULL
) RETURNS TABLE (waitlist_entry_id uuid, offer_id uuid, opening_id uuid, outcome text, needs_match boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v_due uuid[];
  v_calendars uuid[];
  v_row record;
  v_count int := 0;
BEGIN
  IF coalesce(current_setting('ledig.actor_type', true), '') = '' THEN
    PERFORM set_config('ledig.actor_type', 'job', true), set_config('ledig.actor_id', 'expire_waitlist_entries', true);
  END IF;

  SELECT array_agg(f.id), array_agg(DISTINCT f.calendar_id) INTO v_due, v_calendars
  FROM (
    SELECT d.id, d.calendar_id FROM waitlist_offers d
    WHERE d.status = 'pending' AND d.token_expires_at <= p_now AND (p_offer IS NULL OR d.id = p_offer)
    ORDER BY d.last_error IS NOT NULL, d.token_expires_at
    LIMIT p_max_rows
  ) f;

  IF v_due IS NOT NULL THEN
    IF p_offer IS NULL THEN
      SELECT array_agg(c.id) INTO v_calendars
      FROM (SELECT id FROM calendars WHERE id = ANY (v_calendars) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED) c;
    ELSE
      PERFORM FROM calendars c WHERE c.id = ANY (v_calendars) FOR NO KEY UPDATE;
    END IF;
    PERFORM FROM openings o
    WHERE o.id IN (SELECT f.opening_id FROM waitlist_offers f WHERE f.id = ANY (v_due) AND f.calendar_id = ANY (v_calendars))
    ORDER BY o.id FOR NO KEY UPDATE;
    PERFORM FROM waitlist_entries e
    WHERE e.id IN (SELECT f.waitlist_entry_id FROM waitlist_offers f WHERE f.id = ANY (v_due) AND f.calendar_id = ANY (v_calendars))
    ORDER BY e.id FOR NO KEY UPDATE;

    FOR v_row IN
      SELECT f.id, f.waitlist_entry_id, f.opening_id FROM waitlist_offers f
      WHERE f.id = ANY (v_due) AND f.calendar_id = ANY (v_calendars) AND f.status = 'pending' AND f.token_expires_at <= p_now
      ORDER BY f.id
      FOR NO KEY UPDATE
    LOOP
      waitlist_entry_id := v_row.waitlist_entry_id;
      offer_id := v_row.id;
      opening_id := v_row.opening_id;
      BEGIN
        outcome := miss_offer(v_row.id, 'expired', NULL, p_now);
      EXCEPTION
        WHEN serialization_failure OR deadlock_detected OR query_canceled OR lock_not_available THEN
          RAISE;
        WHEN OTHERS THEN
          outcome := 'error';
          UPDATE waitlist_offers f SET last_error = left(SQLSTATE || ' ' || SQLERRM, 500) WHERE f.id = v_row.id;
      END;
      SELECT o.needs_match INTO needs_match FROM openings o WHERE o.id = v_row.opening_id;
      v_count := v_count + 1;
      RETURN NEXT;
    END LOOP;
  END IF;

  IF p_offer IS NOT NULL THEN
    RETURN;
  END IF;
  FOR v_row IN
    SELECT e.id FROM waitlist_entries e
    JOIN salons s ON s.id = e.salon_id
    WHERE e.status IN ('waiting', 'cooldown')
      AND e.last_window_date <= (p_now AT TIME ZONE 'UTC')::date + 1
      AND e.last_window_date <= (p_now AT TIME ZONE s.time_zone)::date
      AND NOT waitlist_entry_has_window_after(e.id, p_now)
    ORDER BY e.last_window_date
    LIMIT greatest(p_max_rows - v_count, 0)
    FOR NO KEY UPDATE OF e SKIP LOCKED
  LOOP
    waitlist_entry_id := v_row.id;
    offer_id := NULL;
    opening_id := NULL;
    needs_match := false;
    outcome := end_waitlist_entry_pause(v_row.id, 'expired', 'window_passed', p_now);
    RETURN NEXT;
  END LOOP;
END $$;

-- Puts up to p_max_rows entries whose cooldown has passed (or only p_entry) back on the list, row by row: the outcome is 'waiting', or 'error'
-- for one that could not be, which does not stop the rest.
CREATE FUNCTION reactivate_waitlist_entries(
  p_max_rows int DEFAULT 100, p_now timestamptz DEFAULT clock_timestamp(), p_entry uuid DEFAULT NULL
) RETURNS TABLE (waitlist_entry_id uuid, outcome text)
LANGUAGE plpgsql AS $$
DECLARE
  v_row record;
BEGIN
  IF coalesce(current_setting('ledig.actor_type', true), '') = '' THEN
    PERFORM set_config('ledig.actor_type', 'job', true), set_config('ledig.actor_id', 'reactivate_waitlist_entries', true);
  END IF;
  FOR v_row IN
    SELECT e.id FROM waitlist_entries e
    WHERE e.status = 'cooldown' AND e.cooldown_until <= p_now AND (p_entry IS NULL OR e.id = p_entry)
    ORDER BY e.cooldown_until
    LIMIT p_max_rows
    FOR NO KEY UPDATE SKIP LOCKED
  LOOP
    waitlist_entry_id := v_row.id;
    outcome := end_waitlist_entry_pause(v_row.id, 'waiting', 'cooldown_elapsed', p_now);
    RETURN NEXT;
  END LOOP;
END $$;

-- Takes an entry off the list ('cancelled_by_staff' or 'left_by_customer'). With a live offer the slot passes on: needs_match says so.
-- outcome: 'cancelled', 'repeated' (it was before), 'final' (booked or expired), 'unknown'.
CREATE FUNCTION cancel_waitlist_entry(p_entry uuid, p_reason text, p_now timestamptz)
RETURNS TABLE (outcome text, opening_id uuid, needs_match boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v_offer record;
  v_held uuid;
  v_status text;
BEGIN
  needs_match := false;
  SELECT f.id, f.calendar_id, f.opening_id INTO v_offer FROM waitlist_offers f WHERE f.waitlist_entry_id = p_entry AND f.status = 'pending';
  IF FOUND THEN
    PERFORM FROM calendars c WHERE c.id = v_offer.calendar_id FOR NO KEY UPDATE;
    PERFORM FROM openings o WHERE o.id = v_offer.opening_id FOR NO KEY UPDATE;
  END IF;
  SELECT e.status INTO v_status FROM waitlist_entries e WHERE e.id = p_entry FOR NO KEY UPDATE;
  IF v_status IS NULL OR v_status IN ('booked', 'expired', 'cancelled') THEN
    outcome := CASE WHEN v_status IS NULL THEN 'unknown' WHEN v_status = 'cancelled' THEN 'repeated' ELSE 'final' END;
    RETURN NEXT;
    RETURN;
  END IF;

  SELECT f.id INTO v_held FROM waitlist_offers f WHERE f.waitlist_entry_id = p_entry AND f.status = 'pending' FOR NO KEY UPDATE;
  IF v_held IS NOT NULL AND v_held IS DISTINCT FROM v_offer.id THEN
    RAISE EXCEPTION 'an offer on a calendar that is not locked' USING ERRCODE = 'serialization_failure';
  END IF;
  IF v_held IS NOT NULL THEN
    UPDATE waitlist_offers f SET status = 'cancelled', closed_at = p_now WHERE f.id = v_held;
  END IF;
  PERFORM set_lifecycle_context(p_reason, NULL, NULL,
    CASE WHEN v_held IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('offerId', v_held, 'openingId', v_offer.opening_id) END, p_now);
  UPDATE waitlist_entries e SET
    status = 'cancelled', expires_at = NULL, cooldown_until = NULL, cooldown_reason = NULL, updated_at = p_now
  WHERE e.id = p_entry;

  IF v_held IS NOT NULL THEN
    PERFORM fit_hold(v_offer.opening_id);
    -- Its slot goes to the next customer, also when staff had meant it for this one alone.
    UPDATE openings o SET needs_match = true, continues = true, held_until = greatest(o.held_until, p_now + hold_grace())
    WHERE o.id = v_offer.opening_id AND o.status = 'open'
    RETURNING o.id, o.needs_match INTO opening_id, needs_match;
  END IF;
  outcome := 'cancelled';
  RETURN NEXT;
END $$;

-- Frees what dead or slow workers have kept too long: open openings of these calendars whose held_until has passed. Their offers have run out
-- before. Who is about to take calendar time calls it first. One that can't be ended keeps its time, and stands in nobody's way
-- elsewhere on the calendar: its offers' last_error says why. p_except is on its way to its next step. The calendars are locked.
CREATE FUNCTION reap_stale_holds(p_calendars uuid[], p_now timestamptz, p_except uuid DEFAULT NULL) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_opening record;
  v_offer record;
  v_count int := 0;
BEGIN
  FOR v_opening IN
    SELECT o.id FROM openings o
    WHERE o.calendar_id = ANY (p_calendars) AND o.status = 'open' AND o.held_until <= p_now AND o.id IS DISTINCT FROM p_except
    ORDER BY o.id
    FOR NO KEY UPDATE
  LOOP
    PERFORM FROM waitlist_entries e
    WHERE e.id IN (SELECT f.waitlist_entry_id FROM waitlist_offers f WHERE f.opening_id = v_opening.id AND f.status = 'pending')
    ORDER BY e.id FOR NO KEY UPDATE;
    BEGIN
      FOR v_offer IN
        SELECT f.id FROM waitlist_offers f WHERE f.opening_id = v_opening.id AND f.status = 'pending' ORDER BY f.id FOR NO KEY UPDATE
      LOOP
        PERFORM miss_offer(v_offer.id, 'expired', NULL, p_now);
      END LOOP;
      PERFORM close_opening(v_opening.id, 'exhausted', p_now);
      v_count := v_count + 1;
    EXCEPTION
      WHEN serialization_failure OR deadlock_detected OR query_canceled OR lock_not_available THEN
        RAISE;
      WHEN OTHERS THEN
        UPDATE waitlist_offers f SET last_error = left(SQLSTATE || ' ' || SQLERRM, 500)
        WHERE f.opening_id = v_opening.id AND f.status = 'pending';
    END;
  END LOOP;
  RETURN v_count;
END $$;
