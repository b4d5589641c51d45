import { useTranslation } from '#app/use-translation.ts';
import { Checkbox } from '#app/ui/choice.tsx';

/** Whether time that only the waitlist holds is to be taken all the same. */
export function TakeHeld({ isTaken }: { isTaken: boolean }) {
  const { t } = useTranslation('dashboard');
  return (
    <Checkbox
      id="withdraw"
      name="withdraw"
      value="yes"
      label={t('bookings.takeHeld')}
      detail={t('bookings.takeHeldDetail')}
      defaultChecked={isTaken}
    />
  );
}
