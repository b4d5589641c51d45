import type { WishOptions } from '#app/features/join/join-view.ts';
import type { WishForm } from '#app/features/join/wish-form.ts';
import type { ShellSalon } from '#app/ui/public-shell.tsx';

/** The page on which an earlier time is asked for, in finished words. */
export interface EarlierView {
  title: string;
  accentColour: string | null;
  shell: ShellSalon;
  service: string;
  /** When the appointment is now. */
  when: string;
  backHref: string;
  /** Null when it was asked for already. */
  wish: { form: WishForm; options: WishOptions } | null;
}
