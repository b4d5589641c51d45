import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** As long as a page waits for the rest of what belongs together (app/features/dashboard/use-live.ts). */
const settleMs = 40;

export interface DashboardOptions {
  /** Of the web process. */
  address: string;
  salonId: string;
  /** The page that it shows, with its query. */
  path: string;
  cookie: string;
  /** A row of the salon has changed; `at` as Date.now(). */
  onEvent: (rowId: string, at: number) => void;
  /** The page has the data in which these rows are as they are now. Left out: it only listens. */
  onData?: (rowIds: readonly string[], at: number) => void;
}

/** A dashboard without its screen: it listens, and asks for the page's data, as the page does in a browser. */
export interface DashboardClient {
  close(): void;
}

/** Resolves when the stream says that it is connected. Broken off, it connects anew after a second. */
export async function openDashboard(options: DashboardOptions): Promise<DashboardClient> {
  const { address, salonId, path, cookie, onEvent, onData } = options;
  // Connections of its own, like a browser.
  const agent = new Agent({ keepAlive: true, maxSockets: 6 });
  const left = new AbortController();
  let lastEventId = '';
  const asked = new Set<string>();
  let isRefreshing = false;

  async function refresh(): Promise<void> {
    if (!onData || isRefreshing) return;
    isRefreshing = true;
    const [page = '', query] = path.split('?');
    // All but the root, whose data stay (app/root.tsx).
    const routes = encodeURIComponent('routes/dashboard.$slug,routes/dashboard.$slug.waitlist._index');
    const url = `${address}${page}.data?${query}&_routes=${routes}`;
    do {
      await pause(settleMs);
      const rowIds = [...asked];
      asked.clear();
      await drain(await ask(url));
      onData(rowIds, Date.now());
    } while (asked.size > 0 && !left.signal.aborted);
    isRefreshing = false;
  }

  function ask(
    url: string,

    headers: Record<string, string> = {},
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      request(url, { agent, signal: left.signal, headers: { cookie, ...headers } }, resolve)
        .once('error', reject)
        .end();
    });
  }

  async function listen(onConnected: () => void): Promise<void> {
    const input = JSON.stringify({ salonId, topics: ['waitlist', 'calendar', 'messages'] });
    const query = new URLSearchParams({ input, ...(lastEventId && { lastEventId }) });
    const stream = await ask(`${address}/trpc/waitlist.onChange?${query}`, {
      accept: 'text/event-stream',
    });
    stream.setEncoding('utf8');
    let text = '';
    for await (const chunk of stream as AsyncIterable<string>) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const fields = new Map(
          event
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
        );
        if (fields.get('event') === 'connected') onConnected();
        const id = fields.get('id');
        if (!id) continue;
        lastEventId = id;
        const { rowId } = JSON.parse(fields.get('data') ?? '{}') as { rowId: string };
        onEvent(rowId, Date.now());
        asked.add(rowId);
        refresh().catch(ignoreAfterClose);
      }
    }
  }

  function ignoreAfterClose(error: unknown): void {
    if (!left.signal.aborted) throw error;
  }

  const connected = Promise.withResolvers<void>();
  void (async () => {
    while (!left.signal.aborted) {
      try {
        await listen(connected.resolve);
      } catch (error) {
        if (!left.signal.aborted) console.warn('A dashboard was cut off:', error);
      }
      if (!left.signal.aborted) await pause(1_000);
    }
    agent.destroy();
  })();
  await connected.promise;
  return { close: () => left.abort() };
}

async function drain(answer: IncomingMessage): Promise<void> {
  if (answer.statusCode !== 200) throw new Error(`A page answered ${answer.statusCode}.`);
  for await (const chunk of answer) void chunk;
}
