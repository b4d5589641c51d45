import type { MetaDescriptor, MetaFunction } from '@remix-run/node';
import type { ShouldRevalidateFunction } from '@remix-run/react';
import type { loader as rootLoader } from './root.tsx';

/** Who comes from another page of ours gets none of these tags, and needs none: previews are made of documents. */
export function isLinkPage(pathname: string): boolean {
  return /^\/[bowipu]\//i.test(pathname);
}

/**
 * The head of a page that a secret link opens: its address is for its reader alone, so nothing here repeats it. A preview is seen by
 * whoever looks at the screen: it may name the salon, but neither who nor when.
 */
export const linkPageMeta: MetaFunction<
  () => Promise<{ title: string } | null>,
  { root: typeof rootLoader }
> = ({ data: page, matches }): MetaDescriptor[] => {
  const title = page?.title ?? 'Ledig';
  return [
    { title },
    { name: 'robots', content: 'noindex, nofollow' },
    { name: 'referrer', content: 'no-referrer' },
    { property: 'og:title', content: title },
    ...(matches.find((match) => match.id === 'root')?.data.linkPreview ?? []),
  ];
};

/** What was refused was mostly refused since the page is of before: it is read again, so that it offers nothing that is over. */
export const readAgainWhenRefused: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus !== undefined || defaultShouldRevalidate;
