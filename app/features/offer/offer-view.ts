import type { ShellSalon } from '#app/ui/public-shell.tsx';
import type { UndoableAccept } from './undo-accept.tsx';

/** An offer's page in finished words. */
export interface OfferView {
  title: string;
  accentColour: string | null;
  shell: ShellSalon;
  /** "lørdag 28. november kl. 11:30", and apart. */
  when: string;
  day: string;
  time: string;
  service: string;
  employee: string;
  where: string;
  price: string;
  page: OpenOffer | EndedOffer;
}

export interface OpenOffer {
  state: 'open';
  /** The first name, to greet with. */
  customerName: string;
  /** Clock time in the salon's zone. */
  until: string;
  countdown: CountdownFacts;
  /** For how long nothing is offered after a no: "1 hour". */
  pause: string;
  /** What no answer brings. */
  unanswered: 'pause' | 'end' | 'nothing';
  /** When the booking is that accepting would move. */
  moves: string | null;
}

export interface CountdownFacts {
  expiresAt: string;
  createdAt: string;
  /** The server's clock when the page was made. */
  now: string;
}

export interface EndedOffer {
  /** `left`: declined, and off the waitlist too. `over`, `expiredOff`: the wish has ended as well, with the offer or since. `undone`: accepted and taken back; `undoneOff`: and no day of the wish is left. `cancelledSince`: accepted, and its booking cancelled later. */
  state:
    | 'accepted'
    | 'undone'
    | 'undoneOff'
    | 'declined'
    | 'left'
    | 'cancelledSince'
    | 'expired'
    | 'expiredOff'
    | 'over'
    | 'taken'
    | 'withdrawn'
    | 'replaced';
  until: string;
  /** Null when it can't be undone (any more). */
  undo: UndoableAccept | null;
  /** Where the newer link went, masked. */
  sentTo: string | null;
  entryHref: string;
  /** Back onto the waitlist with the same wish, for somebody who is off it. */
  joinHref: string | null;
  /** Where that very time can be booked after all, while it is on public sale. */
  freeHref: string | null;
  /** As long as there is an appointment to see. */
  bookingHref: string | null;
  /** Free times for the same service on the day that was offered, with the one person of the wish. */
  timesHref: string;
}
