import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import type { FactsDeps } from './message-facts.queries.ts';
import type { MessageFacts } from './message-facts.ts';
import type { subscriptionOutput } from './notifications.schema.ts';
import { isAboutWaiting } from './opt-out.rules.ts';
import { linkWording, recordOptOut } from './record-opt-out.ts';

/** Such a link is never replaced by another one. */
const version = 1;

/** Where one request stops e-mail to whoever got this message (RFC 8058); null where it has no such link. */
export function unsubscribeLinkOf(
  { links, env }: Pick<FactsDeps, 'links' | 'env'>,
  { id, channel, template }: Pick<MessageFacts, 'id' | 'channel' | 'template'>,
): string | null {
  if (channel !== 'email' || !isAboutWaiting(template)) return null;
  return `${env.publicUrl}/u/${links.signLink('unsubscribe', { id, version })}`;
}

type View = z.input<typeof subscriptionOutput>;

/** Whose e-mail a link stops, and whether it does already. It only reads. */
export async function viewSubscription(
  { db, links }: Pick<Deps, 'db' | 'links'>,
  { token }: { token: string },
): Promise<View> {
  const claims = links.readLink('unsubscribe', token);
  if (!claims) return { outcome: 'unknown' };
  // By the index on lower(email); everybody who has the address is meant, so one of them who gets mail keeps the link open.
  const [mail] = await db.$queryRaw<{ email: string; isOpen: boolean }[]>`
    SELECT m.recipient AS email, EXISTS (
      SELECT FROM customers c
      WHERE lower(c.email) = lower(m.recipient)
        AND c.erased_at IS NULL
        AND c.merged_into_id IS NULL
        AND (
          SELECT n.granted
          FROM consents n
          WHERE n.customer_id = c.id AND n.channel = 'email'
          ORDER BY n.occurred_at DESC, n.id DESC
          LIMIT 1
        ) IS DISTINCT FROM false
    ) AS "isOpen"
    FROM messages m
    WHERE m.id = ${claims.id}::uuid AND m.channel = 'email' AND m.recipient LIKE '%@%'`;
  if (!mail) return { outcome: 'unknown' };
  return { outcome: mail.isOpen ? 'open' : 'stopped', email: mail.email };
}

/** Stops all e-mail to whoever got the message of the link. A repeat answers as the first time did. */
export async function unsubscribe(
  deps: Pick<Deps, 'db' | 'links' | 'inTransaction'>,
  { token }: { token: string },
): Promise<View> {
  const view = await viewSubscription(deps, { token });
  if (view.outcome !== 'open') return view;
  const { email: recipient } = view;
  await deps.inTransaction((tx) =>
    recordOptOut(tx, {
      channel: 'email',
      recipient,
      granted: false,
      source: 'unsubscribe_link',
      wording: linkWording,
    }),
  );
  return { outcome: 'stopped', email: recipient };
}
