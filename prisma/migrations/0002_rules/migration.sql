-- What must hold whatever runs at the same time: checks, the calendar's exclusivity, partial unique indexes, state machines,
-- the lifecycle history and the change feed. Triggers never read the clock: the writer sets times, they check them.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- ---------------------------------------------------------------------------------------------------- plain checks

ALTER TABLE salons
  ADD CONSTRAINT salons_locale_check CHECK (locale IN ('en', 'nb')),
  ADD CONSTRAINT salons_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT salons_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT salons_slot_step_check CHECK (slot_step_minutes BETWEEN 5 AND 120),
  ADD CONSTRAINT salons_notice_check CHECK (booking_notice_minutes >= 0 AND cancel_notice_minutes >= 0),
  ADD CONSTRAINT salons_horizon_check CHECK (booking_horizon_days BETWEEN 1 AND 365);

ALTER TABLE calendars
  ADD CONSTRAINT calendars_kind_check CHECK (kind IN ('employee', 'room', 'chair')),
  ADD CONSTRAINT calendars_employee_check CHECK ((kind = 'employee') = (employee_id IS NOT NULL));

ALTER TABLE services
  ADD CONSTRAINT services_duration_check CHECK (duration_minutes BETWEEN 5 AND 720),
  ADD CONSTRAINT services_buffers_check CHECK (buffer_before_minutes BETWEEN 0 AND 240 AND buffer_after_minutes BETWEEN 0 AND 240),
  ADD CONSTRAINT services_price_check CHECK (price_minor >= 0);

ALTER TABLE working_hours
  ADD CONSTRAINT working_hours_weekday_check CHECK (weekday BETWEEN 1 AND 7),
  ADD CONSTRAINT working_hours_minutes_check CHECK (from_minute >= 0 AND from_minute < until_minute AND until_minute <= 1440);

ALTER TABLE hours_exceptions
  ADD CONSTRAINT hours_exceptions_minutes_check CHECK (
    (from_minute IS NULL) = (until_minute IS NULL)
    AND (from_minute IS NULL OR (from_minute >= 0 AND from_minute < until_minute AND until_minute <= 1440))
  );

ALTER TABLE time_off
  ADD CONSTRAINT time_off_order_check CHECK (starts_at < ends_at);

ALTER TABLE customers
  ADD CONSTRAINT customers_locale_check CHECK (locale IN ('en', 'nb')),
  ADD CONSTRAINT customers_phone_check CHECK (phone ~ '^\+[1-9][0-9]{5,14}$'),
  ADD CONSTRAINT customers_email_key_check CHECK ((email IS NULL) = (email_key IS NULL));

ALTER TABLE consents
  ADD CONSTRAINT consents_channel_check CHECK (channel IN ('sms', 'email'));

ALTER TABLE bookings
  ADD CONSTRAINT bookings_status_check CHECK (status IN ('pending_payment', 'confirmed', 'completed', 'no_show', 'cancelled')),
  ADD CONSTRAINT bookings_order_check CHECK (starts_at < ends_at),
  ADD CONSTRAINT bookings_source_check CHECK (source IN ('public', 'staff', 'waitlist', 'import')),
  ADD CONSTRAINT bookings_locale_check CHECK (locale IN ('en', 'nb')),
  ADD CONSTRAINT bookings_price_check CHECK (price_minor >= 0),
  ADD CONSTRAINT bookings_payment_check CHECK ((status = 'pending_payment') <= (payment_deadline IS NOT NULL)),
  ADD CONSTRAINT bookings_cancelled_check CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
  ADD CONSTRAINT bookings_cancelled_by_check CHECK (cancelled_by IN ('customer', 'staff', 'system'));

ALTER TABLE booking_items
  ADD CONSTRAINT booking_items_order_check CHECK (starts_at < ends_at),
  ADD CONSTRAINT booking_items_buffers_check CHECK (buffer_before_minutes >= 0 AND buffer_after_minutes >= 0),
  ADD CONSTRAINT booking_items_price_check CHECK (price_minor >= 0);

ALTER TABLE openings
  ADD CONSTRAINT openings_status_check CHECK (status IN ('open', 'filled', 'exhausted', 'withdrawn', 'lapsed')),
  ADD CONSTRAINT openings_cause_check CHECK (cause IN (
    'booking_cancelled', 'booking_rescheduled', 'manual_notify', 'remainder', 'entry_reactivated',
    'booking_shortened', 'time_off_removed', 'hours_added'
  )),
  ADD CONSTRAINT openings_order_check CHECK (free_from <= starts_at AND starts_at < free_until),
  ADD CONSTRAINT openings_offers_at_once_check CHECK (offers_at_once BETWEEN 1 AND 20),
  ADD CONSTRAINT openings_closed_check CHECK ((status = 'open') = (closed_at IS NULL)),
  ADD CONSTRAINT openings_needs_match_check CHECK (status = 'open' OR NOT needs_match);

ALTER TABLE waitlist_entries
  ADD CONSTRAINT waitlist_entries_status_check CHECK (status IN ('waiting', 'notified', 'booked', 'cooldown', 'expired', 'cancelled')),
  ADD CONSTRAINT waitlist_entries_locale_check CHECK (locale IN ('en', 'nb')),
  ADD CONSTRAINT waitlist_entries_mode_check CHECK (preference_mode IN ('specific_time', 'day_flexible')),
  ADD CONSTRAINT waitlist_entries_flex_check CHECK (flex_window_minutes BETWEEN 0 AND 2880),
  ADD CONSTRAINT waitlist_entries_lead_time_check CHECK (lead_time_minutes BETWEEN 0 AND 43200),
  ADD CONSTRAINT waitlist_entries_override_check CHECK ((priority_override_score IS NULL) = (priority_override_reason IS NULL)),
  ADD CONSTRAINT waitlist_entries_counts_check CHECK (decline_count >= 0 AND unreachable_count >= 0),
  ADD CONSTRAINT waitlist_entries_notified_check CHECK ((status = 'notified') = (expires_at IS NOT NULL)
    AND (status <> 'notified' OR notified_at IS NOT NULL)),
  ADD CONSTRAINT waitlist_entries_cooldown_check CHECK ((status = 'cooldown') = (cooldown_reason IS NOT NULL)
    AND (status = 'cooldown' OR cooldown_until IS NULL)
    AND (cooldown_reason IN ('paused', 'unreachable') OR (cooldown_reason IS NULL) = (cooldown_until IS NULL))),
  ADD CONSTRAINT waitlist_entries_cooldown_reason_check CHECK (cooldown_reason IN ('offer_declined', 'offer_timed_out', 'unreachable', 'paused')),
  ADD CONSTRAINT waitlist_entries_booked_check CHECK ((status = 'booked') = (booking_id IS NOT NULL)),
  ADD CONSTRAINT waitlist_entries_removed_check CHECK (removed_at IS NULL OR status IN ('booked', 'expired', 'cancelled'));

ALTER TABLE waitlist_windows
  ADD CONSTRAINT waitlist_windows_dates_check CHECK (date_from <= date_until),
  ADD CONSTRAINT waitlist_windows_weekdays_check CHECK (weekdays BETWEEN 1 AND 127),
  ADD CONSTRAINT waitlist_windows_minutes_check CHECK (from_minute >= 0 AND from_minute < until_minute AND until_minute <= 1440);

ALTER TABLE waitlist_offers
  ADD CONSTRAINT waitlist_offers_status_check CHECK (status IN ('pending', 'accepted', 'declined', 'expired', 'cancelled', 'notification_failed')),
  ADD CONSTRAINT waitlist_offers_order_check CHECK (range_start <= slot_start AND slot_start < slot_end AND slot_end <= range_end),
  ADD CONSTRAINT waitlist_offers_expiry_check CHECK (token_expires_at <= slot_start),
  ADD CONSTRAINT waitlist_offers_batch_check CHECK (batch_position >= 1 AND attempt_no >= 1),
  ADD CONSTRAINT waitlist_offers_channel_check CHECK (response_channel IN ('web', 'api', 'sms', 'staff')),
  ADD CONSTRAINT waitlist_offers_closed_check CHECK ((status = 'pending') = (closed_at IS NULL)),
  ADD CONSTRAINT waitlist_offers_booking_check CHECK ((status = 'accepted') = (booking_id IS NOT NULL)),
  ADD CONSTRAINT waitlist_offers_answered_check CHECK ((status IN ('accepted', 'declined')) = (responded_at IS NOT NULL)),
  ADD CONSTRAINT waitlist_offers_price_check CHECK (price_minor >= 0);

ALTER TABLE match_runs
  ADD CONSTRAINT match_runs_outcome_check CHECK (outcome IN ('offered', 'nobody', 'postponed', 'lapsed', 'capped'));

ALTER TABLE waitlist_policies
  ADD CONSTRAINT waitlist_policies_scope_check CHECK (service_id IS NULL OR salon_id IS NOT NULL),
  ADD CONSTRAINT waitlist_policies_claim_check CHECK (claim_expiry_minutes BETWEEN 5 AND 180),
  ADD CONSTRAINT waitlist_policies_reminder_check CHECK (reminder_lead_minutes BETWEEN 0 AND 175),
  ADD CONSTRAINT waitlist_policies_cooldown_check CHECK (cooldown_minutes BETWEEN 0 AND 43200 AND long_cooldown_minutes BETWEEN 0 AND 129600),
  ADD CONSTRAINT waitlist_policies_threshold_check CHECK (decline_threshold BETWEEN 1 AND 100),
  ADD CONSTRAINT waitlist_policies_timeout_check CHECK (timeout_outcome IN ('cooldown', 'expired')),
  ADD CONSTRAINT waitlist_policies_batch_check CHECK (offers_at_once BETWEEN 1 AND 20),
  ADD CONSTRAINT waitlist_policies_notice_check CHECK (min_notice_minutes BETWEEN 0 AND 10080),
  ADD CONSTRAINT waitlist_policies_hold_check CHECK (max_hold_minutes BETWEEN 5 AND 10080),
  ADD CONSTRAINT waitlist_policies_offers_check CHECK (max_offers_per_opening BETWEEN 1 AND 1000),
  ADD CONSTRAINT waitlist_policies_quiet_check CHECK (quiet_from_minute BETWEEN 0 AND 1440 AND quiet_until_minute BETWEEN 0 AND 1440
    AND (quiet_from_minute IS NULL) = (quiet_until_minute IS NULL));

ALTER TABLE waitlist_lifecycle_events
  ADD CONSTRAINT waitlist_lifecycle_events_actor_check CHECK (actor_type IN ('user', 'customer', 'api_key', 'job', 'system'));

ALTER TABLE audit_events
  ADD CONSTRAINT audit_events_actor_check CHECK (actor_type IN ('user', 'customer', 'api_key', 'job', 'system'));

ALTER TABLE messages
  ADD CONSTRAINT messages_channel_check CHECK (channel IN ('sms', 'email')),
  ADD CONSTRAINT messages_locale_check CHECK (locale IN ('en', 'nb')),
  ADD CONSTRAINT messages_status_check CHECK (status IN (
    'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'blocked', 'unknown', 'cancelled'
  ));

ALTER TABLE memberships
  ADD CONSTRAINT memberships_role_check CHECK (role IN ('owner', 'manager', 'staff'));

ALTER TABLE users
  ADD CONSTRAINT users_email_check CHECK (email = lower(email)),
  ADD CONSTRAINT users_locale_check CHECK (locale IN ('en', 'nb'));

-- --------------------------------------------------------------------------------------- exclusivity and uniqueness

-- A zero-length range overlaps nothing and would slip through the exclusion.
ALTER TABLE calendar_items
  ADD CONSTRAINT calendar_items_order_check CHECK (starts_at < ends_at),
  ADD CONSTRAINT calendar_items_kind_check CHECK (
    (kind = 'booking' AND booking_item_id IS NOT NULL AND opening_id IS NULL)
    OR (kind = 'hold' AND opening_id IS NOT NULL AND booking_item_id IS NULL)
  ),
  ADD CONSTRAINT calendar_items_no_overlap EXCLUDE USING gist (
    calendar_id WITH =,
    tstzrange(starts_at, ends_at, '[)') WITH &&
  ) WHERE (NOT overbooked);

CREATE UNIQUE INDEX openings_one_open_per_start ON openings (calendar_id, starts_at) WHERE status = 'open';
CREATE INDEX openings_to_match ON openings (held_until) WHERE status = 'open' AND needs_match;
CREATE INDEX openings_open ON openings (calendar_id) WHERE status = 'open';

CREATE UNIQUE INDEX waitlist_offers_one_pending_per_slot
  ON waitlist_offers (salon_id, employee_id, slot_start, batch_position) WHERE status = 'pending';
CREATE UNIQUE INDEX waitlist_offers_one_pending_per_entry ON waitlist_offers (waitlist_entry_id) WHERE status = 'pending';
CREATE UNIQUE INDEX waitlist_offers_one_accepted_per_opening ON waitlist_offers (opening_id) WHERE status = 'accepted';
CREATE INDEX waitlist_offers_due ON waitlist_offers (token_expires_at) WHERE status = 'pending';
CREATE INDEX waitlist_offers_pending_opening ON waitlist_offers (opening_id) WHERE status = 'pending';

-- The rank, in its order: the matcher walks it from the top.
CREATE INDEX waitlist_entries_rank ON waitlist_entries
  (salon_id, (coalesce(priority_override_score, priority_score_snapshot)) DESC, created_at, id) WHERE status = 'waiting';
-- Which windows hold a slot, whoever waits behind them.
CREATE INDEX waitlist_windows_fit ON waitlist_windows USING gist (
  salon_id,
  service_id,
  daterange(date_from, date_until, '[]'),
  int4range(from_minute, until_minute, '[]')
);
CREATE INDEX waitlist_entries_waiting_service ON waitlist_entries (salon_id, service_id) WHERE status = 'waiting';
CREATE INDEX waitlist_entries_cooling ON waitlist_entries (cooldown_until) WHERE status = 'cooldown';
CREATE INDEX waitlist_entries_last_window ON waitlist_entries (last_window_date) WHERE status IN ('waiting', 'cooldown');
CREATE INDEX waitlist_entries_by_status ON waitlist_entries (salon_id, status, created_at DESC, id) WHERE removed_at IS NULL;

CREATE UNIQUE INDEX waitlist_policies_one_per_scope ON waitlist_policies (salon_id, service_id) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX memberships_one_per_scope ON memberships (user_id, organisation_id, salon_id) NULLS NOT DISTINCT;
CREATE INDEX messages_to_send ON messages (created_at) WHERE status IN ('queued', 'sending');
CREATE INDEX bookings_coming ON bookings (customer_id, ends_at) WHERE status IN ('pending_payment', 'confirmed');

-- -------------------------------------------------------------------------------------------------- state machines

-- Refuses every change of a status that is not among the trigger's arguments, each 'from>to'.
CREATE FUNCTION check_status_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (OLD.status || '>' || NEW.status = ANY (TG_ARGV)) THEN
    RAISE EXCEPTION '% % may not go from % to %', TG_TABLE_NAME, OLD.id, OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_transition';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER bookings_transition BEFORE UPDATE ON bookings
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION check_status_change(
    'pending_payment>confirmed', 'pending_payment>cancelled',
    'confirmed>completed', 'confirmed>no_show', 'confirmed>cancelled',
    'completed>confirmed', 'completed>no_show', 'no_show>confirmed', 'no_show>completed'
  );

CREATE TRIGGER openings_transition BEFORE UPDATE ON openings
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION check_status_change('open>filled', 'open>exhausted', 'open>withdrawn', 'open>lapsed');

CREATE TRIGGER waitlist_offers_transition BEFORE UPDATE ON waitlist_offers
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION check_status_change(
    'pending>accepted', 'pending>declined', 'pending>expired', 'pending>cancelled', 'pending>notification_failed'
  );

INSERT INTO waitlist_transitions (from_status, to_status, reason) VALUES
  ('', 'waiting', 'created_public'),
  ('', 'waiting', 'created_dashboard'),
  ('waiting', 'notified', 'slot_matched'),
  ('waiting', 'notified', 'manual_notify'),
  ('notified', 'booked', 'claim_accepted'),
  ('notified', 'booked', 'converted_by_staff'),
  ('notified', 'cooldown', 'offer_declined'),
  ('notified', 'cooldown', 'offer_timed_out'),
  ('notified', 'cooldown', 'unreachable'),
  ('notified', 'expired', 'offer_timed_out_final'),
  ('notified', 'waiting', 'offer_withdrawn'),
  ('notified', 'cancelled', 'cancelled_by_staff'),
  ('notified', 'cancelled', 'left_by_customer'),
  ('waiting', 'cooldown', 'paused'),
  ('waiting', 'expired', 'window_passed'),
  ('waiting', 'cancelled', 'cancelled_by_staff'),
  ('waiting', 'cancelled', 'left_by_customer'),
  ('cooldown', 'waiting', 'cooldown_elapsed'),
  ('cooldown', 'waiting', 'reactivated_by_staff'),
  ('cooldown', 'waiting', 'resumed_by_customer'),
  ('cooldown', 'expired', 'window_passed'),
  ('cooldown', 'cancelled', 'cancelled_by_staff'),
  ('cooldown', 'cancelled', 'left_by_customer'),
  -- Changes that keep the status.
  ('waiting', 'waiting', 'priority_override_set'),
  ('waiting', 'waiting', 'priority_override_cleared'),
  ('waiting', 'waiting', 'preferences_changed'),
  ('notified', 'notified', 'priority_override_set'),
  ('notified', 'notified', 'priority_override_cleared'),
  ('notified', 'notified', 'reminder_sent'),
  ('cooldown', 'cooldown', 'priority_override_set'),
  ('cooldown', 'cooldown', 'priority_override_cleared'),
  ('cooldown', 'cooldown', 'preferences_changed');

-- Says, for the rest of the transaction or until said anew, why waitlist entries change and when. The actor stays as it was
-- where none is given; without any, an entry's history says 'system'.
CREATE FUNCTION set_lifecycle_context(
  p_reason text, p_actor_type text, p_actor_id text, p_metadata jsonb, p_now timestamptz
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('ledig.reason', p_reason, true),
          set_config('ledig.metadata', coalesce(p_metadata, '{}')::text, true),
          set_config('ledig.now', p_now::text, true);
  IF p_actor_type IS NOT NULL THEN
    PERFORM set_config('ledig.actor_type', p_actor_type, true),
            set_config('ledig.actor_id', coalesce(p_actor_id, ''), true);
  END IF;
END $$;

CREATE FUNCTION check_waitlist_entry() RETURNS trigger
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
        WHEN (NEW.priority_override_score, NEW.priority_override_reason)
             IS DISTINCT FROM (OLD.priority_override_score, OLD.priority_override_reason)
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

CREATE TRIGGER waitlist_entries_transition BEFORE INSERT OR UPDATE ON waitlist_entries
  FOR EACH ROW EXECUTE FUNCTION check_waitlist_entry();

CREATE FUNCTION record_waitlist_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.event_count = OLD.event_count THEN
    RETURN NULL;
  END IF;
  INSERT INTO waitlist_lifecycle_events
    (waitlist_entry_id, sequence, from_status, to_status, reason, actor_type, actor_id, metadata, occurred_at)
  VALUES (
    NEW.id,
    NEW.event_count,
    CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END,
    NEW.status,
    current_setting('ledig.reason'),
    coalesce(nullif(current_setting('ledig.actor_type', true), ''), 'system'),
    nullif(current_setting('ledig.actor_id', true), ''),
    current_setting('ledig.metadata')::jsonb,
    -- Who waited for the row read the clock before who changed it meanwhile; a history does not run backwards.
    greatest(
      current_setting('ledig.now')::timestamptz,
      (SELECT v.occurred_at FROM waitlist_lifecycle_events v WHERE v.waitlist_entry_id = NEW.id AND v.sequence = NEW.event_count - 1)
    )
  );
  RETURN NULL;
END $$;

CREATE TRIGGER waitlist_entries_history AFTER INSERT OR UPDATE ON waitlist_entries
  FOR EACH ROW EXECUTE FUNCTION record_waitlist_event();

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER waitlist_lifecycle_events_immutable BEFORE UPDATE ON waitlist_lifecycle_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A window carries its entry's salon and service, as they are when it is written: a changed wish writes its windows anew.
CREATE FUNCTION place_waitlist_window() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  SELECT e.salon_id, e.service_id INTO STRICT NEW.salon_id, NEW.service_id
  FROM waitlist_entries e
  WHERE e.id = NEW.waitlist_entry_id;
  RETURN NEW;
END $$;

CREATE TRIGGER waitlist_windows_place BEFORE INSERT OR UPDATE ON waitlist_windows
  FOR EACH ROW EXECUTE FUNCTION place_waitlist_window();

-- ----------------------------------------------------------------------------------------------------- change feed

-- An entry that staff removed from their lists is gone for those who watch them.
CREATE FUNCTION record_change() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_event text := TG_OP;
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO change_events (table_name, event_type, row_id, salon_id) VALUES (TG_TABLE_NAME, 'DELETE', OLD.id, OLD.salon_id);
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'waitlist_entries' THEN
    IF NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL THEN
      v_event := 'DELETE';
    END IF;
  END IF;
  INSERT INTO change_events (table_name, event_type, row_id, salon_id) VALUES (TG_TABLE_NAME, v_event, NEW.id, NEW.salon_id);
  RETURN NULL;
END $$;

CREATE TRIGGER waitlist_entries_feed AFTER INSERT OR UPDATE OR DELETE ON waitlist_entries
  FOR EACH ROW EXECUTE FUNCTION record_change();
CREATE TRIGGER openings_feed AFTER INSERT OR UPDATE OR DELETE ON openings
  FOR EACH ROW EXECUTE FUNCTION record_change();
CREATE TRIGGER bookings_feed AFTER INSERT OR UPDATE OR DELETE ON bookings
  FOR EACH ROW EXECUTE FUNCTION record_change();

-- What operators read of the SMS traffic.
CREATE VIEW sms_log AS
  SELECT
    id,
    salon_id,
    CASE template
      WHEN 'offer' THEN 'waitlist_claim'
      WHEN 'offer_reminder' THEN 'waitlist_reminder'
      ELSE template
    END AS type,
    recipient,
    status,
    provider_id,
    last_error,
    waitlist_entry_id,
    offer_id AS waitlist_offer_id,
    booking_id,
    created_at,
    sent_at
  FROM messages
  WHERE channel = 'sms';
