import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveConnection, type ConnectionState } from './live-connection.ts';

/** The streams that were opened, the newest last: what a server sends is said to them by hand. */
const streams: Stream[] = [];

class Stream extends EventTarget {
  readonly url: string;
  onerror: (() => void) | null = null;
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
    streams.push(this);
  }

  close(): void {
    this.isClosed = true;
  }

  say(type: string, data: object, lastEventId = ''): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  streams.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function connected() {
  const states: ConnectionState[] = [];
  const onChange = vi.fn();
  const connection = createLiveConnection({ salonId: 's', onChange, onState: (state) => states.push(state) });
  connection.open();
  newest().say('connected', {});
  // What there is may be older than the connection.
  expect(onChange).toHaveBeenCalledOnce();
  onChange.mockClear();
  return { connection, onChange, states };
}

function newest(): Stream {
  const stream = streams.at(-1);
  if (!stream) throw new Error('Nothing was opened.');
  return stream;
}

const change = (rowId: string, commitTimestamp = '2026-06-01T10:00:00.000Z') => ({
  eventType: 'UPDATE',
  rowId,
  commitTimestamp,
});

test('a change that is told twice counts once; the next one of the same row counts', () => {
  const { onChange } = connected();
  newest().say('message', change('a'), '1');
  newest().say('message', change('a'), '1');
  expect(onChange).toHaveBeenCalledTimes(1);
  newest().say('message', change('a', '2026-06-01T10:00:01.000Z'), '2');
  newest().say('message', change('b'), '3');
  expect(onChange).toHaveBeenCalledTimes(3);
});

test('who was cut off goes on from the last event, and a repeat of it changes nothing', () => {
  const { onChange, states } = connected();
  newest().say('message', change('a'), '7');
  newest().onerror?.();
  vi.advanceTimersByTime(1_000);
  expect(streams).toHaveLength(2);
  expect(new URL(newest().url, 'http://localhost').searchParams.get('lastEventId')).toBe('7');
  newest().say('connected', {});
  newest().say('message', change('a'), '7');
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(states).toEqual(['live', 'reconnecting', 'live']);
});

test('it tries four times, each later than the one before, and rests until it is woken', () => {
  const { connection, states } = connected();
  newest().onerror?.();
  for (const [tries, seconds] of [1, 2, 4, 8].entries()) {
    vi.advanceTimersByTime(seconds * 1_000 - 1);
    expect(streams).toHaveLength(tries + 1);
    vi.advanceTimersByTime(1);
    expect(streams).toHaveLength(tries + 2);
    newest().onerror?.();
  }
  vi.advanceTimersByTime(3_600_000);
  expect(streams).toHaveLength(5);
  expect(states.at(-1)).toBe('resting');
  connection.wake();
  expect(streams).toHaveLength(6);
});

test('a stream that says nothing for longer than it promised is no stream', () => {
  const { states } = connected();
  newest().say('connected', { reconnectAfterInactivityMs: 5_000 });
  vi.advanceTimersByTime(4_999);
  newest().say('ping', {});
  vi.advanceTimersByTime(4_999);
  expect(states.at(-1)).toBe('live');
  vi.advanceTimersByTime(1);
  expect(states.at(-1)).toBe('reconnecting');
  expect(newest().isClosed).toBe(true);
});
