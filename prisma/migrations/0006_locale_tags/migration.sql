-- A language is a file of the program. What the program speaks it checks where a language comes in; the database holds the shape of a tag
-- (language, and where it matters script and region), so that a new language needs no migration.

ALTER TABLE salons
  DROP CONSTRAINT salons_locale_check,
  ADD CONSTRAINT salons_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$');

ALTER TABLE customers
  DROP CONSTRAINT customers_locale_check,
  ADD CONSTRAINT customers_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$');

ALTER TABLE bookings
  DROP CONSTRAINT bookings_locale_check,
  ADD CONSTRAINT bookings_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$');

ALTER TABLE waitlist_entries
  DROP CONSTRAINT waitlist_entries_locale_check,
  ADD CONSTRAINT waitlist_entries_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$');

ALTER TABLE messages
  DROP CONSTRAINT messages_locale_check,
  ADD CONSTRAINT messages_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$');

ALTER TABLE users
  DROP CONSTRAINT users_locale_check,
  ADD CONSTRAINT users_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$');
