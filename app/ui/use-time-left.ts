import { useEffect, useState } from 'react';
import { timePassed } from './time-passed.ts';

/**
 * Milliseconds left, each second; null before the browser's first tick.
 * @param serverNow when that much was left, by the server's clock
 * @param onUp called when the time is up; the same function each time
 */
export function useTimeLeft(leftAtStart: number, serverNow: string, onUp?: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null);

  useEffect(() => {
    const passed = timePassed();
    const tick = () => {
      const now = Math.max(0, leftAtStart - passed());
      setLeft(now);
      if (now === 0) {
        clearInterval(timer);
        onUp?.();
      }
    };
    const timer = setInterval(tick, 1000);
    // What a phone slept through is seen at once, not at the next tick.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [leftAtStart, serverNow, onUp]);

  return left;
}

/** `4:05`, and from an hour on `1:04:05`. */
export function clockOf(milliseconds: number): string {
  const twoDigits = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const [hours, minutes] = [Math.floor(milliseconds / 3_600_000), (milliseconds % 3_600_000) / 60_000];
  const seconds = twoDigits((milliseconds % 60_000) / 1000);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${seconds}` : `${Math.floor(minutes)}:${seconds}`;
}
