import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { CustomerConsent, CustomerDetails } from '#server/modules/customers/customers.schema.ts';
import { channels } from '#server/modules/notifications/notifications.schema.ts';

/** For each channel: whether it may be used, since when and how that came, and how it was before. */
export function consentViews(customer: CustomerDetails, page: StaffPage) {
  return channels.map((channel) => {
    const own = customer.consents.filter((consent) => consent.channel === channel);
    const [newest, ...earlier] = own;
    return {
      channel,
      state: newest ? (newest.granted ? ('allowed' as const) : ('stopped' as const)) : ('usual' as const),
      now: newest ? consentWords(newest, page) : null,
      earlier: earlier.map((consent) => consentWords(consent, page)),
      /** Nobody agrees to what can't reach them. */
      canAllow: (channel === 'sms' ? customer.phone : customer.email) !== null,
    };
  });
}
export type ConsentView = ReturnType<typeof consentViews>[number];

function consentWords(
  { granted, source, recordedBy, occurredAt, wordingVersion }: CustomerConsent,
  page: StaffPage,
) {
  const t = textsOf(page.locale, 'customers');
  const told = { at: moment(occurredAt, page), source: sourceWords(source, page) };
  return {
    state: granted ? ('allowed' as const) : ('stopped' as const),
    line: recordedBy ? t('consent.lineBy', { ...told, name: recordedBy }) : t('consent.line', told),
    wording: t('consent.wording', { version: wordingVersion }),
  };
}

// Imports have sources of their own.
function sourceWords(source: string, { locale }: StaffPage): string {
  const t = textsOf(locale, 'customers');
  switch (source) {
    case 'waitlist_public':
    case 'waitlist_staff':
    case 'staff_in_person':
    case 'staff_by_phone':
    case 'staff_in_writing':
    case 'staff_wrong_contact':
    case 'merge':
      return t(`consent.sources.${source}`);
    default:
      return t('consent.sources.other');
  }
}
