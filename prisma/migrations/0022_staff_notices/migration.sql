-- Staff who want it are told by e-mail what waits for a person: one mail at most for each of them, salon and hour, of all that is new.

-- Null: as the role has it.
ALTER TABLE memberships ADD COLUMN wants_notices boolean;

CREATE TABLE "staff_notices" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "user_id" uuid NOT NULL,
    "salon_id" uuid NOT NULL,
    "told_at" timestamptz(6) NOT NULL,
    "quiet_until" timestamptz(6) NOT NULL,

    CONSTRAINT "staff_notices_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "staff_notices" ADD CONSTRAINT "staff_notices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_notices" ADD CONSTRAINT "staff_notices_salon_id_fkey" FOREIGN KEY ("salon_id") REFERENCES "salons"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "staff_notices_told_at_idx" ON "staff_notices"("told_at");
ALTER TABLE staff_notices
  ADD CONSTRAINT staff_notices_quiet_check CHECK (told_at < quiet_until),
  -- Whoever was told is left in peace for a while, however many workers look at once.
  ADD CONSTRAINT staff_notices_in_peace EXCLUDE USING gist (
    salon_id WITH =, user_id WITH =, tstzrange(told_at, quiet_until, '[)') WITH &&
  );

-- What each of them was told of, so that nothing is told twice, and nothing that came about meanwhile is missed.
CREATE TABLE "staff_notice_items" (
    "id" BIGSERIAL NOT NULL,
    "notice_id" uuid NOT NULL,
    "opening_id" uuid,
    "message_id" uuid,
    "event_id" bigint,

    CONSTRAINT "staff_notice_items_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "staff_notice_items" ADD CONSTRAINT "staff_notice_items_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "staff_notices"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_notice_items" ADD CONSTRAINT "staff_notice_items_opening_id_fkey" FOREIGN KEY ("opening_id") REFERENCES "openings"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_notice_items" ADD CONSTRAINT "staff_notice_items_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_notice_items" ADD CONSTRAINT "staff_notice_items_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "waitlist_lifecycle_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "staff_notice_items_notice_id_idx" ON "staff_notice_items"("notice_id");
CREATE INDEX "staff_notice_items_opening_id_idx" ON "staff_notice_items"("opening_id");
CREATE INDEX "staff_notice_items_message_id_idx" ON "staff_notice_items"("message_id");
CREATE INDEX "staff_notice_items_event_id_idx" ON "staff_notice_items"("event_id");
ALTER TABLE staff_notice_items
  ADD CONSTRAINT staff_notice_items_about_one CHECK (num_nonnulls(opening_id, message_id, event_id) = 1);

ALTER TABLE messages
  ADD COLUMN staff_notice_id uuid,
  DROP CONSTRAINT messages_salon_check,
  ADD CONSTRAINT messages_salon_check
    CHECK ((salon_id IS NULL) = (template IN ('staff_invitation', 'password_reset', 'staff_notice')));
ALTER TABLE "messages" ADD CONSTRAINT "messages_staff_notice_id_fkey" FOREIGN KEY ("staff_notice_id") REFERENCES "staff_notices"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "messages_staff_notice_id_idx" ON "messages"("staff_notice_id");

-- What the sweep looks through each minute, of all salons: few, however much there is besides.
CREATE INDEX messages_troubled ON messages (created_at) WHERE status IN ('undelivered', 'failed', 'blocked', 'unknown');
CREATE INDEX openings_unfilled ON openings (closed_at) WHERE status IN ('exhausted', 'lapsed');
CREATE INDEX waitlist_entries_unreachable ON waitlist_entries (salon_id) WHERE status = 'cooldown' AND cooldown_reason = 'unreachable';
