import { useLocation, useMatches, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isRouterBusy, refreshPage } from '#app/connection.ts';
import { createLiveConnection, type ConnectionState, type LiveConnection } from './live-connection.ts';
import { isUnfinished } from './unfinished.ts';

/** Whatever becomes of the connection, the page is never older than this while it is looked at. */
const pollMs = 60_000;
/** What belongs to one act arrives together: so long it is waited for the rest. */
const settleMs = 40;

export interface Live {
  state: ConnectionState;
  /** Something has changed, and the page still shows what was before: somebody is in the middle of something on it. */
  hasNews: boolean;
  /** Shows the news all the same. */
  showNews: () => void;
  /** Tries anew to be live. */
  reconnect: () => void;
}

/**
 * Keeps the pages of a salon's dashboard as they are in the database: a change that anybody makes is asked for as soon as it is heard of,
 * and everything once a minute besides. Only the data change: address, focus, scroll and what is being written stay.
 */
export function useLive(salonId: string): Live {
  const { revalidate, state: revalidation } = useRevalidator();
  const { key } = useLocation();
  const loaded = useMatches();
  const [state, setState] = useState<ConnectionState>('connecting');
  const [newsOn, setNewsOn] = useState<string | null>(null);
  const connection = useRef<LiveConnection | null>(null);
  const refresher = useRef<Refresher | null>(null);
  const keyNow = useRef(key);

  useEffect(() => {
    const refreshes = createRefresher({
      revalidate,
      onShown: () => setNewsOn(null),
      onHeld: () => setNewsOn(keyNow.current),
    });
    const live = createLiveConnection({ salonId, onChange: refreshes.ask, onState: setState });
    refresher.current = refreshes;
    connection.current = live;

    const left = new AbortController();
    let poll: ReturnType<typeof setInterval> | undefined;
    const watch = () => {
      clearInterval(poll);
      if (document.visibilityState !== 'visible') {
        // A browser has few connections to one server: those of pages that nobody sees would keep the others waiting.
        live.close();
        return;
      }
      poll = setInterval(refreshes.ask, pollMs);
      live.open();
    };
    watch();
    document.addEventListener(
      'visibilitychange',
      () => {
        watch();
        refreshes.ask();
      },
      left,
    );
    window.addEventListener(
      'online',
      () => {
        live.wake();
        refreshes.ask();
      },
      left,
    );
    return () => {
      left.abort();
      clearInterval(poll);
      refreshes.stop();
      live.close();
    };
  }, [salonId, revalidate]);

  useEffect(() => {
    keyNow.current = key;
    // Who goes on to another page is there: a connection that had given up gets its tries again.
    connection.current?.wake();
  }, [key]);
  // The data tell it and not the state alone: where an answer is quicker than drawing, the state is never seen to be anything but idle.
  useEffect(() => {
    if (revalidation === 'idle') refresher.current?.loaded();
  }, [revalidation, loaded]);

  return {
    state,
    hasNews: newsOn === key,
    showNews: useCallback(() => refresher.current?.now(), []),
    reconnect: useCallback(() => connection.current?.wake(), []),
  };
}

/**
 * Whether a form was sent back with an answer, which a refresh would make the router forget. Its own state says so: on a busy phone the
 * page is drawn a good while later.
 */
function isAnswered(): boolean {
  return window.__remixRouter.state.actionData !== null;
}

interface Refresher {
  /** Soon, and once for all who ask meanwhile. */
  ask(): void;
  /** Whatever is unfinished on the page. */
  now(): void;
  /** The router has everything that was asked for. */
  loaded(): void;
  stop(): void;
}

/**
 * One refresh at a time: a second one would take back the first, and a busy salon would see none. Nor while a form is sent or a page is gone
 * to: what the server says once would be said to the refresh, or be lost with the answer that it takes back.
 */
function createRefresher({
  revalidate,
  onShown,
  onHeld,
}: {
  revalidate: () => void;
  /** The page shows what there is. */
  onShown: () => void;
  /** It would, but for what somebody is in the middle of. */
  onHeld: () => void;
}): Refresher {
  const left = new AbortController();
  let phase: 'idle' | 'asking' | 'loading' = 'idle';
  let isAskedAgain = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;

  const isInUse = () => isUnfinished(document) || isAnswered();
  const isHeld = () => document.visibilityState !== 'visible' || isInUse();

  function ask(): void {
    if (document.visibilityState !== 'visible' || left.signal.aborted) return;
    if (phase !== 'idle') {
      isAskedAgain = true;
      return;
    }
    phase = 'asking';
    timer = setTimeout(() => void refresh(), settleMs);
  }

  async function refresh(): Promise<void> {
    if (left.signal.aborted) return;
    if (isRouterBusy()) {
      timer = setTimeout(() => void refresh(), settleMs);
      return;
    }
    isAskedAgain = false;
    phase = 'loading';
    tries += 1;
    const own = tries;
    // Whoever begins to write while the server is asked is not disturbed either.
    const isShown = !isHeld() && (await refreshPage(revalidate, () => !isHeld() && !left.signal.aborted));
    if (left.signal.aborted) return;
    if (isShown) onShown();
    else if (isInUse()) onHeld();
    if (!isShown && own === tries && phase === 'loading') done();
  }

  function done(): void {
    phase = 'idle';
    if (isAskedAgain) ask();
  }

  return {
    ask,
    now: () => {
      onShown();
      revalidate();
    },
    loaded: () => {
      if (phase === 'loading') done();
    },
    stop: () => {
      left.abort();
      clearTimeout(timer);
    },
  };
}
