import { useFetcher } from '@remix-run/react';
import type { BookingChoices, NewBookingValues } from '#app/features/bookings/new-booking.ts';
import { NewBookingFields } from '#app/features/bookings/new-booking-fields.tsx';
import { noAnswer } from '#app/features/dashboard/act-outcome.ts';
import type { action } from '#app/routes/dashboard.$slug.calendar.tsx';
import { Button } from '#app/ui/button.tsx';
import { Modal } from '#app/ui/modal.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** The form of a new booking, without leaving the calendar. */
export function CreateDialog({
  values,
  choices,
  here,
  onClose,
}: {
  values: NewBookingValues;
  choices: BookingChoices;
  here: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['calendar', 'common']);
  const fetcher = useFetcher<typeof action>();
  return (
    <Modal title={t('create.title')} closeLabel={t('common:close')} isOpen onClose={onClose}>
      <fetcher.Form method="post" action={here} noValidate preventScrollReset className="grid gap-6">
        <input type="hidden" name="inPlace" value="yes" />
        <input type="hidden" name="act" value="create" />
        <NewBookingFields values={values} answer={fetcher.data ?? noAnswer} choices={choices} />
        <Button type="submit" busy={fetcher.state !== 'idle'} className="justify-self-start">
          {t('create.submit')}
        </Button>
      </fetcher.Form>
    </Modal>
  );
}
