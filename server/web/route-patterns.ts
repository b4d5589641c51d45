/** The addresses that are no pages. */
const ownPatterns = ['/healthz', '/readyz', '/metrics', '/trpc/*', '/assets/*', '/api/*', '/webhooks/*'];

/** What a page's route is known by in a build of Remix. */
export interface PageRoute {
  path?: string | undefined;
  parentId?: string | undefined;
}

/** The patterns of all pages, such as `/dashboard/:slug/waitlist/:id`. */
export function pagePatterns(routes: Readonly<Record<string, PageRoute | undefined>>): string[] {
  const patternOf = (route: PageRoute | undefined): string =>
    route ? patternOf(routes[route.parentId ?? '']) + (route.path ? `/${route.path}` : '') : '';
  return [...new Set(Object.values(routes).map((route) => patternOf(route) || '/'))];
}

/**
 * Names the pattern of a path: of those that fit, the one with most fixed parts. A path that fits none is `other`, so that whoever tries
 * addresses makes no new names.
 */
export function createRoutePatterns(pages: readonly string[]): (path: string) => string {
  const known = [...ownPatterns, ...pages.filter((pattern) => pattern !== '/*')].map((pattern) => ({
    pattern,
    fits: new RegExp(
      `^${pattern
        .split('/')
        .map((part) =>
          part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
        )
        .join('/')}/?$`,
    ),
    fixed: pattern.split('/').filter((part) => part !== '*' && !part.startsWith(':')).length,
  }));
  known.sort((one, other) => other.fixed - one.fixed);
  return (path) => {
    // Remix asks for the data of a page at its address with an ending.
    const asked = path.replace(/^\/_root\.data$/, '/').replace(/\.data$/, '');
    return known.find(({ fits }) => fits.test(asked))?.pattern ?? 'other';
  };
}
