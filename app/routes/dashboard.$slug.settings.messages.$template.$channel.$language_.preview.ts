import type { LoaderFunctionArgs } from '@remix-run/node';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { previewWords, textKeyOf } from '#app/features/settings/message-words.server.ts';

/** What the page of a text shows while somebody types: the text comes in the address, since nothing is changed by it. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const typed = new FormData();
  for (const [name, value] of page.url.searchParams) typed.append(name, value);
  return previewWords(page, textKeyOf(page, args.params), typed);
}
