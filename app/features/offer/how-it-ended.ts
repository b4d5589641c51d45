import type { OfferView } from '#server/modules/offers/offers.schema.ts';
import type { EndedOffer } from './offer-view.ts';

/** What the page of an ended offer tells: beside the offer it depends on what became of the booking, and of the wish. */
export function howItEnded(
  state: Exclude<OfferView['state'], 'open'>,
  { entryStatus, bookingCancelled, undone }: Pick<OfferView, 'entryStatus' | 'bookingCancelled' | 'undone'>,
): EndedOffer['state'] {
  const isOver = entryStatus === 'cancelled' || entryStatus === 'expired';
  switch (state) {
    case 'accepted':
      return bookingCancelled ? 'cancelledSince' : 'accepted';
    case 'undone':
      if (!undone?.waitsAgain) return 'undoneOff';
      return isOver ? 'over' : 'undone';
    case 'declined':
      if (entryStatus === 'cancelled') return 'left';
      return isOver ? 'over' : 'declined';
    case 'expired':
      if (entryStatus === 'expired') return 'expiredOff';
      return isOver ? 'over' : 'expired';
    case 'taken':
    case 'withdrawn':
      // Nobody keeps a place whose wish has ended, be it with this offer or since.
      return isOver ? 'over' : state;
    case 'replaced':
      return 'replaced';
  }
}
