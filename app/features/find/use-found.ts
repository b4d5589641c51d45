import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { loader } from '#app/routes/dashboard.$slug.find.tsx';
import type { FoundGroup } from './find-view.server.ts';
import { findable, findPath } from './find-search.ts';

/** Between two letters of somebody who types. */
const pauseMs = 150;

/** What the search finds by what is typed, once the typing rests; an answer to an earlier text is not shown. Null until there is one. */
export function useFound(base: string, typed: string): { text: string | null; groups: FoundGroup[] | null } {
  const fetcher = useFetcher<typeof loader>();
  const text = findable(typed);
  // The fetcher itself is another one each time.
  const load = useRef(fetcher.load);
  useEffect(() => {
    load.current = fetcher.load;
  });
  useEffect(() => {
    if (text === null) return undefined;
    // The one before is aborted by it.
    const timer = setTimeout(() => load.current(findPath(base, text)), pauseMs);
    return () => clearTimeout(timer);
  }, [base, text]);
  return { text, groups: text !== null && fetcher.data?.text === text ? fetcher.data.groups : null };
}
