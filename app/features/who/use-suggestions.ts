import { useEffect, useState } from 'react';
import type { KnownCustomer } from './known-customer.ts';

/** Between two letters of somebody who types. */
const pauseMs = 150;

/**
 * What is suggested at a path, once the typing rests. An answer to an earlier path is not shown; without an answer nothing is, and the form
 * is as it was. Null until there is one.
 */
export function useSuggestions(path: string | null): KnownCustomer[] | null {
  const [answer, setAnswer] = useState<{ path: string; found: KnownCustomer[] } | null>(null);
  useEffect(() => {
    if (path === null) return undefined;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      askFor(path, asked.signal).then(
        (found) => setAnswer({ path, found }),
        // Aborted by the next letter, signed out, or no network: nobody is suggested.
        () => {},
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [path]);
  return answer?.path === path ? answer.found : null;
}

async function askFor(path: string, signal: AbortSignal): Promise<KnownCustomer[]> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`The suggestions answered ${response.status}.`);
  return (await response.json()) as KnownCustomer[];
}
