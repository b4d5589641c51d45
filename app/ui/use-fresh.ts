import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

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
    const refresh = async () => {
      if (isAsking || !isSeen()) return;
      isAsking = true;
      const answers = await isAnswered(left.signal);
      isAsking = false;
      if (answers && isSeen() && !left.signal.aborted) revalidate();
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
      left.abort();
    };
  }, [everyMs, revalidate]);
}

/**
 * A loader that fails takes the page down with it. Nobody asked for a refresh that is made by itself, so it is only made when it would
 * succeed: the page's data are asked for, without the page.
 */
export async function isAnswered(signal: AbortSignal): Promise<boolean> {
  const { pathname, search } = window.location;
  try {
    return (await fetch(`${pathname.replace(/\/$/, '')}.data${search}`, { method: 'HEAD', signal })).ok;
  } catch {
    return false;
  }
}
