-- What the report needs beyond what was kept anyway: how many segments an SMS went out as, and what the salon pays for one.

ALTER TABLE messages
  ADD COLUMN segments int,
  ADD CONSTRAINT messages_segments_check CHECK (segments IS NULL OR (segments >= 1 AND channel = 'sms'));

-- Millionths of the currency's unit (45 øre are 450000): carriers charge fractions of a cent.
ALTER TABLE salons
  ADD COLUMN sms_segment_price_micros int,
  ADD CONSTRAINT salons_sms_segment_price_check CHECK (sms_segment_price_micros BETWEEN 0 AND 100000000);

-- How long those waited who were booked in a period.
CREATE INDEX waitlist_offers_accepted ON waitlist_offers (salon_id, responded_at) WHERE status = 'accepted';
