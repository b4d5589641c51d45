import type { Locale } from '#server/texts/catalogue.ts';
import type { EmailContent } from './email-html.ts';
import { messageTexts } from './message-texts.ts';
import { sender } from './staff-mail-words.ts';

export interface QuotaMailFacts {
  locale: Locale;
  salon: string;
  /** How much of how many segments is used: 80 or 100. */
  percent: number;
  segmentLimit: number;
  /** Nothing goes out beyond the limit. */
  isCapped: boolean;
  /** The page of the quota: absolute, without a token. */
  link: string;
  /** Where such e-mail is turned off: absolute. */
  account: string;
}

/** Puts into words that most or all of a month's SMS are used: the same facts give the same words. */
export function composeQuotaMail(facts: QuotaMailFacts): EmailContent {
  const { locale, salon, percent, segmentLimit, isCapped, link, account } = facts;
  const { text } = messageTexts(locale);
  const limit = new Intl.NumberFormat(locale).format(segmentLimit);
  const values = { salon, percent: String(percent), limit };
  const isOver = percent === 100;
  const over = isCapped ? 'leadStopped' : 'leadExtra';
  return {
    locale,
    salonName: sender,
    // A line break in a name must not become a header of the mail.
    subject: text('sms_quota', isOver ? 'subjectOver' : 'subject', values).replace(/\s+/g, ' '),
    greeting: text('staff_email', 'greeting'),
    lead: text('sms_quota', isOver ? over : 'lead', values),
    details: [
      { label: text('sms_quota', 'salon'), value: salon },
      { label: text('sms_quota', 'limit'), value: limit },
    ],
    action: { label: text('sms_quota', 'action'), link },
    note: text('sms_quota', 'note'),
    signature: [text('staff_email', 'signature')],
    why: text('sms_quota', 'why', { salon, account }),
  };
}
