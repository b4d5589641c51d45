import { ContactLines } from '#app/features/dashboard/contact-lines.tsx';
import { MoreActs } from '#app/features/dashboard/more-acts.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { Table, type Column } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { bookingActPath } from './booking-acts.ts';
import type { BookingWords } from './booking-words.server.ts';

type Row = BookingWords & { openingId: string | null };

export function BookingTable({
  bookings,
  base,
  back,
  showsDay,
  nowAt,
}: {
  bookings: Row[];
  base: string;
  back: string;
  /** When they are of more than one day. */
  showsDay: boolean;
  /** The booking that is on now, or comes next: `#now` leads there. */
  nowAt: string | null;
}) {
  const { t } = useTranslation('dashboard');
  const columns: Column<Row>[] = [
    {
      key: 'time',
      header: t('bookings.time'),
      isBare: true,
      cell: (booking) => (
        <span className="grid">
          {showsDay ? (
            <TextLink roomy="flat" to={`${base}/bookings?date=${booking.date}`} className="font-normal">
              {booking.day}
            </TextLink>
          ) : null}
          <span className="tabular font-semibold whitespace-nowrap">{booking.time}</span>
        </span>
      ),
    },
    {
      key: 'customer',
      header: t('bookings.customer'),
      isRowHeader: true,
      isBare: true,
      cell: (booking) => (
        <span className="grid gap-0.5">
          <TextLink
            roomy
            to={`${base}/customers/${booking.customerId}?${new URLSearchParams({ back })}`}
            className="justify-self-start @4xl:min-h-0"
          >
            {booking.name}
          </TextLink>
          <ContactLines lines={booking.contact} />
        </span>
      ),
    },
    {
      key: 'service',
      header: t('bookings.service'),
      isBare: true,
      cell: (booking) => (
        <span className="grid gap-0.5">
          <span>{booking.services}</span>
          {booking.notes ? <span className="text-ink-soft">{booking.notes}</span> : null}
        </span>
      ),
    },
    { key: 'employee', header: t('bookings.employee'), cell: (booking) => booking.employees },
    {
      key: 'price',
      header: t('bookings.price'),
      cell: (booking) => <span className="tabular whitespace-nowrap">{booking.price}</span>,
    },
    {
      key: 'state',
      header: t('bookings.state'),
      cell: (booking) => (
        <span className="grid justify-items-end gap-1 @4xl:justify-items-start">
          <StateBadge state={`booking.${booking.status}`}>{t(`states.booking.${booking.status}`)}</StateBadge>
          {booking.cancelledBy ? <span className="text-ink-soft">{booking.cancelledBy}</span> : null}
          {booking.openingId ? (
            <TextLink roomy to={`${base}/openings/${booking.openingId}`}>
              {t('bookings.opening')}
            </TextLink>
          ) : null}
        </span>
      ),
    },
    {
      key: 'acts',
      header: <span className="sr-only">{t('bookings.actsColumn')}</span>,
      isBare: true,
      cell: (booking) => <Acts booking={booking} base={base} back={back} />,
    },
  ];
  return (
    <Table
      caption={t('bookings.title')}
      columns={columns}
      rows={bookings}
      rowKey={(booking) => booking.id}
      rowId={(booking) => (booking.id === nowAt ? 'now' : undefined)}
    />
  );
}

function Acts({ booking, base, back }: { booking: Row; base: string; back: string }) {
  const { t } = useTranslation(['dashboard', 'waitlist']);
  const [first, ...rest] = booking.acts;
  if (!first) return null;
  return (
    <span role="group" aria-label={t('act.acts', { name: booking.name })} className="flex flex-wrap gap-2">
      <LinkButton look="secondary" size="small" to={bookingActPath(base, booking.id, first, back)}>
        {t(`bookings.acts.${first}.label`)}
      </LinkButton>
      <MoreActs
        label={t('waitlist:more')}
        fullLabel={t('waitlist:moreFor', { name: booking.name })}
        acts={rest.map((act) => ({
          key: act,
          label: t(`bookings.acts.${act}.label`),
          href: bookingActPath(base, booking.id, act, back),
          isGrave: act === 'cancel',
        }))}
      />
    </span>
  );
}
