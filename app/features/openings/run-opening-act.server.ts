import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { OpeningDetails } from './open-opening.server.ts';
import { whyNoNextOffer, type NoNextOffer, type OpeningAct } from './opening-acts.ts';
import { openingWords } from './opening-words.server.ts';

/** What the page of an act says beforehand. */
export function openingActView(act: OpeningAct, opening: OpeningDetails, page: StaffPage) {
  const t = textsOf(page.locale, 'dashboard');
  const { name } = openingWords(opening, page);
  const asked = opening.offers
    .filter(({ status }) => status === 'pending')
    .map(({ customerName }) => customerName);
  const notNow = whyNoNextOffer(opening, page.now);
  const why = act === 'offer-next' || notNow === 'not_open' ? notNow : null;
  return {
    heading: t(`opening.acts.${act}.title`, { opening: name }),
    does: [
      t(`opening.acts.${act}.does`),
      ...(act === 'withdraw' && asked.length > 0
        ? [t('opening.acts.withdraw.doesOffers', { count: asked.length, names: page.formats.list(asked) })]
        : []),
    ],
    submit: t(`opening.acts.${act}.submit`),
    isGrave: act === 'withdraw',
    impossible: why && whyWords(why, opening, page),
  };
}

/** Offers an opening on at once, or takes it back. */
export async function runOpeningAct(
  act: OpeningAct,
  opening: OpeningDetails,
  page: StaffPage,
): Promise<ActOutcome> {
  const { api, salonId, locale } = page;
  const t = textsOf(locale, 'dashboard');
  const input = { salonId, openingId: opening.id };
  const { name } = openingWords(opening, page);

  if (act === 'withdraw') {
    const outcome = await api.opening.withdraw(input);
    if (!outcome.ok) return refused(notOpen(opening.status, page));
    const told = outcome.offersTakenBack;
    const said = t('opening.acts.withdraw.done', { opening: name });
    return done(told > 0 ? `${said} ${t('opening.acts.withdraw.doneOffers', { count: told })}` : said);
  }
  const outcome = await api.opening.offerNext(input);
  if (!outcome.ok) return refused(notOpen(opening.status, page));
  if (outcome.offered > 0)
    return done(t('opening.acts.offer-next.offered', { count: outcome.offered, opening: name }));
  if (outcome.status === 'exhausted') return done(t('opening.acts.offer-next.exhausted', { opening: name }));
  if (outcome.status !== 'open') return done(t('opening.acts.offer-next.ended', { opening: name }));
  const after = await api.opening.get(input);
  const why = whyNoNextOffer(after, page.now);
  return refused(why ? whyWords(why, after, page) : t('opening.acts.offer-next.waits', { opening: name }));
}

/** Why there is no next offer, in words. */
export function whyWords(why: NoNextOffer, opening: OpeningDetails, page: StaffPage): string {
  if (why === 'not_open') return notOpen(opening.status, page);
  return textsOf(page.locale, 'dashboard')(`opening.acts.offer-next.${why}`, { count: opening.offersAtOnce });
}

function notOpen(status: OpeningDetails['status'], { locale }: StaffPage): string {
  const t = textsOf(locale, 'dashboard');
  return t('opening.acts.notOpen', { state: t(`states.opening.${status}`).toLocaleLowerCase(locale) });
}
