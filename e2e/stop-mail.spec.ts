import type { Pool } from 'pg';
import { createLinks } from '#server/platform/crypto.ts';
import { demoSecrets } from '#server/platform/env.ts';
import { expect, expectAccessible, inLanguage, test } from './fixtures.ts';

// Behind the button with which mail programs stop messages.

/** The page for who got an e-mail of the demo about an offer; nobody has stopped it. */
async function stopPage(database: Pool) {
  const { rows } = await database.query<{ id: string; customer: string }>(`
    SELECT m.id, m.customer_id AS customer
    FROM messages m
    JOIN customers c ON c.id = m.customer_id AND c.email = m.recipient
    WHERE m.channel = 'email' AND m.template = 'offer'
      AND NOT EXISTS (SELECT FROM consents n WHERE n.customer_id = c.id AND n.channel = 'email' AND NOT n.granted)
    ORDER BY m.created_at, m.id
    LIMIT 1`);
  const [row] = rows;
  if (!row) throw new Error('The demo has an e-mail about an offer.');
  const [id = '', secret = ''] = demoSecrets.linkKeys.split(':');
  const token = createLinks([{ id, secret }]).signLink('unsubscribe', { id: row.id, version: 1 });
  const refusals = async () => {
    const { rowCount } = await database.query(
      "SELECT FROM consents WHERE customer_id = $1 AND source = 'unsubscribe_link'",
      [row.customer],
    );
    return rowCount;
  };
  const forget = () =>
    database.query("DELETE FROM consents WHERE customer_id = $1 AND source = 'unsubscribe_link'", [
      row.customer,
    ]);
  return { path: `/u/${token}`, refusals, forget };
}

test.describe.configure({ mode: 'serial' });

test('a mail program stops e-mail with one request, however often it sends it', async ({
  database,
  request,
}) => {
  const { path, refusals, forget } = await stopPage(database);
  try {
    for (const _time of ['first', 'second']) {
      const form = { 'List-Unsubscribe': 'One-Click' };
      const answer = await request.post(path, { form, maxRedirects: 0 });
      expect(answer.status()).toBe(200);
      expect(await refusals()).toBe(1);
    }
    const forged = await request.post('/u/nobodys', { form: { 'List-Unsubscribe': 'One-Click' } });
    expect(forged.status()).toBe(404);
  } finally {
    await forget();
  }
});

for (const javaScriptEnabled of [true, false]) {
  test(`who opens the link is asked first, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    anotherVisitor,
    database,
  }) => {
    const { path, refusals, forget } = await stopPage(database);
    const page = await anotherVisitor({ javaScriptEnabled });
    try {
      await page.goto(inLanguage(path, 'en'));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stop e-mail?');
      if (javaScriptEnabled) await expectAccessible(page);
      expect(await refusals()).toBe(0);
      await page.getByRole('button', { name: 'Stop e-mail' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('E-mail is stopped');
      expect(await refusals()).toBe(1);
    } finally {
      await forget();
    }
  });
}
