import { useLocation, useRevalidator } from '@remix-run/react';
import { useLayoutEffect, useRef, type ReactNode, type MutableRefObject } from 'react';

/**
 * Around Remix's own restoration: a page whose data are fetched anew stays where it has been scrolled to meanwhile. Remix would take it back to
 * where it was when the fetching began, under the finger of whoever scrolls.
 */
export function KeptScroll({ children }: { children: ReactNode }) {
  const { key } = useLocation();
  const shown = useRef(key);
  const top = useRef(0);
  // Draws this anew whenever the router has something new.
  useRevalidator();
  useLayoutEffect(() => {
    if (shown.current === key) window.scrollTo(window.scrollX, top.current);
    shown.current = key;
  });
  return (
    <>
      <ScrollSeen topRef={top} />
      {children}
    </>
  );
}

/** Before the restoration, since effects go from the first to the last and then to what is around them. */
function ScrollSeen({ topRef }: { topRef: MutableRefObject<number> }) {
  useRevalidator();
  useLayoutEffect(() => {
    topRef.current = window.scrollY;
  });
  return null;
}
