import { textsOf } from '#app/texts.server.ts';
import { common } from '#server/texts/en/common.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** What a form shows at a field, and once more in its summary. */
export interface FormError {
  fieldId: string;
  message: string;
}

/** What is wrong at one field of a procedure's input: its path, and a code. */
export interface FieldProblem {
  field: string;
  problem: string;
}

type ProblemKey = keyof typeof common.fieldProblems;
const isProblemKey = (key: string): key is ProblemKey => Object.hasOwn(common.fieldProblems, key);

/** Zod's issues as field problems; the messages of Ledig's own schemas are codes. */
export function problemsOf(error: {
  issues: readonly { path: readonly PropertyKey[]; message: string }[];
}): FieldProblem[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message }));
}

/**
 * The words for what is wrong, the first at each field, in the order of `problems`. A field's own words (`name_required`) go before the
 * general ones.
 * @param fieldIdOf the form's id for a path of the input; by default its last part
 */
export function formErrors(
  locale: Locale,
  problems: readonly FieldProblem[],
  fieldIdOf: (path: string) => string = (path) => path.split('.').at(-1) ?? path,
): FormError[] {
  const t = textsOf(locale, 'common');
  const errors = new Map<string, FormError>();
  for (const { field, problem } of problems) {
    const fieldId = fieldIdOf(field);
    if (errors.has(fieldId)) continue;
    const own = `${field.split('.').at(-1) ?? ''}_${problem}`;
    const key = isProblemKey(own) ? own : isProblemKey(problem) ? problem : 'invalid';
    errors.set(fieldId, { fieldId, message: t(`fieldProblems.${key}`) });
  }
  return [...errors.values()];
}

/** In the order in which the form shows its fields: the named ones first, the rest as they came. */
export function inOrderOf(fieldIds: readonly string[], errors: readonly FormError[]): FormError[] {
  const place = ({ fieldId }: FormError) =>
    fieldIds.includes(fieldId) ? fieldIds.indexOf(fieldId) : fieldIds.length;
  return errors.toSorted((one, other) => place(one) - place(other));
}

/** A text field of a form that was sent; a file or nothing counts as empty. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
