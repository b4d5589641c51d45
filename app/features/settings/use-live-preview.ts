import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, type FormEvent } from 'react';
import type { PreviewWords } from './message-words.server.ts';

/** So long after the last key was pressed, in milliseconds. */
const pauseMs = 300;

/**
 * Asks for the preview of a form's text as it is typed. It only reads, so nothing else of the page is loaded anew, and the form stays held
 * against what it was made from.
 */
export function useLivePreview(address: string) {
  const { load, data } = useFetcher<PreviewWords | null>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onInput = (event: FormEvent<HTMLElement>) => {
    const form = event.currentTarget.querySelector('form');
    if (!form) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const typed = [...new FormData(form)].filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[0] !== 'version',
      );
      load(`${address}?${new URLSearchParams(typed)}`);
    }, pauseMs);
  };
  return { preview: data, onInput };
}
