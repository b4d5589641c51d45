import { useRevalidator } from '@remix-run/react';
import { spanOf } from '#app/ui/formats.ts';
import { useFresh } from '#app/ui/use-fresh.ts';
import { clockOf, useTimeLeft } from '#app/ui/use-time-left.ts';
import { useTranslation } from '#app/use-translation.ts';
import type { CountdownFacts } from './offer-view.ts';

/** An offer can end before its time: somebody else was quicker, or the salon has taken it back. */
const freshMs = 60_000;

/**
 * How long is left, right without scripts too (as of when the page was made) and live with them. It counts on from the server's clock,
 * and asks the server anew each minute, when the page comes back into view and when the time is up.
 */
export function Countdown({ expiresAt, createdAt, now }: CountdownFacts) {
  const { t } = useTranslation(['offer', 'common']);
  const leftAtStart = Math.max(0, Date.parse(expiresAt) - Date.parse(now));
  const whole = Math.max(1, Date.parse(expiresAt) - Date.parse(createdAt));
  const { revalidate } = useRevalidator();
  useFresh(freshMs);
  const left = useTimeLeft(leftAtStart, now, revalidate);

  const shown = left ?? leftAtStart;
  const minutes = Math.floor(shown / 60_000);
  return (
    <div className="flex items-center gap-4">
      <svg viewBox="0 0 80 80" width="80" height="80" aria-hidden="true" className="shrink-0 text-accent">
        <circle cx="40" cy="40" r="34" fill="none" className="stroke-line" strokeWidth="6" />
        <circle
          cx="40"
          cy="40"
          r="34"
          fill="none"
          stroke="currentColor"
          strokeWidth="6"
          strokeLinecap="round"
          pathLength={100}
          strokeDasharray={`${Math.min(100, (shown / whole) * 100).toFixed(2)} 100`}
          transform="rotate(-90 40 40)"
        />
        <text x="40" y="46" textAnchor="middle" fontSize="18" fontWeight="600" className="tabular fill-ink">
          {minutes >= 60 ? (
            <>
              <tspan x="40" y="38">
                {t('common:duration.hoursShort', { count: Math.floor(minutes / 60) })}
              </tspan>
              <tspan x="40" y="55" fontSize="13">
                {t('common:duration.minutesShort', { count: minutes % 60 })}
              </tspan>
            </>
          ) : left === null ? (
            minutes
          ) : (
            clockOf(left)
          )}
        </text>
      </svg>
      {/* Changes once a minute, so that a screen reader is told no more often. */}
      <p role="timer" aria-live="polite" className="text-lg font-semibold">
        {minutes > 0
          ? t('open.timeLeft', { time: spanOf(minutes, (key, values) => t(`common:${key}`, values)) })
          : t('open.underAMinute')}
      </p>
    </div>
  );
}
