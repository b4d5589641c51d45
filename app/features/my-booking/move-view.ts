import type { TimesView } from '#app/features/booking/times-view.ts';
import type { ShellSalon } from '#app/ui/public-shell.tsx';

/** The page on which a booking is moved, in finished words. */
export interface MoveView {
  title: string;
  accentColour: string | null;
  shell: ShellSalon;
  /** When it is now. */
  now: string;
  backHref: string;
  /** The chosen time is the one that it has. */
  isPresent: boolean;
  step:
    | {
        kind: 'time';
        times: TimesView;
        /** The chosen time went to somebody else. */
        gone: string | null;
        /** To the times of anyone, or back to those of the same person alone. */
        other: { href: string; employee: string | null } | null;
      }
    | {
        kind: 'confirm';
        startsAt: string;
        employeeId: string;
        when: string;
        employee: string;
        /** Until when it could then be changed again, as a sentence. */
        changeRule: string;
        otherHref: string;
      };
}
