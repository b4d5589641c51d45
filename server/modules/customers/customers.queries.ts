import { Prisma, type Customer } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';

/** What an edit of a customer's details replaces, and its version goes by. */
export function detailsOf({ name, email, phone, locale }: Customer) {
  return { name, email, phone, locale };
}

/**
 * Whether customer `d` may be the same person as customer `c`: they share a contact, or a name while nothing that is known of both speaks
 * against it (of two who are no more than a name, nothing speaks for it either). Indexes customers (organisation_id, phone), (organisation_id, email_key) and customers_by_name.
 */
export const mayBeSame = Prisma.sql`
  d.organisation_id = c.organisation_id AND d.id <> c.id AND d.erased_at IS NULL AND d.merged_into_id IS NULL
  AND (
    d.phone = c.phone
    OR d.email_key = c.email_key
    OR lower(d.name) = lower(c.name) AND (d.phone IS NULL OR c.phone IS NULL) AND (d.email_key IS NULL OR c.email_key IS NULL)
      AND num_nonnulls(c.phone, c.email_key, d.phone, d.email_key) > 0
  )`;

/** Looks the names of users up by their ids; of who does not exist (any more) nobody knows it. */
export async function namesOfUsers(
  db: Db,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string | null> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const users =
    known.length === 0
      ? []
      : await db.user.findMany({ where: { id: { in: known } }, select: { id: true, name: true } });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return (id) => (id === null ? null : (names.get(id) ?? null));
}
