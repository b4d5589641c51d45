import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach } from 'vitest';

/** What a provider was asked for. */
export interface Asked {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (response: ServerResponse, asked: Asked) => void;

/** A server on this machine that answers as a provider does; the real client talks to it. For tests. */
export interface StandIn {
  readonly url: string;
  readonly asked: Asked[];
  /** What it does with each request from now on. */
  answers: Answer;
}

/** Call it at the top of a test file: it stands before the tests and is gone after them. Each test begins with its first answer. */
export function standIn(first: Answer): StandIn {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const own = { method, path, headers, body };
      asked.push(own);
      provider.answers(response, own);
    });
  });
  let url = '';
  const provider: StandIn = {
    get url() {
      return url;
    },
    asked,
    answers: first,
  };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address === 'object' && address) url = `http://127.0.0.1:${address.port}`;
  });
  beforeEach(() => {
    asked.length = 0;
    provider.answers = first;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return provider;
}

export function json(status: number, body: unknown): Answer {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Takes the request and never says anything. */
export const hang: Answer = () => undefined;

/** Breaks off in the middle of its answer. */
export const breakOff: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"sid":');
  setImmediate(() => response.socket?.destroy());
};
