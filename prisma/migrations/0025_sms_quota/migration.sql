-- How many segments of SMS a salon has in a month: included in what it pays anyway, and at most (null: without end).
ALTER TABLE salons
  ADD COLUMN sms_included_segments integer NOT NULL DEFAULT 0,
  ADD COLUMN sms_hard_cap integer,
  ADD CONSTRAINT salons_sms_included_segments_check CHECK (sms_included_segments BETWEEN 0 AND 1000000),
  ADD CONSTRAINT salons_sms_hard_cap_check CHECK (sms_hard_cap BETWEEN 0 AND 1000000);

ALTER TABLE sms_usage
  ADD CONSTRAINT sms_usage_month_check CHECK (date_trunc('month', month) = month),
  ADD CONSTRAINT sms_usage_segments_used_check CHECK (segments_used >= 0);

-- That a salon has used 80 or 100 % of its limit in a month is told once for each limit that it had.
CREATE TABLE "sms_warnings" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "salon_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "percent" INTEGER NOT NULL,
    "segment_limit" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sms_warnings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT sms_warnings_percent_check CHECK (percent IN (80, 100))
);
CREATE UNIQUE INDEX "sms_warnings_salon_id_month_percent_segment_limit_key" ON "sms_warnings"("salon_id", "month", "percent", "segment_limit");
ALTER TABLE "sms_warnings" ADD CONSTRAINT "sms_warnings_salon_id_fkey" FOREIGN KEY ("salon_id") REFERENCES "salons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a message has taken of its salon's month, so that exactly that can be given back.
ALTER TABLE messages
  ADD COLUMN reserved_month date,
  ADD COLUMN reserved_segments integer,
  ADD COLUMN sms_warning_id uuid,
  ADD CONSTRAINT messages_reserved_check CHECK (
    (reserved_month IS NULL) = (reserved_segments IS NULL)
    AND (reserved_segments IS NULL OR (reserved_segments >= 1 AND channel = 'sms'))
  ),
  DROP CONSTRAINT messages_salon_check,
  ADD CONSTRAINT messages_salon_check
    CHECK ((salon_id IS NULL) = (template IN ('staff_invitation', 'password_reset', 'staff_notice', 'sms_quota')));
ALTER TABLE "messages" ADD CONSTRAINT "messages_sms_warning_id_fkey" FOREIGN KEY ("sms_warning_id") REFERENCES "sms_warnings"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "messages_sms_warning_id_idx" ON "messages"("sms_warning_id");

-- What was sent before is counted too.
UPDATE messages m
SET reserved_month = date_trunc('month', coalesce(m.taken_at, m.sent_at) AT TIME ZONE s.time_zone)::date,
    reserved_segments = m.segments
FROM salons s
WHERE s.id = m.salon_id AND m.channel = 'sms' AND m.segments IS NOT NULL AND coalesce(m.taken_at, m.sent_at) IS NOT NULL;

INSERT INTO sms_usage (salon_id, month, segments_included, segments_used)
SELECT salon_id, reserved_month, 0, sum(reserved_segments)
FROM messages
WHERE reserved_month IS NOT NULL
GROUP BY salon_id, reserved_month
ON CONFLICT (salon_id, month) DO UPDATE SET segments_used = excluded.segments_used;
