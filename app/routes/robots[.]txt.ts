import type { LoaderFunctionArgs } from '@remix-run/node';
import { robotsText } from '#app/crawlers.server.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return new Response(robotsText(context.publicUrl), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
