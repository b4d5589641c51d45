import { Prisma } from '#server/generated/prisma/client.ts';
import type { LinkPurpose } from '#server/platform/crypto.ts';
import type { InvitationId, MessageId, PasswordResetId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import type { Role } from '../auth/auth.rules.ts';
import { composePlain, type ComposedMessage } from './compose-message.ts';
import { composeHtml, type EmailContent } from './email-html.ts';
import type { FactsDeps } from './message-facts.queries.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import type { AccountTemplate, MessageStatus, StaffTemplate } from './notifications.schema.ts';
import { composeAccountMail } from './staff-mail-words.ts';

/** What to tell, and the row that it is about: who gets it, in which language and with which link follow from that row. */
type AccountMailSubject =
  | { template: 'staff_invitation'; invitationId: InvitationId }
  | { template: 'password_reset'; passwordResetId: PasswordResetId };

/** Writes an e-mail to somebody about their account, and queues its sending, in the caller's transaction. The same link is sent once. */
export async function queueAccountMail(tx: Tx, subject: AccountMailSubject): Promise<void> {
  const { template } = subject;
  const invitationId = template === 'staff_invitation' ? subject.invitationId : null;
  const resetId = template === 'password_reset' ? subject.passwordResetId : null;
  const queued = await tx.db.$queryRaw<{ id: MessageId }[]>`
    WITH told AS (
      SELECT i.id AS invitation_id, NULL::uuid AS reset_id, i.email, i.locale, i.link_version AS version
      FROM invitations i
      WHERE i.id = ${invitationId}::uuid
      UNION ALL
      SELECT NULL, r.id, u.email, u.locale, 1
      FROM password_resets r
      JOIN users u ON u.id = r.user_id
      WHERE r.id = ${resetId}::uuid
    )
    INSERT INTO messages (
      invitation_id, password_reset_id, channel, template, locale, recipient, link_version, status, idempotency_key, created_at
    )
    SELECT
      t.invitation_id, t.reset_id, 'email', ${template}, t.locale, t.email, t.version, 'queued',
      concat_ws(':', ${template}::text, coalesce(t.invitation_id, t.reset_id), 'v' || t.version, 'email'), ${tx.now}::timestamptz
    FROM told t
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id`;
  await tx.enqueueMany(queued.map(({ id }) => ({ queue: sendMessageQueue, data: { messageId: id } })));
}

/** An e-mail to somebody of the staff, in words. */
export interface StaffMail {
  id: MessageId;
  template: StaffTemplate;
  locale: Locale;
  recipient: string;
  status: MessageStatus;
  createdAt: Date;
  sentAt: Date | null;
  /** Whom it comes from. */
  salonName: string;
  /** IANA name. */
  timeZone: string;
  content: Extract<ComposedMessage, { channel: 'email' }>;
}

interface AccountMailRow extends Omit<StaffMail, 'template' | 'content' | 'salonName'> {
  template: AccountTemplate;
  linkId: string;
  linkVersion: number;
  tokenHash: string;
  /** Whom the greeting names; null in an invitation, since nobody knows it yet. */
  name: string | null;
  inviter: string | null;
  role: Role | null;
  organisation: string | null;
  salon: string | null;
}

/** Of these messages those about accounts, whose rows are still there. The link is built again, and is kept nowhere. */
export async function loadAccountMails(deps: FactsDeps, ids: readonly MessageId[]): Promise<StaffMail[]> {
  const rows = await deps.db.$queryRaw<AccountMailRow[]>`
    SELECT
      m.id, m.template, m.locale, m.recipient, m.status, m.created_at AS "createdAt", m.sent_at AS "sentAt",
      coalesce(i.id, r.id) AS "linkId", m.link_version AS "linkVersion",
      coalesce(i.token_hash, r.token_hash) AS "tokenHash",
      u.name, inviter.name AS inviter, i.role, g.name AS organisation, s.name AS salon,
      coalesce(s.time_zone, home.time_zone, 'UTC') AS "timeZone"
    FROM messages m
    LEFT JOIN invitations i ON i.id = m.invitation_id
    LEFT JOIN organisations g ON g.id = i.organisation_id
    LEFT JOIN salons s ON s.id = i.salon_id
    LEFT JOIN users inviter ON inviter.id = i.invited_by
    LEFT JOIN password_resets r ON r.id = m.password_reset_id
    LEFT JOIN users u ON u.id = r.user_id
    LEFT JOIN LATERAL (
      SELECT any_salon.time_zone
      FROM salons any_salon
      LEFT JOIN memberships p ON p.user_id = u.id
        AND p.organisation_id = any_salon.organisation_id
        AND coalesce(p.salon_id = any_salon.id, true)
      WHERE any_salon.organisation_id = g.id OR p.id IS NOT NULL
      ORDER BY any_salon.name, any_salon.id
      LIMIT 1
    ) home ON true
    WHERE m.id IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})
      AND coalesce(i.id, r.id) IS NOT NULL`;
  return rows.map((row) => mailOf(row, deps));
}

function mailOf(row: AccountMailRow, deps: FactsDeps): StaffMail {
  const { id, template, locale, recipient, status, createdAt, sentAt, timeZone } = row;
  const content = composeAccountMail({ ...row, link: linkOf(row, deps) });
  const facts = { id, template, locale, recipient, status, createdAt, sentAt, timeZone };
  return { ...facts, ...writtenOut(content) };
}

/** Both parts of a mail to staff, and whom it comes from. */
export function writtenOut(content: EmailContent): Pick<StaffMail, 'content' | 'salonName'> {
  return {
    salonName: content.salonName,
    content: {
      channel: 'email',
      subject: content.subject,
      text: composePlain(content),
      html: composeHtml(content),
      attachments: [],
    },
  };
}

const purposes: Record<AccountTemplate, { purpose: LinkPurpose; path: string }> = {
  staff_invitation: { purpose: 'invitation', path: 'i' },
  password_reset: { purpose: 'password_reset', path: 'p' },
};

function linkOf(
  { template, linkId, linkVersion, tokenHash }: AccountMailRow,
  { links, env }: FactsDeps,
): string {
  const { purpose, path } = purposes[template];
  const claims = { id: linkId, version: linkVersion };
  // Of a link that a newer one has replaced nothing is kept: its page says so.
  const token = links.rebuildLink(purpose, claims, tokenHash) ?? links.signLink(purpose, claims);
  return `${env.publicUrl}/${path}/${token}`;
}
