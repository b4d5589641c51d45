-- What operators look at: which workers are alive, and what happened in the last day.

CREATE TABLE "workers" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "workers_seen_at_idx" ON "workers"("seen_at");

ALTER TABLE workers ADD CONSTRAINT workers_seen_check CHECK (seen_at >= started_at);

-- The metrics count the last 24 hours of each. A time that an UPDATE leaves alone costs that update nothing.
CREATE INDEX openings_closed ON openings (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX waitlist_offers_closed ON waitlist_offers (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX "messages_created_at_idx" ON "messages"("created_at");
