import { data, redirect, type AppLoadContext } from '@remix-run/node';
import { textField } from '#app/form-errors.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';

/** What stays on the page after an answer that led nowhere else. */
export type OfferAnswer =
  | { kind: 'clashes' }
  | { kind: 'resent'; sentTo: string | null }
  | { kind: 'nothing_to_send' }
  | { kind: 'refused'; why: string };

const answerOf = (kind: OfferAnswer, status = 200) => data<OfferAnswer>(kind, status);

/** A person's click on one of the page's buttons. Every end has its page at the same address, which the redirect shows. */
export async function answerOffer({ api, locale }: AppLoadContext, token: string, form: FormData) {
  const answer = textField(form, 'answer');
  if (answer === 'resend') {
    const sent = await api.offer.resend({ token });
    if (!sent.ok) return answerOf({ kind: 'nothing_to_send' }, 409);
    const sentTo = sent.sentTo.length > 0 ? formatsOf(locale, 'UTC').list(sent.sentTo) : null;
    return answerOf({ kind: 'resent', sentTo });
  }
  if (answer === 'undo') {
    const undone = await api.offer.undo({ token });
    return undone.ok
      ? redirect(`/o/${token}`)
      : answerOf({ kind: 'refused', why: textsOf(locale, 'offer')(`undo.refused.${undone.reason}`) }, 409);
  }
  if (!['accept', 'decline', 'leave'].includes(answer)) throw new Response(null, { status: 400 });

  const { outcome, bookingToken } =
    answer === 'accept'
      ? await api.offer.accept({ token })
      : await api.offer.decline({ token, leave: answer === 'leave' });
  if (outcome === 'booked' && bookingToken) return redirect(`/b/${bookingToken}?new=booked`);
  if (outcome === 'clashes') return answerOf({ kind: 'clashes' }, 409);
  return redirect(`/o/${token}`);
}
