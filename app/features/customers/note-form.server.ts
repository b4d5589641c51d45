import type { ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { formErrors, problemsOf, textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { addNoteInput } from '#server/modules/customers/customers.schema.ts';

/** The text of a note, or what is wrong with it at its field. */
export function readNote(
  form: FormData,
  { locale }: StaffPage,
): { text: string } | Extract<ActOutcome, { kind: 'invalid' }> {
  const read = addNoteInput.shape.text.safeParse(textField(form, 'text'));
  if (read.success) return { text: read.data };
  const isEmpty = textField(form, 'text').trim() === '';
  const problems = problemsOf(read.error).map(({ problem }) => ({ field: 'text', problem }));
  const errors = isEmpty
    ? [{ fieldId: 'text', message: textsOf(locale, 'customers')('notes.empty') }]
    : formErrors(locale, problems);
  return { kind: 'invalid', errors };
}
