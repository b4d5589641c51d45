import { data } from '@remix-run/node';
import { formErrors, textField, type FieldProblem, type FormError } from '#app/form-errors.server.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { editedWindows, readWishForm, wishFieldId, type WishForm } from './wish-form.ts';

/** What the form of a wish gets back when it was not sent on: all that was typed, and why. */
export interface WishAnswer {
  form: WishForm;
  errors: FormError[];
  refused: string | null;
  /** The window that was just added, which takes the focus. */
  added: string | null;
}

/**
 * Reads a wish as it was sent, and the ways to answer it. `edited` answers "Add another time" and "Remove time 2"; else it is null.
 * @param typed what else was typed in the form, and goes back with it
 */
export function readWish<Typed extends object>(locale: Locale, form: FormData, typed: Typed) {
  const values = readWishForm(form);
  const back = (status: number, answer: Partial<WishAnswer>) =>
    data<WishAnswer & Typed>(
      { ...typed, form: values, errors: [], refused: null, added: null, ...answer },
      status,
    );
  const refuse = (problems: readonly FieldProblem[]) =>
    back(400, { errors: formErrors(locale, problems, (path) => wishFieldId(values, path)) });
  const intent = textField(form, 'intent');
  const changed = editedWindows(values, intent);
  const edited =
    changed &&
    back(200, { form: changed, added: intent === 'add' ? (changed.windows.at(-1)?.id ?? null) : null });
  return { values, back, refuse, edited };
}
