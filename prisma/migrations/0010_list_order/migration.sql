-- Staff's list, in each order that it can have, and by any part of a name, an address or a number: the first page of it is found without
-- looking at the rest.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX waitlist_entries_in_turn ON waitlist_entries (
  salon_id,
  (CASE status WHEN 'notified' THEN 0 WHEN 'waiting' THEN 1 WHEN 'cooldown' THEN 2 ELSE 3 END),
  (coalesce(priority_override_score, priority_score_snapshot)) DESC,
  created_at,
  id
) WHERE removed_at IS NULL;
CREATE INDEX waitlist_entries_by_name ON waitlist_entries (salon_id, lower(customer_name), created_at, id) WHERE removed_at IS NULL;
CREATE INDEX waitlist_entries_search_name ON waitlist_entries USING gin (customer_name gin_trgm_ops);
CREATE INDEX waitlist_entries_search_email ON waitlist_entries USING gin (customer_email gin_trgm_ops);
CREATE INDEX waitlist_entries_search_phone ON waitlist_entries USING gin (customer_phone gin_trgm_ops);
