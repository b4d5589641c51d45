-- What staff know of customers and do for them: notes with their authors, who wrote down a consent, quick search, merging and erasing.
-- Who did something is an id without a foreign key, as in the audit: it outlives the user.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE customer_notes (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  customer_id uuid NOT NULL,
  text text NOT NULL,
  author_id uuid,
  created_at timestamptz(6) NOT NULL,
  edited_by_id uuid,
  edited_at timestamptz(6),
  CONSTRAINT customer_notes_pkey PRIMARY KEY (id),
  CONSTRAINT customer_notes_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT customer_notes_text_check CHECK (length(text) BETWEEN 1 AND 2000)
);
CREATE INDEX customer_notes_customer_id_created_at_idx ON customer_notes (customer_id, created_at DESC);

INSERT INTO customer_notes (customer_id, text, created_at)
SELECT id, left(notes, 2000), created_at FROM customers WHERE notes <> '';
ALTER TABLE customers DROP COLUMN notes;

-- The member of staff who wrote it down; null when the customer said so to us.
ALTER TABLE consents ADD COLUMN recorded_by_id uuid;

-- Staff's list: in order of the name or the age, and by any part of the name, the address and the number.
CREATE INDEX customers_by_name ON customers (organisation_id, lower(name), id) WHERE erased_at IS NULL AND merged_into_id IS NULL;
CREATE INDEX customers_by_age ON customers (organisation_id, created_at DESC, id) WHERE erased_at IS NULL AND merged_into_id IS NULL;
CREATE INDEX customers_search_name ON customers USING gin (name gin_trgm_ops) WHERE erased_at IS NULL AND merged_into_id IS NULL;
CREATE INDEX customers_search_email ON customers USING gin (email gin_trgm_ops) WHERE erased_at IS NULL AND merged_into_id IS NULL;
CREATE INDEX customers_search_phone ON customers USING gin (phone gin_trgm_ops) WHERE erased_at IS NULL AND merged_into_id IS NULL;

-- As in 0002, but for this: the words of an override can be blanked, whatever the state, when its customer is erased. They are personal.
CREATE OR REPLACE FUNCTION check_waitlist_entry() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_reason text := nullif(current_setting('ledig.reason', true), '');
  v_now timestamptz := nullif(current_setting('ledig.now', true), '')::timestamptz;
  v_from text := '';
  v_kept text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    v_from := OLD.status;
    NEW.event_count := OLD.event_count;
    IF (NEW.service_id, NEW.employee_id, NEW.preferred_date, NEW.preferred_time_start, NEW.preferred_time_end, NEW.preference_mode,
        NEW.flex_window_minutes, NEW.lead_time_minutes, NEW.last_window_date, NEW.moves_booking_id, NEW.priority_score_snapshot)
       IS DISTINCT FROM
       (OLD.service_id, OLD.employee_id, OLD.preferred_date, OLD.preferred_time_start, OLD.preferred_time_end, OLD.preference_mode,
        OLD.flex_window_minutes, OLD.lead_time_minutes, OLD.last_window_date, OLD.moves_booking_id, OLD.priority_score_snapshot)
       AND NEW.wish_changed_at = OLD.wish_changed_at THEN
      RAISE EXCEPTION 'waitlist entry %: a changed wish sets wish_changed_at', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = OLD.status THEN
      v_kept := CASE
        WHEN NEW.priority_override_score IS DISTINCT FROM OLD.priority_override_score
             OR NEW.priority_override_reason IS DISTINCT FROM OLD.priority_override_reason AND NEW.priority_override_reason <> ''
          THEN CASE WHEN NEW.priority_override_score IS NULL THEN 'priority_override_cleared' ELSE 'priority_override_set' END
        WHEN NEW.wish_changed_at <> OLD.wish_changed_at THEN 'preferences_changed'
        WHEN NEW.reminded_at IS DISTINCT FROM OLD.reminded_at THEN 'reminder_sent'
      END;
      IF v_kept IS NULL THEN
        RETURN NEW;
      END IF;
      IF v_reason IS DISTINCT FROM v_kept THEN
        RAISE EXCEPTION 'waitlist entry %: this change needs the reason %, not %', OLD.id, v_kept, coalesce(v_reason, 'none')
          USING ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entries_transition';
      END IF;
    END IF;
  END IF;

  IF v_now IS NULL OR NOT EXISTS (
    SELECT FROM waitlist_transitions t
    WHERE t.from_status = v_from AND t.to_status = NEW.status AND t.reason = v_reason
  ) THEN
    RAISE EXCEPTION 'waitlist entry % may not go from % to % for the reason %',
      NEW.id, coalesce(nullif(v_from, ''), 'nothing'), NEW.status, coalesce(v_reason, 'none')
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entries_transition';
  END IF;

  IF NEW.status IS DISTINCT FROM v_from THEN
    IF NEW.status = 'notified' AND NOT (NEW.notified_at = v_now AND NEW.expires_at > v_now) THEN
      RAISE EXCEPTION 'waitlist entry %: notified_at and expires_at do not fit', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entries_notified_check';
    END IF;
    IF NEW.status = 'cooldown' AND (NEW.cooldown_until < v_now OR NEW.cooldown_reason <> v_reason) THEN
      RAISE EXCEPTION 'waitlist entry %: cooldown_until and cooldown_reason do not fit', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entries_cooldown_check';
    END IF;
    IF v_reason = 'cooldown_elapsed' AND (OLD.cooldown_until IS NULL OR OLD.cooldown_until > v_now) THEN
      RAISE EXCEPTION 'waitlist entry %: its cooldown has not passed', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entries_cooldown_check';
    END IF;
  END IF;

  NEW.event_count := CASE WHEN TG_OP = 'UPDATE' THEN OLD.event_count ELSE 0 END + 1;
  RETURN NEW;
END $$;

-- As in 0003, but for this: whoever was merged into another customer between the look and the lock is that other one, whose lock counts.
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
  v_customer uuid;
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
    v_customer := v_entry.customer_id;
    PERFORM FROM customers c WHERE c.id = v_customer FOR NO KEY UPDATE;
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
    IF v_entry.customer_id <> v_customer THEN
      RAISE EXCEPTION 'the customer has just been merged into another one' USING ERRCODE = 'serialization_failure';
    END IF;
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
