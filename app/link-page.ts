import type { MetaDescriptor } from '@remix-run/node';

/** The head of a page that a secret link opens: its address is for its reader alone. */
export function linkPageMeta(title: string | undefined): MetaDescriptor[] {
  return [
    { title: title ?? 'Ledig' },
    { name: 'robots', content: 'noindex, nofollow' },
    { name: 'referrer', content: 'no-referrer' },
  ];
}
