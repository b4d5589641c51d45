import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { isRouterBusy, refreshPage } from '#app/connection.ts';

/** Until the router, which had something to do, is asked again. */
const busyPauseMs = 100;

/**
 * While the page is looked at, what it shows is asked for anew: every `everyMs` milliseconds, and at once when it comes back into view,
 * out of the browser's memory of pages that were left, or on line. Null: not now. Nothing but the data changes, so focus and scroll stay where they are.
 */
export function useFresh(everyMs: number | null): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (everyMs === null) return undefined;
    const isSeen = () => document.visibilityState === 'visible';
    const left = new AbortController();
    let isAsking = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const refresh = async () => {
      clearTimeout(again);
      if (isAsking || !isSeen()) return;
      if (isRouterBusy()) {
        again = setTimeout(() => void refresh(), busyPauseMs);
        return;
      }
      isAsking = true;
      await refreshPage(revalidate, () => isSeen() && !left.signal.aborted);
      isAsking = false;
    };

    let timer: ReturnType<typeof setInterval> | undefined;
    const watch = () => {
      clearInterval(timer);
      if (isSeen()) timer = setInterval(() => void refresh(), everyMs);
    };
    const onReturn = () => {
      watch();
      void refresh();
    };
    watch();
    document.addEventListener('visibilitychange', onReturn, left);
    window.addEventListener('online', onReturn, left);
    window.addEventListener(
      'pageshow',
      ({ persisted }) => {
        if (persisted) onReturn();
      },
      left,
    );
    return () => {
      clearInterval(timer);
      clearTimeout(again);
      left.abort();
    };
  }, [everyMs, revalidate]);
}
