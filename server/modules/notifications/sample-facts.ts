import { Temporal } from 'temporal-polyfill';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type BookingId, type MessageId } from '#server/platform/ids.schema.ts';
import { messageTexts } from './message-texts.ts';
import type { MessageFacts } from './message-facts.ts';
import { linkOf, organiserOf } from './message-facts.queries.ts';
import { allowedPlaceholders } from './salon-texts.rules.ts';
import type { TextKey } from './salon-texts.schema.ts';

/** Nobody's: links with it are as long as real ones, and lead to a page that says so. */
const nobody = '00000000-0000-0000-0000-000000000000';
const claimMinutes = 30;
const serviceMinutes = 60;

export type SampleDeps = Pick<Deps, 'db' | 'links' | 'env' | 'clock'>;

/**
 * A message of the salon with facts that are made up: a usual service, two days from now at ten.
 * @throws AppError `not_found` when there is no such salon
 */
export async function sampleFacts(
  { db, links, env, clock }: SampleDeps,
  { salonId, template, channel, locale }: TextKey,
): Promise<MessageFacts> {
  const salon = await db.salon.findUnique({ where: { id: salonId } });
  if (!salon) throw notFound('salon');
  const { text } = messageTexts(locale);
  const now = clock.now();
  const startsAt = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(salon.timeZone)
    .add({ days: 2 })
    .with({ hour: 10, minute: 0, second: 0, millisecond: 0 });
  const allowed = allowedPlaceholders(template, channel);
  const link = linkOf(
    {
      id: nobody,
      template,
      linkVersion: 1,
      salonSlug: salon.slug,
      offerId: nobody,
      entryId: nobody,
      bookingId: nobody,
      offerHash: null,
      offerPreviousHash: null,
    },
    { links, env },
  );
  const start = new Date(startsAt.epochMilliseconds);
  const [service, employee] = [text('sample', 'service'), text('sample', 'employee')];
  const address = [salon.street, [salon.postalCode, salon.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  return {
    id: idOf<MessageId>(nobody),
    template,
    channel,
    locale,
    recipient: channel === 'sms' ? '+47 900 00 000' : 'kari@example.com',
    status: 'queued',
    createdAt: now,
    sentAt: null,
    customerName: text('sample', 'customer'),
    salon: {
      name: salon.name,
      timeZone: salon.timeZone,
      address,
      phone: salon.phone,
      accentColour: salon.accentColour,
    },
    service,
    appointment: allowed.includes('when')
      ? {
          startsAt: start,
          employee,
          priceMinor: 79_000,
          currency: salon.currency,
        }
      : null,
    calendarEntry: template.startsWith('booking_')
      ? {
          bookingId: idOf<BookingId>(nobody),
          revision: 0,
          startsAt: start,
          endsAt: new Date(start.getTime() + serviceMinutes * 60_000),
          service,
          employee,
          salonName: salon.name,
          address,
        }
      : null,
    organiser: organiserOf({ env }),
    answerBy: allowed.includes('until') ? new Date(now.getTime() + claimMinutes * 60_000) : null,
    link,
    own: null,
  };
}
