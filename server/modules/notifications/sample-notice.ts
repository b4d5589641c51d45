import { Temporal } from 'temporal-polyfill';
import type { Salon } from '#server/generated/prisma/client.ts';
import { idOf, type MessageId } from '#server/platform/ids.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { messageTexts } from './message-texts.ts';
import { composeNotice } from './notice-mail-words.ts';
import type { ShownMessage } from './notifications.schema.ts';
import type { SampleDeps } from './sample-facts.ts';
import { showStaffMail } from './show-inbox.ts';
import { writtenOut } from './staff-mail.ts';

/** Nobody's: links with it are as long as real ones, and lead to a page that says so. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** What staff of a salon are told waits for a person, one of each kind, with facts that are made up. */
export function sampleNotice(
  { env, clock }: Pick<SampleDeps, 'env' | 'clock'>,
  { name: salon, slug, timeZone }: Pick<Salon, 'name' | 'slug' | 'timeZone'>,
  locale: Locale,
): ShownMessage {
  const { text } = messageTexts(locale);
  const now = clock.now();
  const startsAt = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .add({ days: 1 })
    .with({ hour: 10, minute: 0, second: 0, millisecond: 0 });
  const [employee, customer] = [text('sample', 'employee'), text('sample', 'customer')];
  const content = composeNotice({
    locale,
    name: employee,
    salon,
    timeZone,
    dashboard: `${env.publicUrl}/dashboard/${slug}`,
    account: `${env.publicUrl}/account`,
    items: [
      { kind: 'opening', id: nobody, startsAt: new Date(startsAt.epochMilliseconds), employee },
      { kind: 'entry', id: nobody, customer },
      {
        kind: 'message',
        id: nobody,
        customer,
        template: 'booking_confirmed',
        channel: 'sms',
        status: 'undelivered',
      },
    ],
  });
  return showStaffMail({
    id: idOf<MessageId>(nobody),
    template: 'staff_notice',
    locale,
    recipient: 'ida@example.com',
    status: 'queued',
    createdAt: now,
    sentAt: null,
    timeZone,
    ...writtenOut(content),
  });
}
