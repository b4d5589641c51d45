import { useFetchers, useNavigation } from '@remix-run/react';
import { useSyncExternalStore } from 'react';

/**
 * What stands between this page and its server: `slow`, no answer for long; `unread`, a page that could not be fetched; `unsent`, a form
 * that did not leave; `unanswered`, one that may have arrived.
 */
type TroubleKind = 'slow' | 'unread' | 'unsent' | 'unanswered';

interface Trouble {
  kind: TroubleKind;
  tryAgain: () => void;
}

/** After so long without an answer people wonder whether their tap was heard. */
const slowAfterMs = 8_000;

/** Of each request that has trouble, the latest last. */
const troubles = new Map<symbol, Trouble>();
const listeners = new Set<() => void>();

function tell(request: symbol, trouble: Trouble | null): void {
  troubles.delete(request);
  if (trouble) troubles.set(request, trouble);
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Whether the browser knows that there is no network. */
export function useOffline(): boolean {
  return useSyncExternalStore(
    listen,
    () => !navigator.onLine,
    () => false,
  );
}

/** What keeps the page or the form that somebody waits for. What only the page itself asks for is nobody's worry. */
export function useTrouble(): Trouble | null {
  const trouble = useSyncExternalStore(
    listen,
    () => [...troubles.values()].at(-1) ?? null,
    () => null,
  );
  const isNavigating = useNavigation().state !== 'idle';
  // A form that stays on its page.
  const isSending = useFetchers().some(({ formMethod }) => formMethod === 'POST');
  return isNavigating || isSending ? trouble : null;
}

/** Whether what was tapped is on its way: a button waits then. One whose form got stuck can be pressed again. */
export function useBusy(): boolean {
  const { state } = useNavigation();
  const trouble = useTrouble();
  return state !== 'idle' && (trouble === null || trouble.kind === 'slow');
}

/** Between two requests of one act (a form, and the page that it leads to) there is no longer pause. */
const actPauseMs = 60;
let underWay = 0;
let lastAnsweredAt = -Infinity;

/**
 * Whether the router is asking the server for something, was a moment ago and may go on, or has its answer and not yet the code of the
 * page that it is for. What is held for want of a network does not count.
 */
export function isRouterBusy(): boolean {
  if (underWay > 0 || performance.now() - lastAnsweredAt < actPauseMs) return true;
  return troubles.size === 0 && window.__remixRouter.state.navigation.state !== 'idle';
}

/** A refresh that the router is about to ask the server for. */
interface Refresh {
  /** The address of the page. */
  page: string;
  isWanted: () => boolean;
  end: (isShown: boolean) => void;
}

let refresh: Refresh | null = null;

/**
 * Reads the data of this page anew. Nobody asked for it, so the page only gets what it can show: a loader that fails would take it down,
 * and an answer that is not wanted any more when it comes would change what somebody is busy with.
 * @param revalidate of the router, which must have nothing else to do
 * @returns false when the page stays as it is
 */
export function refreshPage(revalidate: () => void, isWanted: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    refresh?.end(false);
    const { pathname, search } = window.location;
    const own: Refresh = {
      page: pathname + search,
      isWanted,
      end: (isShown) => {
        if (refresh === own) refresh = null;
        resolve(isShown);
      },
    };
    refresh = own;
    revalidate();
  });
}

/** The form that was sent last, by which button. */
let sent: { form: HTMLFormElement; by: HTMLElement | null } | null = null;

/** Where the router is going. Null: it is there. */
let destination: URL | null = null;

/**
 * Remix takes a request that fails for the end of the page: it puts the error in its place, and all that was typed is gone. So the requests
 * of its router are held instead, as if they took long, until somebody tries again or the network is back. Whatever else is tapped
 * meanwhile aborts them, as it does with any that take long. Call it before the page is hydrated.
 */
export function bearBadNetworks(): void {
  const ask = window.fetch.bind(window);
  window.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.href);
    const isRouters = url.origin === window.location.origin && /\.data$|^\/__manifest$/.test(url.pathname);
    if (!isRouters) return ask(input, init);
    const isForm = (init.method ?? 'GET') !== 'GET';
    if (!isForm && url.pathname.endsWith('.data')) {
      destination = pageOf(url);
      const own = takeRefresh(destination);
      if (own) return askQuietly(() => ask(input, init), own, init.signal ?? null);
    }
    return hold(() => ask(input, init), isForm, init.signal ?? null);
  };
  document.addEventListener(
    'submit',
    ({ target, submitter }) => {
      if (target instanceof HTMLFormElement) sent = { form: target, by: submitter };
    },
    { capture: true },
  );
  goOnWhenCodeIsMissing(ask);
}

/** The refresh that these data are for. Those of another page overtake it. */
function takeRefresh({ pathname, search }: URL): Refresh | null {
  const own = refresh;
  if (own?.page === pathname + search) return own;
  own?.end(false);
  return null;
}

/** Without an answer of use the router waits, until it is told to do something else. */
function askQuietly(
  ask: () => Promise<Response>,
  { isWanted, end }: Refresh,
  signal: AbortSignal | null,
): Promise<Response> {
  return new Promise<Response>((resolve, reject) => {
    signal?.addEventListener(
      'abort',
      () => {
        end(false);
        reject(signal.reason as Error);
      },
      { once: true },
    );
    underWay += 1;
    ask()
      .then(whole)
      .then(
        (response) => {
          const isOfUse = response.ok && isWanted();
          end(isOfUse);
          if (isOfUse) resolve(response);
        },
        () => end(false),
      )
      .finally(() => {
        underWay -= 1;
        lastAnsweredAt = performance.now();
      });
  });
}

/** Asks until there is an answer. Only pages are asked for without being told to: nobody's form is sent while they look elsewhere. */
function hold(ask: () => Promise<Response>, isForm: boolean, signal: AbortSignal | null): Promise<Response> {
  const request = Symbol();
  return new Promise<Response>((resolve, reject) => {
    signal?.throwIfAborted();
    const done = new AbortController();
    const end = () => {
      done.abort();
      tell(request, null);
    };
    const report = (kind: TroubleKind) => {
      if (!done.signal.aborted) tell(request, { kind, tryAgain: isForm ? sendAgain : attempt });
    };
    const attempt = () => {
      tell(request, null);
      const couldLeave = navigator.onLine;
      const fail = () => report(isForm ? (couldLeave ? 'unanswered' : 'unsent') : 'unread');
      const slow = setTimeout(() => report('slow'), slowAfterMs);
      underWay += 1;
      ask()
        .then(whole)
        .then((response) => {
          if (!isAnswer(response)) return fail();
          end();
          resolve(response);
        }, fail)
        .finally(() => {
          clearTimeout(slow);
          underWay -= 1;
          lastAnsweredAt = performance.now();
        });
    };
    // The form as it stands now: what was changed since then counts.
    const sendAgain = () => {
      if (sent?.form.isConnected) sent.form.requestSubmit(sent.by);
      else attempt();
    };
    signal?.addEventListener(
      'abort',
      () => {
        end();
        reject(signal.reason as Error);
      },
      { once: true },
    );
    if (!isForm) window.addEventListener('online', attempt, done);
    attempt();
  });
}

/**
 * An answer with all of its body. One that breaks off in the middle is none: where the network went, it is held with the others, and where
 * another tap overtook it, it ends quietly. (Remix, which reads what it is given, would call both a broken page.)
 */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const body = await response.arrayBuffer();
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
}

/** A gateway's "the server is not there", as while it starts anew, is no more of an answer than none; Remix marks its own. */
function isAnswer({ status, headers }: Response): boolean {
  return headers.has('X-Remix-Response') || ![502, 503, 504].includes(status);
}

/** The address of the page whose data these are. */
function pageOf(data: URL): URL {
  const page = new URL(data);
  page.pathname = page.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
  page.searchParams.delete('_routes');
  return page;
}

/** Of the Navigation API what is used here; not every browser has it. */
interface Navigation {
  addEventListener(
    type: 'navigate',
    listener: (event: Event & { navigationType: string; userInitiated: boolean }) => void,
  ): void;
}

/**
 * When the code of a page can't be fetched (a new release has other files, or there is no network), Remix reloads the page that it was to
 * replace. Once the server answers it is better to open the page that was asked for, and until then to stay on this one.
 */
function goOnWhenCodeIsMissing(ask: typeof fetch): void {
  const navigation = (window as { navigation?: Navigation }).navigation;
  navigation?.addEventListener('navigate', (event) => {
    if (event.navigationType !== 'reload') destination = null;
    if (destination === null || event.userInitiated || !event.cancelable) return;
    event.preventDefault();
    const page = destination;
    void hold(() => ask(page, { method: 'HEAD' }), false, null).then(() => window.location.assign(page));
  });
}
