import { showInbox } from '../notifications/show-inbox.ts';
import type { TestDeps } from '#server/testing/deps.ts';

/** The token of the link in the newest e-mail to an address, and its words. Whoever has no mail gets none. */
export async function newestMail(
  deps: TestDeps,
  recipient: string,
): Promise<{ token: string; subject: string; text: string; status: string } | null> {
  const { messages } = await showInbox(deps, { recipient, limit: 1 });
  const [mail] = messages;
  if (mail?.channel !== 'email') return null;
  const token = /\/[ip]\/([\w-]{48})/.exec(mail.text)?.[1];
  if (!token) throw new Error('a mail without a link');
  return { token, subject: mail.subject, text: mail.text, status: mail.status };
}
