import type { Change, Topic } from '#server/modules/realtime/realtime.schema.ts';

/** Waits before each try to connect again; then the connection rests until somebody does something. */
const retryAfterMs = [1_000, 2_000, 4_000, 8_000];
/** A stream that has stood so long was no failed try: the next four are new ones. */
const stableMs = 30_000;
/** Before the stream has said how often it gives a sign of life. */
const firstSilenceMs = 20_000;
/** Enough to tell a repeat by: the stream repeats at most what it sent last. */
const remembered = 500;

/** All that the pages of a dashboard show. */
const topics: Topic[] = ['waitlist', 'calendar', 'messages'];

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'resting';

export interface LiveConnection {
  /** Tries anew when it rests. */
  wake(): void;
  /** Nobody looks: the stream is not needed until `open`. */
  close(): void;
  open(): void;
}

/**
 * Listens to the changes of a salon. The browser would connect again by itself, as often as it likes; here each connection is used once, so
 * that every try is one of the four.
 */
export function createLiveConnection({
  salonId,
  onChange,
  onState,
}: {
  salonId: string;
  /** Something is different, or may be: after a connection that could not go on from the last event. */
  onChange: () => void;
  onState: (state: ConnectionState) => void;
}): LiveConnection {
  let stream: EventSource | null = null;
  let lastEventId = '';
  let retries = 0;
  let isResting = false;
  let retryTimer: Timer;
  let stableTimer: Timer;
  let silenceTimer: Timer;
  const seen = new Set<string>();

  function connect(): void {
    const input = JSON.stringify({ salonId, topics });
    const query = new URLSearchParams({ input, ...(lastEventId && { lastEventId }) });
    const opened = new EventSource(`/trpc/waitlist.onChange?${query}`);
    stream = opened;
    const isResumed = lastEventId !== '';
    let silenceMs = firstSilenceMs;
    const alive = () => {
      clearTimeout(silenceTimer);
      silenceTimer = setTimeout(() => fail('nothing heard'), silenceMs);
    };
    alive();

    opened.addEventListener('connected', ({ data }: MessageEvent<string>) => {
      const { reconnectAfterInactivityMs } = JSON.parse(data) as { reconnectAfterInactivityMs?: number };
      silenceMs = reconnectAfterInactivityMs ?? silenceMs;
      alive();
      stableTimer = setTimeout(() => (retries = 0), stableMs);
      onState('live');
      if (!isResumed) onChange();
    });
    opened.addEventListener('ping', alive);
    opened.addEventListener('message', (event: MessageEvent<string>) => {
      alive();
      lastEventId = event.lastEventId;
      if (isNew(JSON.parse(event.data) as Change)) onChange();
    });
    // The stream's own words: an error of the procedure, or its end.
    opened.addEventListener('serialized-error', ({ data }: MessageEvent<string>) => {
      const { message } = JSON.parse(data) as { message: string };
      if (message === 'unauthenticated' || message === 'not_found') shutOut(message);
      else fail(message);
    });
    opened.addEventListener('return', () => fail('ended'));
    opened.onerror = () => fail('lost');
  }

  function isNew({ eventType, rowId, commitTimestamp }: Change): boolean {
    const key = `${eventType} ${rowId} ${commitTimestamp}`;
    if (seen.has(key)) return false;
    seen.add(key);
    if (seen.size > remembered) for (const oldest of [...seen].slice(0, remembered / 2)) seen.delete(oldest);
    return true;
  }

  function hangUp(): void {
    stream?.close();
    stream = null;
    clearTimeout(retryTimer);
    clearTimeout(stableTimer);
    clearTimeout(silenceTimer);
  }

  function fail(why: string): void {
    hangUp();
    const wait = retryAfterMs[retries];
    // eslint-disable-next-line no-console -- what whoever looks into a dashboard that is not live looks for
    console.warn('CHANNEL_ERROR', why);
    if (wait === undefined) {
      isResting = true;
      onState('resting');
      return;
    }
    retries += 1;
    onState('reconnecting');
    retryTimer = setTimeout(connect, wait);
  }

  /** No try would help: the page itself shows where to go on. */
  function shutOut(why: string): void {
    hangUp();
    // eslint-disable-next-line no-console -- as above
    console.warn('CHANNEL_ERROR', why);
    isResting = true;
    onState('resting');
    onChange();
  }

  function open(): void {
    if (stream) return;
    hangUp();
    retries = 0;
    isResting = false;
    // Whoever comes back sees everything anew, and need not be told one by one what they missed.
    lastEventId = '';
    connect();
  }

  return {
    open,
    close: hangUp,
    wake: () => {
      if (isResting) open();
    },
  };
}

type Timer = ReturnType<typeof setTimeout> | undefined;
