import { spanOf } from '#app/ui/formats.ts';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import { minutesBehind } from './clocks-apart.ts';
import type { SalonClock } from './times-view.ts';

/** Whose time the times are in; and, where the browser knows another, how far it is from the visitor's own at that instant. */
export function ClockNote({ clock: { city, timeZone }, at }: { clock: SalonClock; at: string }) {
  const { t } = useTranslation('booking');
  const { t: common } = useTranslation('common');
  const own = useHydrated() ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
  const behind = own === timeZone ? 0 : minutesBehind(at, timeZone, own);
  const difference = spanOf(Math.abs(behind), (key, values) => common(key, values));
  if (behind === 0) return city ? <p className="text-sm text-ink-soft">{t('time.clock', { city })}</p> : null;
  return (
    <p className="text-sm font-medium">
      {behind > 0
        ? t('time.clockBehind', { city: city || timeZone, difference })
        : t('time.clockAhead', { city: city || timeZone, difference })}
    </p>
  );
}
