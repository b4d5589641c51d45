import { data, redirect, type AppLoadContext } from '@remix-run/node';
import { textsOf } from '#app/texts.server.ts';

/** Takes back the accept that the booking came of. Done or not, the page says what has become of the booking. */
export async function undoMyAccept({ api, locale }: AppLoadContext, token: string) {
  const outcome = await api.booking.undoByToken({ token });
  if (outcome.ok) return redirect(`/b/${token}`);
  return data({ refused: textsOf(locale, 'offer')(`undo.refused.${outcome.reason}`) }, 409);
}

/** Cancels the booking of the link. A repeat leads to the same page. */
export async function cancelMyBooking({ api, locale }: AppLoadContext, token: string) {
  const outcome = await api.booking.cancelByToken({ token });
  if (outcome.ok) return redirect(`/b/${token}?new=cancelled`);
  return data({ refused: textsOf(locale, 'booking')(`mine.refused.${outcome.reason}`) }, 409);
}
