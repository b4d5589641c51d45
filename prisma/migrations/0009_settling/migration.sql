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
