import { data, redirect, type AppLoadContext } from '@remix-run/node';
import { textsOf } from '#app/texts.server.ts';

/** Cancels the booking of the link. A repeat leads to the same page. */
export async function cancelMyBooking({ api, locale }: AppLoadContext, token: string) {
  const outcome = await api.booking.cancelByToken({ token });
  if (outcome.ok) return redirect(`/b/${token}?new=cancelled`);
  return data({ refused: textsOf(locale, 'booking')(`mine.refused.${outcome.reason}`) }, 409);
}
