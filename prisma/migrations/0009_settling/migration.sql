-- Staff's hand slips. What they free by moving or shortening a booking, or by giving somebody more time, is held at once and offered to
-- nobody until the change has settled; until then it can be undone, and nobody has heard of it.

ALTER TABLE openings
  ADD COLUMN settles_at timestamptz(6),
  ADD COLUMN service_id uuid,
  ADD CONSTRAINT openings_service_id_fkey FOREIGN KEY (service_id) REFERENCES services (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT openings_settles_check CHECK (settles_at > created_at),
  DROP CONSTRAINT openings_cause_check,
  ADD CONSTRAINT openings_cause_check CHECK (cause IN (
    'booking_cancelled', 'booking_rescheduled', 'manual_notify', 'remainder', 'entry_reactivated',
    'booking_shortened', 'time_off_removed', 'hours_added', 'service_added'
  ));

ALTER TABLE messages ADD COLUMN send_after timestamptz(6);

-- One change of a booking's times by staff, as long as anybody may want to know how it was before.
CREATE TABLE booking_changes (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  booking_id uuid NOT NULL,
  sequence int NOT NULL,
  kind text NOT NULL,
  items_before jsonb NOT NULL,
  items_after jsonb NOT NULL,
  told jsonb NOT NULL,
  freed jsonb NOT NULL,
  made_at timestamptz(6) NOT NULL,
  settles_at timestamptz(6) NOT NULL,
  undone_at timestamptz(6),
  CONSTRAINT booking_changes_pkey PRIMARY KEY (id),
  CONSTRAINT booking_changes_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT booking_changes_kind_check CHECK (kind IN ('moved', 'resized')),
  CONSTRAINT booking_changes_settles_check CHECK (settles_at > made_at),
  CONSTRAINT booking_changes_undone_check CHECK (undone_at >= made_at AND undone_at < settles_at)
);
CREATE UNIQUE INDEX booking_changes_booking_id_sequence_key ON booking_changes (booking_id, sequence);

-- Which openings of a booking's time nobody has been asked about, since its change has not settled. Index openings (cause_booking_id).
CREATE FUNCTION settling_openings(p_booking uuid, p_now timestamptz) RETURNS SETOF openings
LANGUAGE sql STABLE AS $$
  SELECT * FROM openings o
  WHERE o.cause_booking_id = p_booking AND o.status = 'open' AND o.settles_at > p_now AND o.offers_made = 0
$$;

-- The calendars on which a booking stands, or holds time by a change that has not settled.
CREATE FUNCTION calendars_of_booking(p_booking uuid, p_now timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE AS $$
  SELECT i.calendar_id FROM booking_items i WHERE i.booking_id = p_booking
  UNION
  SELECT o.calendar_id FROM settling_openings(p_booking, p_now) o
$$;

-- Takes back what an unsettled change of a booking was about to offer: nobody has heard of it. Returns its time as booking_stretches does,
-- for whoever changes the booking again; to be called before its items are moved or removed. The calendars are locked.
CREATE FUNCTION take_back_settling(p_booking uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_opening openings;
  v_taken jsonb := '[]';
BEGIN
  FOR v_opening IN SELECT * FROM settling_openings(p_booking, p_now) o ORDER BY o.id LOOP
    PERFORM withdraw_opening(v_opening.id, 'withdrawn', 'changed_again', p_now);
    v_taken := v_taken || jsonb_build_object(
      'calendar_id', v_opening.calendar_id, 'starts_at', v_opening.starts_at,
      'free_from', v_opening.free_from, 'free_until', v_opening.free_until,
      'service_id', (SELECT i.service_id FROM booking_items i WHERE i.booking_id = p_booking ORDER BY i.position LIMIT 1)
    );
  END LOOP;
  RETURN v_taken;
END $$;

-- As before, but what touches or overlaps is one stretch: a booking that changes twice, or is moved or cancelled after a change, leaves one
-- opening.
CREATE OR REPLACE FUNCTION free_stretches(p_stretches jsonb, p_cause text, p_booking uuid, p_now timestamptz) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
  v_piece record;
  v_opening uuid;
  v_opened uuid[] := '{}';
BEGIN
  FOR v_piece IN
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(p_stretches)
        AS s (calendar_id uuid, starts_at timestamptz, free_from timestamptz, free_until timestamptz, service_id uuid)
    ), joined AS (
      SELECT g.calendar_id, unnest(range_agg(tstzrange(g.free_from, g.free_until))) AS stretch
      FROM given g
      GROUP BY g.calendar_id
    )
    SELECT j.calendar_id, s.service_id, lower(r.piece) AS free_from, upper(r.piece) AS free_until,
      CASE
        WHEN lower(r.piece) <= s.starts_at AND s.starts_at < upper(r.piece) THEN s.starts_at
        ELSE coalesce(leftover_start(c.employee_id, lower(r.piece), upper(r.piece)), next_start(lower(r.piece)))
      END AS starts_at
    FROM joined j
    JOIN calendars c ON c.id = j.calendar_id
    CROSS JOIN LATERAL (
      SELECT g.starts_at, g.service_id
      FROM given g
      WHERE g.calendar_id = j.calendar_id AND g.free_from = lower(j.stretch)
      ORDER BY g.starts_at
      LIMIT 1
    ) AS s
    CROSS JOIN LATERAL unnest(
      tstzmultirange(j.stretch) - coalesce(
        (SELECT range_agg(tstzrange(i.starts_at, i.ends_at)) FROM calendar_items i
         WHERE i.calendar_id = j.calendar_id AND i.starts_at < upper(j.stretch) AND i.ends_at > lower(j.stretch)),
        '{}'
      )
    ) AS r (piece)
    ORDER BY j.calendar_id, lower(r.piece)
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

-- As before, but what an unsettled change of the moved booking holds is offered with what it leaves now.
CREATE OR REPLACE FUNCTION accept_offer(
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
    v_left := take_back_settling(v_moved, p_now) || booking_stretches(v_moved);
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

-- As before, but with the calendars and openings of an unsettled change of the booking that is to be moved.
CREATE OR REPLACE FUNCTION answer_offer(
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
      SELECT array_agg(c.id) INTO v_calendars FROM calendars_of_booking(v_entry.moves_booking_id, p_now) AS c (id);
      PERFORM FROM calendars c WHERE c.id = v_offer.calendar_id OR c.id = ANY (v_calendars) ORDER BY c.id FOR NO KEY UPDATE;
      IF EXISTS (
        SELECT FROM calendars_of_booking(v_entry.moves_booking_id, p_now) AS c (id) WHERE c.id <> ALL (v_calendars || v_offer.calendar_id)
      ) THEN
        RAISE EXCEPTION 'the booking to be moved has just been moved' USING ERRCODE = 'serialization_failure';
      END IF;
    END IF;
    PERFORM FROM openings o
    WHERE o.id = v_offer.opening_id OR o.id IN (SELECT s.id FROM settling_openings(v_entry.moves_booking_id, p_now) s)
    ORDER BY o.id
    FOR NO KEY UPDATE;
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
