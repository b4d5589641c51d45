import type { OfferState, OfferStatus } from './offers.schema.ts';

/** What an offer is to its customer. One that has run out is expired, also before any job has said so. */
export function stateOfOffer(
  offer: { status: string; undoneAt: Date | null },
  openingStatus: string,
  live: boolean,
): Exclude<OfferState, 'replaced'> {
  switch (offer.status as OfferStatus) {
    case 'pending':
      return live ? 'open' : 'expired';
    case 'accepted':
      return offer.undoneAt ? 'undone' : 'accepted';
    case 'declined':
      return 'declined';
    case 'cancelled':
      return openingStatus === 'filled' ? 'taken' : 'withdrawn';
    case 'expired':
    case 'notification_failed':
      return 'expired';
  }
}

/** `+47 ••••• 67` and `k•••@fjord.example`: enough to know one's own, too little to learn a stranger's. */
export function maskContact(contact: string): string {
  const at = contact.lastIndexOf('@');
  if (at > 0) return `${contact.slice(0, 1)}•••${contact.slice(at)}`;
  return `${contact.slice(0, 3)} ••••• ${contact.slice(-2)}`;
}
