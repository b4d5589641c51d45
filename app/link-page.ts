import type { MetaDescriptor, MetaFunction } from '@remix-run/node';
import { ownPicture, previewTags } from './preview.ts';
import type { loader as rootLoader } from './root.tsx';

/**
 * The head of a page that a secret link opens: its address is for its reader alone, so nothing here repeats it. A preview is seen by
 * whoever looks at the screen: it names the salon, and neither who nor when.
 */
export const linkPageMeta: MetaFunction<
  () => Promise<{ title: string } | null>,
  { root: typeof rootLoader }
> = ({ data: page, matches }): MetaDescriptor[] => {
  const title = page?.title ?? 'Ledig';
  const root = matches.find((match) => match.id === 'root')?.data;
  return [
    { title },
    { name: 'robots', content: 'noindex, nofollow' },
    { name: 'referrer', content: 'no-referrer' },
    ...(root
      ? previewTags({
          locale: root.locale,
          title,
          description: root.linkDescription,
          picture: ownPicture(root.publicUrl),
        })
      : []),
  ];
};
