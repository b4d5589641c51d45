import { Panel } from '#app/features/dashboard/panel.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { FactList } from '#app/ui/card.tsx';
import { PhoneLink } from '#app/ui/phone-link.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { EntryView } from './entry-view.server.ts';

/** What the customer wants, and how to reach them. */
export function WishCard({ entry, base }: { entry: EntryView; base: string }) {
  const { t } = useTranslation('waitlist');
  const facts = [
    {
      key: 'service',
      term: t('entry.service'),
      value: (
        <>
          <span className="font-semibold">{entry.service}</span>
          <span className="block text-ink-soft">{entry.serviceFacts}</span>
        </>
      ),
    },
    { key: 'employees', term: t('entry.employees'), value: entry.employeeNames },
    {
      key: 'windows',
      term: t('entry.windows'),
      value: (
        <ul className="grid gap-1">
          {entry.windows.map((window) => (
            <li key={window}>{window}</li>
          ))}
        </ul>
      ),
    },
    { key: 'lead', term: t('entry.lead'), value: entry.lead },
    { key: 'contact', term: t('entry.contact'), value: <Contact entry={entry} base={base} /> },
    ...(entry.notes ? [{ key: 'notes', term: t('entry.notes'), value: entry.notes }] : []),
    { key: 'since', term: t('entry.since'), value: entry.since },
    ...(entry.misses > 0 ? [{ key: 'misses', term: t('entry.misses'), value: String(entry.misses) }] : []),
    ...(entry.bookingDay
      ? [
          {
            key: 'booking',
            term: t('entry.booking'),
            value: (
              <TextLink roomy="flat" to={`${base}/bookings?date=${entry.bookingDay}`}>
                {t('entry.bookingLink')}
              </TextLink>
            ),
          },
        ]
      : []),
  ];
  return (
    <Panel title={t('entry.wish')}>
      <FactList facts={facts} />
    </Panel>
  );
}

function Contact({ entry: { phone, email, customerId }, base }: { entry: EntryView; base: string }) {
  const { t } = useTranslation('waitlist');
  return (
    <span className="grid justify-items-start">
      {phone || email ? null : t('entry.noContact')}
      {phone ? (
        <PhoneLink phone={phone} className={contactLink}>
          {phone}
        </PhoneLink>
      ) : null}
      {email ? (
        <a href={`mailto:${email}`} className={`${contactLink} wrap-anywhere`}>
          {email}
        </a>
      ) : null}
      <TextLink roomy to={`${base}/customers/${customerId}`}>
        {t('entry.customerLink')}
      </TextLink>
    </span>
  );
}

const contactLink = 'inline-flex min-h-11 items-center text-accent underline underline-offset-4 sm:min-h-8';
