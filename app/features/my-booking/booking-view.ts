import type { BadgeState } from '#app/ui/badge.tsx';
import type { UndoableAccept } from '#app/features/offer/undo-accept.tsx';
import type { ShellSalon } from '#app/ui/public-shell.tsx';

/** The page of one booking in finished words. */
export interface MyBookingView {
  title: string;
  accentColour: string | null;
  shell: ShellSalon;
  badge: BadgeState;
  badgeText: string;
  day: string;
  time: string;
  /** "Dameklipp", or several joined. */
  services: string;
  facts: { term: string; value: string }[];
  /** Said first: until when it can be changed, or why it can't any more. */
  rule: string;
  canChange: boolean;
  isCancelled: boolean;
  /** Why: cancelled, or the accept that it came of undone. */
  cancelledTitle: string;
  cancelledText: string;
  /** Null unless it came of an accept that can still be undone. */
  undo: UndoableAccept | null;
  /** The sentence of the cancel question. */
  cancelText: string;
  /** It is still to come, so a calendar may have it. */
  calendarHref: string | null;
  moveHref: string;
  /** Whether an earlier time can be asked for, or is waited for. */
  earlier: 'possible' | 'asked' | null;
  earlierHref: string;
  bookAgainHref: string;
  directionsHref: string | null;
}
