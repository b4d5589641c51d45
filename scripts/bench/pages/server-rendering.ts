import { Agent, get } from 'node:http';
import type { EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { interleave } from '../interleave.ts';

/**
 * Whole pages of the running web process (routing, session, language, queries, rendering, HTTP) against React alone, which renders the same
 * elements with the same data, again and again in this process.
 * @returns for each round, pages for each bare render
 */
export async function compareRendering(
  url: string,
  context: EntryContext,
  rounds: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  // Without its stream it renders the page alone, not the data for the browser beside it.
  const bare = { ...context, serverHandoffStream: undefined };
  const ratios = await interleave(
    { once: () => fetchPage(url, agent), atOnce: 4 },
    { once: () => void renderToString(createElement(RemixServer, { context: bare, url })) },
    { rounds, milliseconds: 2_000 },
  );
  agent.destroy();
  return ratios;
}

function fetchPage(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
      response.resume().once('end', resolve).once('error', reject);
    }).once('error', reject);
  });
}
