import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import type { BookingId } from '#server/platform/ids.schema.ts';
import { queueMessages } from '#server/modules/notifications/queue-messages.ts';
import { bergen } from './seed/bergen.ts';
import { bergenStories } from './seed/bergen-stories.ts';
import { SeedCalendar } from './seed/calendar.ts';
import { fillCalendars } from './seed/fill-calendars.ts';
import { writeHistory } from './seed/history.ts';
import { peopleFrom } from './seed/names.ts';
import { oslo } from './seed/oslo.ts';
import { liveStories, settledStories } from './seed/oslo-stories.ts';
import { randomFrom } from './seed/random.ts';
import { Scene } from './seed/scene.ts';
import { onStage, type Stage } from './seed/stage.ts';
import { writeAccounts, writeHolidays, writeOrganisation, writeSalon } from './seed/write-salons.ts';

const yearMs = 365 * 24 * 60 * 60_000;

/**
 * Fills an empty, migrated database with the salons of the demo, relative to `now`: a week of the past and a fortnight ahead,
 * and before that some weeks of what became of freed times. The same
 * `now` gives the same salons, people and times. Should it fail, nothing of it is there.
 */
export async function seed(url: string, now: Date): Promise<void> {
  await onStage(url, now, (stage) => fill(stage, now));
}

async function fill(stage: Stage, now: Date): Promise<void> {
  const { db } = stage;
  const opened = new Date(now.getTime() - 2 * yearMs);
  const organisationId = await writeOrganisation(db, opened);
  const salons = [
    await writeSalon(db, organisationId, oslo, opened),
    await writeSalon(db, organisationId, bergen, opened),
  ] as const;
  const users = await writeAccounts(db, organisationId, salons, opened);
  const actor = (email: string): Actor => {
    const id = users.get(email);
    if (!id) throw new Error(`Nobody logs in as ${email}.`);
    return { type: 'user', id };
  };
  const random = randomFrom(20_260_601);

  const people = peopleFrom(random);
  const scenes = salons.map((salon) => new Scene(stage, salon, new SeedCalendar(now), people));
  const [osloScene, bergenScene] = scenes;
  if (!osloScene || !bergenScene) throw new Error('There are two salons.');
  await settledStories(osloScene, now, actor('manager@fjord.example'));
  await bergenStories(bergenScene, now, actor('staff@brygga.example'));
  await liveStories(osloScene, now, actor('staff@fjord.example'));

  for (const { salon, calendar } of scenes) {
    await writeHolidays(db, salon, now);
    const madeLately = await fillCalendars(db, { salon, calendar, people, random, now });
    await confirm(stage, now, madeLately);
  }
  await stage.at(now, () => writeHistory(osloScene, { people, random, times: 48 }));
  await stage.at(now, () => writeHistory(bergenScene, { people, random, times: 12 }));
  await stage.at(now, ({ db: tx }) => tidyUp(tx, now));
}

/** The messages of bookings that were made lately, each from when it was made. */
async function confirm(stage: Stage, now: Date, bookingIds: readonly BookingId[]): Promise<void> {
  await stage.at(now, async (tx) => {
    const messages = await queueMessages(
      tx,
      bookingIds.map((bookingId) => ({ template: 'booking_confirmed', bookingId })),
    );
    await tx.db.$executeRaw`
      UPDATE messages m SET created_at = b.created_at FROM bookings b
      WHERE b.id = m.booking_id AND m.id = ANY (${messages.map(({ id }) => id)}::uuid[])`;
  });
}

/** What the jobs would have done by now, and what an installation of that age would have forgotten. */
async function tidyUp(db: Db, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE messages
    SET status = 'sent', attempts = 1, provider = 'inbox', provider_id = id::text, segments = CASE channel WHEN 'sms' THEN 1 END,
      sent_at = least(created_at + interval '2 seconds', ${now}::timestamptz)
    WHERE status = 'queued'`;
  await countSegments(db);
  await db.$executeRaw`UPDATE waitlist_offers SET previous_token_hash = NULL WHERE previous_token_hash IS NOT NULL`;
  await db.$executeRaw`
    UPDATE bookings SET status = 'completed', updated_at = ends_at WHERE status = 'confirmed' AND ends_at <= ${now}::timestamptz`;
  // The stories were told one after another, and the trail is read by id, which follows the time in an installation that was lived in.
  await db.$executeRaw`
    WITH told AS (DELETE FROM audit_events RETURNING *)
    INSERT INTO audit_events
      (organisation_id, salon_id, actor_type, actor_id, action, subject_type, subject_id, data, occurred_at)
    SELECT organisation_id, salon_id, actor_type, actor_id, action, subject_type, subject_id, data, occurred_at
    FROM told
    ORDER BY occurred_at, id`;
  await db.$executeRaw`DELETE FROM change_events`;
}

/** What sending would have taken of each month. */
async function countSegments(db: Db): Promise<void> {
  await db.$executeRaw`
    UPDATE messages m
    SET reserved_month = date_trunc('month', m.sent_at AT TIME ZONE s.time_zone)::date, reserved_segments = m.segments
    FROM salons s
    WHERE s.id = m.salon_id AND m.status = 'sent' AND m.segments IS NOT NULL`;
  await db.$executeRaw`
    INSERT INTO sms_usage (salon_id, month, segments_included, hard_cap, segments_used)
    SELECT m.salon_id, m.reserved_month, s.sms_included_segments, s.sms_hard_cap, sum(m.reserved_segments)
    FROM messages m
    JOIN salons s ON s.id = m.salon_id
    WHERE m.reserved_month IS NOT NULL
    GROUP BY m.salon_id, m.reserved_month, s.sms_included_segments, s.sms_hard_cap`;
}
