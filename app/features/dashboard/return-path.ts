/**
 * A path that an address or a form names as the way back, when it is one of our own below `root`; else null. Browsers read `//host`,
 * `/\host` and `https:` as other sites, so what is taken is what a URL parser makes of it.
 */
export function pathWithin(root: string, path: string | null | undefined): string | null {
  if (!path?.startsWith('/') || !URL.canParse(path, 'http://ledig.invalid')) return null;
  const url = new URL(path, 'http://ledig.invalid');
  const isBelow = url.pathname === root || url.pathname.startsWith(`${root}/`);
  return url.origin === 'http://ledig.invalid' && isBelow ? url.pathname + url.search : null;
}
