/** The `meta` of a staff page whose loader tells its `title`. Search engines have no business here. */
export function pageMeta({ data }: { data: { title: string } | undefined }) {
  return [{ title: data?.title ?? 'Ledig' }, { name: 'robots', content: 'noindex' }];
}
