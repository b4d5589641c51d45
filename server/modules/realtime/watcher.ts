import { AppError } from '#server/platform/errors.ts';
import type { SalonId, SessionId } from '#server/platform/ids.schema.ts';
import type { FeedRow } from './changes.queries.ts';
import type { Topic } from './realtime.schema.ts';

/** So many rows wait for a reader at most: two full looks. Whoever is slower is let go, and reads on from the last event that they took. */
const mostWaiting = 2_000;

/** One stream's place in the feed: what waits for its reader, until the reader goes or the feed lets them go. */
export class Watcher {
  readonly salonId: SalonId;
  readonly sessionId: SessionId;
  readonly #topics: ReadonlySet<Topic>;
  #waiting: FeedRow[] = [];
  #ending: { error: AppError | null } | null = null;
  #wake: () => void = () => undefined;

  constructor({
    salonId,
    sessionId,
    topics,
  }: {
    salonId: SalonId;
    sessionId: SessionId;
    topics: readonly Topic[];
  }) {
    this.salonId = salonId;
    this.sessionId = sessionId;
    this.#topics = new Set(topics);
  }

  wants(row: FeedRow): boolean {
    return row.salonId === this.salonId && this.#topics.has(row.topic);
  }

  /** @returns false when it is slower than the feed, and has been let go */
  hand(row: FeedRow): boolean {
    if (this.#waiting.length === mostWaiting) {
      this.end(new AppError('busy', { detail: 'a reader of the change feed fell behind' }));
      return false;
    }
    this.#waiting.push(row);
    this.#wake();
    return true;
  }

  /** Ends the stream: with what is the matter, or (null) without a word. What waits is not handed out any more. */
  end(error: AppError | null): void {
    this.#ending ??= { error };
    this.#waiting = [];
    this.#wake();
  }

  /** What is handed to it, as soon as it is. */
  async *rows(signal: AbortSignal): AsyncGenerator<FeedRow, void, undefined> {
    const onAbort = () => this.end(null);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      while (true) {
        const ending = this.#ending;
        if (ending?.error) throw ending.error;
        if (ending) return;
        const row = this.#waiting.shift();
        if (row) yield row;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
