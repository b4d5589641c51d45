import { expect, type Page } from '@playwright/test';
import type { Pool } from 'pg';
import { hashPassword } from '#server/modules/auth/password.ts';

/** Somebody on the staff, for one test. */
export interface Colleague {
  email: string;
  name: string;
  password: string;
}

/** An address that no other test has. */
export function newColleague(name: string): Colleague {
  const email = `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}@e2e.example`;
  return { email, name, password: 'regn over hustakene' };
}

/** Gives somebody an account, which works in no salon. */
export async function addAccount(database: Pool, { email, name, password }: Colleague): Promise<void> {
  await database.query('INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3)', [
    email,
    name,
    await hashPassword(password),
  ]);
}

/** An account that works in these salons already. */
export async function addColleague(
  database: Pool,
  colleague: Colleague,
  role: 'manager' | 'staff',
  salons: string[],
): Promise<void> {
  await addAccount(database, colleague);
  await database.query(
    `INSERT INTO memberships (user_id, organisation_id, salon_id, role)
     SELECT u.id, s.organisation_id, s.id, $2 FROM users u, salons s
     WHERE u.email = $1 AND s.slug = ANY ($3)`,
    [colleague.email, role, salons],
  );
}

/** As if they had never been there: the account, what it may do, and what it was sent. */
export async function forget(database: Pool, { email }: Colleague): Promise<void> {
  await database.query('DELETE FROM messages WHERE recipient = $1', [email]);
  await database.query('DELETE FROM invitations WHERE email = $1', [email]);
  await database.query('DELETE FROM users WHERE email = $1', [email]);
}

/** Fills in the log-in page and sends it. */
export async function sendLogIn(page: Page, { email, password }: Colleague): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Waits for the e-mail with such a subject that is the newest to an address, and opens its link. */
export async function openMail(
  page: Page,
  { email }: Colleague,
  subject: RegExp,
  { not = '' } = {},
): Promise<string> {
  const mail = page.locator('article').filter({ has: page.locator('dd', { hasText: subject }) });
  const link = mail.first().locator('iframe').contentFrame().locator('a').first();
  let href = '';
  await expect(async () => {
    await page.goto(`/dev/inbox?${new URLSearchParams({ recipient: email })}`);
    href = (await link.getAttribute('href', { timeout: 3_000 })) ?? '';
    expect(href).toMatch(/\/[ip]\//);
    expect(href).not.toBe(not);
  }).toPass({ timeout: 50_000 });
  await page.goto(href);
  return href;
}
