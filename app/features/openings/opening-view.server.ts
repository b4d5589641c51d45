import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { signed } from '#app/features/waitlist/entry-words.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { offerStatuses, type Candidates } from '#server/modules/offers/offers.schema.ts';
import type { OpeningDetails } from './open-opening.server.ts';
import { isLive, whyNoNextOffer } from './opening-acts.ts';
import { openingWords } from './opening-words.server.ts';
import { whyWords } from './run-opening-act.server.ts';

/** All that the page of one opening shows, in finished words. */
export function openingView(opening: OpeningDetails, candidates: Candidates, page: StaffPage) {
  const { formats, locale, now } = page;
  const t = textsOf(locale, 'dashboard');
  const words = openingWords(opening, page);
  const why = whyNoNextOffer(opening, now);
  const isOpen = opening.status === 'open';
  // Who has been asked stands among the offers, with their answer.
  const isOther = ({ entryId }: { entryId: string }) =>
    opening.offers.every((offer) => offer.entryId !== entryId);
  return {
    ...words,
    stateLine:
      words.taken?.line ??
      t(
        opening.status === 'open' && !opening.continues
          ? 'opening.stateLines.openOnce'
          : `opening.stateLines.${opening.status}`,
      ),
    /** Why it can't be offered to one more customer just now. */
    noNextOffer: why === 'all_out' ? whyWords(why, opening, page) : null,
    /** Somebody is asked just now: offering it to somebody else takes it back from them. */
    isAsked: isOpen && opening.offers.some(isLive(now)),
    atOnce: t('opening.atOnce', { count: opening.offersAtOnce }),
    /** Where the booking is that was cancelled or moved. */
    causeDay: opening.causeBookingId ? formats.localDate(opening.startsAt) : null,
    now: now.toISOString(),
    /** What an offer from here starts with. */
    slot: { at: opening.startsAt, with: opening.employeeId },
    offers: opening.offers.map((offer) => {
      const status = offerStatuses.find((known) => known === offer.status) ?? 'cancelled';
      const at = (instant: string) => moment(instant, page);
      return {
        id: offer.id,
        entryId: offer.entryId,
        name: offer.customerName,
        service: offer.serviceName,
        status,
        expiresAt: isLive(now)(offer) ? offer.tokenExpiresAt : null,
        attempt: offer.isDirect
          ? t('openings.bookedDirectly')
          : t('opening.attempt', { count: offer.attemptNo }),
        detail:
          status === 'pending'
            ? t('opening.until', { until: at(offer.tokenExpiresAt) })
            : offer.respondedAt
              ? t('opening.answered', { at: at(offer.respondedAt) })
              : offer.closedAt
                ? t('opening.ended', { at: at(offer.closedAt) })
                : null,
      };
    }),
    candidates: {
      // An open one may be offered again to somebody from whom it was taken back.
      fitting: candidates.candidates
        .filter((candidate) => isOpen || isOther(candidate))
        .map((candidate) => ({
          entryId: candidate.entryId,
          name: candidate.customerName,
          service: candidate.serviceName,
          rank: t(isOpen ? 'opening.rank' : 'opening.notAsked', {
            rank: candidate.rank,
            score: signed(candidate.score),
          }),
        })),
      skipped: candidates.skipped.filter(isOther).map((skipped) => ({
        entryId: skipped.entryId,
        name: skipped.customerName,
        status: skipped.status,
        reason: t(`opening.skipReasons.${skipped.reason}`),
      })),
    },
  };
}
export type OpeningPageView = ReturnType<typeof openingView>;
