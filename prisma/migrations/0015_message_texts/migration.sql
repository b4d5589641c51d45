-- Words of its own that a salon uses in place of the standard ones. What may stand in them is checked where they come in; the database holds
-- which parts a message of its channel has, and that none of them is endless.

CREATE TABLE "message_texts" (
    "salon_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT,
    "body" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "message_texts_pkey" PRIMARY KEY ("salon_id","template","channel","locale")
);
ALTER TABLE "message_texts" ADD CONSTRAINT "message_texts_salon_id_fkey" FOREIGN KEY ("salon_id") REFERENCES "salons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE message_texts
  ADD CONSTRAINT message_texts_channel_check CHECK (channel IN ('sms', 'email')),
  ADD CONSTRAINT message_texts_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$'),
  ADD CONSTRAINT message_texts_parts_check
    CHECK ((channel = 'email') = (subject IS NOT NULL) AND (channel = 'email') = (note IS NOT NULL)),
  ADD CONSTRAINT message_texts_length_check
    CHECK (body <> '' AND subject <> '' AND length(subject) <= 150 AND length(body) <= 1000 AND length(note) <= 1000);
