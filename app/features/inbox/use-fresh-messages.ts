import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const refreshMs = 3_000;

/** While somebody looks, new messages turn up by themselves. */
export function useFreshMessages(active: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, refreshMs);
    return () => clearInterval(timer);
  }, [active, revalidate]);
}
