import type { World } from './world.ts';

// What must have been committed together with an offer or an opening: the message that tells of it, and the job that goes on with it.

const messages = `
  SELECT 'offer ' || f.id || ' told nobody' AS what
  FROM waitlist_offers f
  WHERE f.created_at <> coalesce(f.responded_at, 'infinity')
    AND NOT EXISTS (SELECT FROM messages m WHERE m.offer_id = f.id AND m.template = 'offer')
  UNION ALL
  SELECT 'booking ' || b.id || ' was confirmed to nobody'
  FROM bookings b
  JOIN customers k ON k.id = b.customer_id
  WHERE num_nonnulls(k.phone, k.email) > 0
    AND NOT EXISTS (SELECT FROM messages m WHERE m.booking_id = b.id AND m.template = 'booking_confirmed')`;

const jobs = `
  SELECT 'nothing will time out the offer ' || f.id AS what
  FROM waitlist_offers f
  WHERE f.status = 'pending'
    AND NOT EXISTS (
      SELECT FROM pgboss.job j WHERE j.name = 'waitlist.expire-offer' AND j.data ->> 'offerId' = f.id::text
    )
  UNION ALL
  SELECT 'nothing will go on with the opening ' || o.id
  FROM openings o
  WHERE o.status = 'open' AND o.needs_match
    AND NOT EXISTS (
      SELECT FROM pgboss.job j WHERE j.name = 'waitlist.match-opening' AND j.data ->> 'openingId' = o.id::text
    )
  UNION ALL
  SELECT 'nothing will send the message ' || m.id
  FROM messages m
  WHERE m.status = 'queued'
    AND NOT EXISTS (SELECT FROM pgboss.job j WHERE j.name = 'messages.send' AND j.data ->> 'messageId' = m.id::text)`;

/** @throws Error naming each row whose consequence is not there */
export async function checkPromises({ deps, jobsWereLost }: World): Promise<void> {
  const promises = jobsWereLost
    ? { name: 'promised-messages', text: messages }
    : { name: 'promised', text: `${messages} UNION ALL ${jobs}` };
  const { rows } = await deps.database.pool.query<{ what: string }>(promises);
  if (rows.length > 0) throw new Error(`Not committed together: ${rows.map(({ what }) => what).join('; ')}`);
}
