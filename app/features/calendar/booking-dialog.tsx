import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { bookingActPath, bookingPath } from '#app/features/bookings/booking-acts.ts';
import { BookingFacts } from '#app/features/bookings/booking-facts.tsx';
import { Button, LinkButton, TextLink } from '#app/ui/button.tsx';
import { Modal } from '#app/ui/modal.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { loader } from '#app/routes/dashboard.$slug.bookings.$id._index.tsx';
import type { BookingItem } from './calendar-view.ts';

/** What there is to know and to do about a booking, without leaving the calendar. The booking's own page has the same. */
export function BookingDialog({
  item,
  base,
  back,
  onClose,
  onTake,
}: {
  item: BookingItem;
  base: string;
  back: string;
  onClose: () => void;
  onTake: (kind: 'move' | 'length') => void;
}) {
  const { t } = useTranslation(['calendar', 'common', 'dashboard']);
  const { load, data } = useFetcher<typeof loader>();
  const page = bookingPath(base, item.bookingId, back);
  useEffect(() => load(page), [load, page]);
  const booking = data?.booking.id === item.bookingId ? data.booking : null;
  return (
    <Modal title={item.name} closeLabel={t('common:close')} isOpen onClose={onClose}>
      {/* As high as what comes. */}
      <div className="min-h-64">
        {booking ? (
          <BookingFacts booking={booking} />
        ) : (
          <p role="status" className="text-ink-soft">
            {t('booking.loading')}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {item.canChange ? (
          <>
            <Button type="button" size="small" onClick={() => onTake('move')}>
              {t('booking.move')}
            </Button>
            <Button type="button" look="secondary" size="small" onClick={() => onTake('length')}>
              {t('booking.length')}
            </Button>
          </>
        ) : null}
        {(booking?.acts ?? [])
          .filter((act) => !item.canChange || (act !== 'move' && act !== 'length'))
          .map((act) => (
            <LinkButton
              key={act}
              look={act === 'cancel' ? 'danger' : 'secondary'}
              size="small"
              to={bookingActPath(base, item.bookingId, act, back)}
            >
              {t(`dashboard:bookings.acts.${act}.label`)}
            </LinkButton>
          ))}
      </div>
      <TextLink roomy to={page} className="justify-self-start">
        {t('booking.page')}
      </TextLink>
    </Modal>
  );
}
