import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { calendarFile } from '#app/features/my-booking/calendar-file.server.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const found = await context.api.booking.byToken({ token });
  // To the page that says that the link is not known.
  if (!found.ok) throw redirect(`/b/${encodeURIComponent(token)}`);
  return new Response(calendarFile(found.booking, context.locale), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="time.ics"',
    },
  });
}
