import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '#app/features/auth/require-staff.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import { hasRight, type Right } from '#server/modules/auth/rights.schema.ts';

/** What every loader and action of a salon's dashboard starts with. Another salon's page is the 404 page. */
export async function openSalon({
  context,
  params,
  request,
}: Pick<LoaderFunctionArgs, 'context' | 'params' | 'request'>) {
  const { me, salon } = await requireStaff(context, request, params.slug);
  const formats = formatsOf(context.locale, salon.timeZone);
  return {
    api: context.api,
    locale: context.locale,
    now: context.now,
    url: new URL(request.url),
    user: me.user,
    salon,
    salonId: salon.id,
    /** The path that all pages of this salon's dashboard begin with. */
    base: `/dashboard/${salon.slug}`,
    formats,
    /** The salon's local date. */
    today: formats.localDate(context.now),
    /** The document's title of a page that is called so. */
    titled: (title: string) =>
      textsOf(context.locale, 'dashboard')('metaTitle', { page: title, salon: salon.name }),
  };
}

/** The salon of a page, for a loader or action of the dashboard. */
export type StaffPage = Awaited<ReturnType<typeof openSalon>>;

/** What the reader of a page may do there. */
export function may({ salon }: Pick<StaffPage, 'salon'>, right: Right): boolean {
  return hasRight(salon.role, right);
}

/** For a page that asks for a right before it asks for anything else. @throws the page that says whom it is for */
export function requireRight(page: Pick<StaffPage, 'salon'>, right: Right): void {
  if (!may(page, right)) throw new Response(null, { status: 403 });
}

export function pageNotFound(): Response {
  return new Response(null, { status: 404 });
}
