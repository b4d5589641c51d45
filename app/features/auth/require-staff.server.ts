import { redirect, type AppLoadContext } from '@remix-run/node';
import type { Me } from '#server/modules/auth/auth.schema.ts';

type LoggedIn = NonNullable<Me>;

/** The user and the one of their salons that the address names. */
export interface StaffPage {
  me: LoggedIn;
  salon: LoggedIn['salons'][number];
}

/** Who is logged in; who is not goes to the log-in page and comes back. */
export async function requireUser(
  { api }: Pick<AppLoadContext, 'api'>,
  request: Request,
): Promise<LoggedIn> {
  const me = await api.auth.me();
  if (!me) throw redirect(logInAddress(request));
  return me;
}

/**
 * For every loader and action below /dashboard/:slug: who is not logged in goes to the log-in page and comes back; a salon
 * that is not theirs is not found.
 */
export async function requireStaff(
  context: Pick<AppLoadContext, 'api'>,
  request: Request,
  slug: string | undefined,
): Promise<StaffPage> {
  const me = await requireUser(context, request);
  const salon = me.salons.find((candidate) => candidate.slug === slug);
  if (!salon) throw new Response(null, { status: 404 });
  return { me, salon };
}

/** Where to log in, to come back to this page.  */
function logInAddress(request: Request): string {
  const { pathname, search } = new URL(request.url);
  const next = pathname.replace(/\.data$/, '') + search;
  return `/login?${new URLSearchParams({ next })}`;
}

/** The address to go on to after logging in: one of our own pages, or null. */
export function safeNext(next: string | null): string | null {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || /[\t\r\n]/.test(next)) return null;
  return next;
}
