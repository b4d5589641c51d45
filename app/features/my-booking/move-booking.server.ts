import { data, redirect, type AppLoadContext } from '@remix-run/node';
import { attempt } from '#app/attempt.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import { rescheduleByTokenInput } from '#server/modules/bookings/bookings.schema.ts';

/** Moves the booking to the chosen time; refused, it stands as it was. */
export async function moveMyBooking(context: AppLoadContext, token: string, form: FormData) {
  const { api, locale } = context;
  const t = textsOf(locale, 'booking');
  const input = rescheduleByTokenInput.safeParse({
    token,
    startsAt: textField(form, 'startsAt'),
    employeeId: textField(form, 'employeeId') || undefined,
  });
  if (!input.success) throw new Response(null, { status: 400 });

  const tried = await attempt(locale, api.booking.rescheduleByToken(input.data));
  if (!tried.got) return data({ refused: tried.message }, tried.status);
  const outcome = tried.got;
  if (outcome.ok) return redirect(`/b/${token}?new=moved`);
  if (outcome.reason !== 'taken') return data({ refused: t(`mine.refused.${outcome.reason}`) }, 409);
  const now = await api.booking.byToken({ token });
  const timeZone = now.ok ? now.booking.salon.timeZone : 'UTC';
  return data(
    { refused: t('move.takenText', { when: formatsOf(locale, timeZone).dateAndTime(input.data.startsAt) }) },
    409,
  );
}
