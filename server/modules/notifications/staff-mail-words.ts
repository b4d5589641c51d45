import type { Locale } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';
import type { Role } from '../auth/auth.rules.ts';
import type { EmailContent } from './email-html.ts';
import { messageTexts } from './message-texts.ts';
import type { AccountTemplate } from './notifications.schema.ts';

/** Whom mails to staff come from: they are no salon's. */
export const sender = 'Ledig';

interface AccountMailFacts {
  template: AccountTemplate;
  locale: Locale;
  /** Absolute, and the only link in the mail. It holds a token: it belongs in no log. */
  link: string;
  name: string | null;
  inviter: string | null;
  role: Role | null;
  organisation: string | null;
  /** Null: all of the organisation's. */
  salon: string | null;
}

/** Puts an e-mail about an account into words: the same facts give the same words. */
export function composeAccountMail(facts: AccountMailFacts): EmailContent {
  const { template, locale, link } = facts;
  const { text } = messageTexts(locale);
  const parts = template === 'staff_invitation' ? invitation(facts) : reset(facts);
  return {
    locale,
    salonName: sender,
    ...parts,
    // A line break in a name must not become a header of the mail.
    subject: parts.subject.replace(/\s+/g, ' '),
    action: { label: parts.action, link },
    signature: [text('staff_email', 'signature')],
  };
}

function invitation({ locale, inviter, role, organisation, salon }: AccountMailFacts) {
  const { text } = messageTexts(locale);
  const { team } = languages[locale].pages;
  const place = salon ?? text('staff_invitation', 'everywhere', { organisation: organisation ?? '' });
  const values = { inviter: inviter ?? '', place };
  return {
    subject: text('staff_invitation', 'subject', values),
    greeting: text('staff_email', 'greeting'),
    lead: text('staff_invitation', 'lead', values),
    details: [
      { label: text('staff_invitation', 'where'), value: place },
      ...(role ? [{ label: text('staff_invitation', 'role'), value: team.roles[role].name }] : []),
    ],
    action: text('staff_invitation', 'action'),
    note: text('staff_invitation', 'note'),
    why: text('staff_invitation', 'why', values),
  };
}

function reset({ locale, name }: AccountMailFacts) {
  const { text } = messageTexts(locale);
  return {
    subject: text('password_reset', 'subject'),
    greeting: text('staff_email', 'greetingByName', { name: name ?? '' }),
    lead: text('password_reset', 'lead'),
    details: [],
    action: text('password_reset', 'action'),
    note: text('password_reset', 'note'),
    why: text('password_reset', 'why'),
  };
}
