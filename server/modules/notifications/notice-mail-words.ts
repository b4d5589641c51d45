import type { Locale } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';
import type { EmailContent } from './email-html.ts';
import { fillIn, messageTexts } from './message-texts.ts';
import { localTimes } from './message-times.ts';
import type { Channel, MessageStatus, Template } from './notifications.schema.ts';
import { sender } from './staff-mail-words.ts';

/** Something that the automation could not settle, and where a person does. */
export type NoticeItem =
  | { kind: 'opening'; id: string; startsAt: Date; employee: string }
  | { kind: 'entry'; id: string; customer: string | null }
  | {
      kind: 'message';
      id: string;
      customer: string | null;
      template: Template;
      channel: Channel;
      status: MessageStatus;
    };

export interface NoticeFacts {
  locale: Locale;
  /** Whom the greeting names. */
  name: string;
  salon: string;
  /** IANA name. */
  timeZone: string;
  /** The salon's dashboard and the reader's own account: absolute, without tokens. */
  dashboard: string;
  account: string;
  items: readonly NoticeItem[];
}

/** A mail names so many; the others stand on the page that it leads to. */
const mostNamed = 10;

/** Puts into words what waits for a person: the same facts give the same words. */
export function composeNotice(facts: NoticeFacts): EmailContent {
  const { locale, name, salon, dashboard, account, items } = facts;
  const { text } = messageTexts(locale);
  const others = items.length - mostNamed;
  const subject = text('staff_notice', 'subject', { salon });
  return {
    locale,
    salonName: sender,
    // A line break in a name must not become a header of the mail.
    subject: subject.replace(/\s+/g, ' '),
    greeting: text('staff_email', 'greetingByName', { name }),
    lead: text('staff_notice', 'lead', { salon }),
    details: items.slice(0, mostNamed).map((item) => ({
      label: text('staff_notice', item.kind),
      value: wordsOf(item, facts),
      link: `${dashboard}${pathOf(item)}`,
    })),
    action: { label: text('staff_notice', 'action'), link: dashboard },
    note: others > 0 ? text('staff_notice', 'more', { count: String(others) }) : '',
    signature: [text('staff_email', 'signature')],
    why: text('staff_notice', 'why', { salon, account }),
  };
}

/** As the dashboard says it. */
function wordsOf(item: NoticeItem, { locale, timeZone }: NoticeFacts): string {
  const { dashboard, log, inbox } = languages[locale].pages;
  const say = (words: string, values: Record<string, string>) => fillIn(words, values, locale);
  switch (item.kind) {
    case 'opening': {
      const when = localTimes(locale, timeZone).dateAndTime(item.startsAt, 'long');
      const opening = say(dashboard.opening.title, { when, employee: item.employee });
      return say(dashboard.today.unfilled, { opening });
    }
    case 'entry':
      return say(dashboard.today.unreachable, { name: item.customer ?? log.unnamed });
    case 'message':
      return say(dashboard.today.undelivered, {
        name: item.customer ?? log.unnamed,
        message: log.templates[item.template],
        channel: inbox.channels[item.channel],
        status: inbox.statuses[item.status],
      });
  }
}

function pathOf({ kind, id }: NoticeItem): string {
  switch (kind) {
    case 'opening':
      return `/openings/${id}`;
    case 'entry':
      return `/waitlist/${id}`;
    case 'message':
      return `/messages/${id}/resend`;
  }
}
