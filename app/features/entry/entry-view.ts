import type { BadgeState } from '#app/ui/badge.tsx';
import type { ShellSalon } from '#app/ui/public-shell.tsx';

/** A waitlist entry's page in finished words. */
export interface EntryView {
  title: string;
  accentColour: string | null;
  shell: ShellSalon;
  above: string;
  badge: BadgeState;
  headline: string;
  explanation: string;
  /** The one way on that its state has: answer, see the booking, join again. */
  way: { label: string; href: string } | null;
  wish: { term: string; value: string | string[] }[];
  /** What a decline or a miss costs; none where nothing can be offered any more. */
  consequences: string[];
  history: { key: number; when: string; text: string }[];
  can: { change: boolean; pause: boolean; resume: boolean; leave: boolean };
  /** It could be changed, were there no open offer. */
  answerFirst: boolean;
  /** The last local date of its windows. */
  lastDate: string;
}
