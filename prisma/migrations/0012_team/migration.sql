-- A session says in which browser it was begun, so that people recognise theirs. The name alone: no version, no address.

ALTER TABLE sessions
  ADD COLUMN browser text NOT NULL DEFAULT '',
  ADD CONSTRAINT sessions_browser_check CHECK (length(browser) <= 40);
