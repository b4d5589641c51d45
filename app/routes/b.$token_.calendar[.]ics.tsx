import type { LoaderFunctionArgs } from '@remix-run/node';
import { calendarFile } from '#app/features/my-booking/calendar-file.server.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const found = await context.api.booking.byToken({ token: params.token ?? '' });
  if (!found.ok) throw new Response(null, { status: 404 });
  return new Response(calendarFile(found.booking, context.locale), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="time.ics"',
    },
  });
}
