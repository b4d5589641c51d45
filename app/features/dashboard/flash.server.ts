import { createCookie, redirect } from '@remix-run/node';
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
      change: z.guid(),
    })
    .optional(),
});

/** Goes on to a page of the dashboard, which then says what was done. */
export async function redirectSaying(
  to: string,
  message: FlashMessage,
  request: Request,
): Promise<ReturnType<typeof redirect>> {
  const secure = new URL(request.url).protocol === 'https:';
  return redirect(to, { headers: { 'Set-Cookie': await cookie.serialize(message, { secure }) } });
}

/** What the page before has done, said once: the header takes the cookie away again. */
export async function readFlash(
  request: Request,
): Promise<{ message: FlashMessage | null; headers: Record<string, string> }> {
  const header = request.headers.get('Cookie');
  if (!header?.includes(`${cookie.name}=`)) return { message: null, headers: {} };
  const read = flashSchema.safeParse(await cookie.parse(header));
  return {
    message: read.success ? read.data : null,
    headers: { 'Set-Cookie': await cookie.serialize('', { maxAge: 0 }) },
  };
}
