import type { Pool } from 'pg';

/** The list of customers. */
export const customers = '/dashboard/fjord/customers';

interface Person {
  name: string;
  email?: string;
  phone?: string;
}

/** Somebody whom the salon knows, and who has done nothing yet. Their path. */
export async function known(database: Pool, { name, email, phone }: Person): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO customers (organisation_id, name, email, email_key, phone, locale)
     SELECT organisation_id, $1, $2, $2, $3, 'nb' FROM salons WHERE slug = 'fjord'
     RETURNING id`,
    [name, email ?? null, phone ?? null],
  );
  return `${customers}/${rows[0]?.id ?? ''}`;
}
