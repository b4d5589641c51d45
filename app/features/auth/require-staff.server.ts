import { redirect, type AppLoadContext } from '@remix-run/node';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import type { Me } from '#server/modules/auth/auth.schema.ts';

type LoggedIn = NonNullable<Me>;
type Context = Pick<AppLoadContext, 'api'>;

/** Who is logged in. Who is not goes to the log-in page, and comes back to this one. */
export async function requireUser({ api }: Context, request: Request): Promise<LoggedIn> {
  const me = await api.auth.me();
  if (!me) throw redirect(logInAddress(request));
  return me;
}

/** The one of the user's salons that the address names. A salon that is not theirs is not found. */
export async function requireStaff(
  context: Context,
  request: Request,
  slug: string | undefined,
): Promise<{ me: LoggedIn; salon: LoggedIn['salons'][number] }> {
  const me = await requireUser(context, request);
  const salon = me.salons.find((candidate) => candidate.slug === slug);
  if (!salon) throw new Response(null, { status: 404 });
  return { me, salon };
}

function logInAddress({ url }: Request): string {
  const { pathname, search } = new URL(url);
  const next = pathWithin('/dashboard', pathname + search);
  return next ? `/login?${new URLSearchParams({ next })}` : '/login';
}
