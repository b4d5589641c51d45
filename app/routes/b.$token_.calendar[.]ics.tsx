import { redirect, type LoaderFunctionArgs } from '@remix-run/node';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const found = await context.api.booking.calendarFileByToken({ token, locale: context.locale });
  // To the page that says that the link is not known.
  if (!found.ok) throw redirect(`/b/${encodeURIComponent(token)}`);
  const { name, contentType, content } = found.file;
  return new Response(content, {
    headers: { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename="${name}"` },
  });
}
