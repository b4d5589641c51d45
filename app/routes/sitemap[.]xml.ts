import type { LoaderFunctionArgs } from '@remix-run/node';
import { sitemap } from '#app/crawlers.server.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  return new Response(sitemap(context.publicUrl, await context.api.salon.list()), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
