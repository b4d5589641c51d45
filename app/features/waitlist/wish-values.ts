import type { ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import type { Difference } from '#app/features/dashboard/differences.tsx';
import type { WishForm } from '#app/features/join/wish-form.ts';
import type { WhoValues } from '#app/features/who/who-values.ts';

/** What staff type of a wish: all text, whatever was typed. */
export interface WishValues extends WhoValues {
  serviceId: string;
  notes: string;
  /** How far the entry's history went when the form was made; empty for a new one. */
  seen: string;
  wish: WishForm;
}

/** What the form of a wish gets back when it was not saved. */
export interface WishAnswer extends Pick<ActAnswer, 'refusal' | 'errors'> {
  values: WishValues;
  /** What a colleague has saved meanwhile, beside it. */
  differences: Difference[];
  /** The window that was just added, which takes the focus. */
  added: string | null;
}
