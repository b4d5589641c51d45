-- The sweep looks for appointments of the next day, whichever salon's they are, that nobody has been reminded of.
CREATE INDEX "bookings_starts_at_idx" ON "bookings"("starts_at");
