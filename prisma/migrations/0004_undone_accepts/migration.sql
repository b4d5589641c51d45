-- A customer takes an accept back for a few minutes: its booking is cancelled, and a new entry goes on with the wish where it stood, since a
-- booked entry is final.

ALTER TABLE waitlist_offers
  ADD COLUMN undone_at timestamptz(6),
  ADD CONSTRAINT waitlist_offers_undone_check CHECK (undone_at IS NULL OR (status = 'accepted' AND undone_at >= responded_at));

ALTER TABLE waitlist_entries
  ADD COLUMN continues_entry_id uuid,
  ADD CONSTRAINT waitlist_entries_continues_entry_id_fkey FOREIGN KEY (continues_entry_id) REFERENCES waitlist_entries (id)
    ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT waitlist_entries_continues_check CHECK (continues_entry_id <> id);
-- However often an accept is undone at once, one entry goes on from it.
CREATE UNIQUE INDEX waitlist_entries_continues_entry_id_key ON waitlist_entries (continues_entry_id);

INSERT INTO waitlist_transitions (from_status, to_status, reason) VALUES ('', 'waiting', 'accept_undone');

-- An entry and those that it goes on from: what they were asked, it was asked.
CREATE FUNCTION entries_of_wish(p_entry uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE wish (id, before) AS (
    SELECT e.id, e.continues_entry_id FROM waitlist_entries e WHERE e.id = p_entry
    UNION ALL
    SELECT e.id, e.continues_entry_id FROM wish JOIN waitlist_entries e ON e.id = wish.before
  )
  SELECT id FROM wish
$$;
