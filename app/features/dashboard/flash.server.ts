import { createCookie, redirect, replace } from '@remix-run/node';
import { z } from 'zod';
import type { FlashMessage } from './flash.ts';
import { pathWithin } from './return-path.ts';

// It names customers, so it is not in the address; it lives for one page, in a cookie of the dashboard alone.
const cookie = createCookie('ledig_done', {
  path: '/dashboard',
  httpOnly: true,
  sameSite: 'lax',
  maxAge: 60,
});

// A cookie is as trustworthy as any form: what it says is shown as plain text, and it leads nowhere but into the dashboard.
const flashSchema = z.object({
  text: z.string().max(600),
  links: z
    .array(
      z.object({
        label: z.string().max(80),
        href: z.string().refine((href) => pathWithin('/dashboard', href) !== null),
      }),
    )
    .max(3),
  undo: z
    .object({
      label: z.string().max(80),
      action: z.string().refine((action) => pathWithin('/dashboard', action) !== null),
      fields: z.record(z.string().max(40), z.string().max(2000)),
      lastsMs: z.int().min(0).optional(),
    })
    .optional(),
});

/** The page that says it, beside it: what else is asked for meanwhile leaves it alone. */
const cookieSchema = z.object({ page: z.string(), message: flashSchema });

/**
 * Goes on to a page of the dashboard, which then says what was done.
 * @param isSamePage it was done on that page itself, so that the way back does not lead to it once more
 */
export async function redirectSaying(
  to: string,
  message: FlashMessage,
  request: Request,
  { isSamePage = false } = {},
): Promise<ReturnType<typeof redirect>> {
  const secure = new URL(request.url).protocol === 'https:';
  const goOn = isSamePage ? replace : redirect;
  const said = { page: new URL(to, request.url).pathname, message };
  return goOn(to, { headers: { 'Set-Cookie': await cookie.serialize(said, { secure }) } });
}

/**
 * What the page before has done, said once: the header takes the cookie away again. Who only asks whether the page is there (HEAD) is
 * told nothing.
 */
export async function readFlash(
  request: Request,
): Promise<{ message: FlashMessage | null; headers: Record<string, string> }> {
  const header = request.headers.get('Cookie');
  const nothing = { message: null, headers: {} };
  if (request.method === 'HEAD' || !header?.includes(`${cookie.name}=`)) return nothing;
  const { data: said } = cookieSchema.safeParse(await cookie.parse(header));
  if (said && said.page !== new URL(request.url).pathname) return nothing;
  return {
    message: said?.message ?? null,
    headers: { 'Set-Cookie': await cookie.serialize('', { maxAge: 0 }) },
  };
}
