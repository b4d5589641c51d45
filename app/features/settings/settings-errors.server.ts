import type { z } from 'zod';
import type { ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { formErrors, problemsOf, type FieldProblem } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** What is wrong at the fields of a form; a number that is none, or out of its range, is told the range. */
export function invalidValues(locale: Locale, error: z.ZodError, shape: z.core.$ZodShape): ActOutcome {
  return invalidFields(locale, problemsOf(error), shape);
}

export function invalidFields(
  locale: Locale,
  problems: readonly FieldProblem[],
  shape: z.core.$ZodShape,
): ActOutcome {
  const t = textsOf(locale, 'settings');
  const named = problems.map(({ field, problem }) => ({ field: field.split('.').at(-1) ?? '', problem }));
  // The last part is `value`, since the words of a person's name are not those of a service's.
  const words = formErrors(
    locale,
    named.map(({ field, problem }) => ({ field: `${field}.value`, problem })),
    (path) => path.split('.')[0] ?? path,
  );
  const errors = words.map(({ fieldId, message }) => {
    const range =
      named.find(({ field }) => field === fieldId)?.problem === 'amount_invalid'
        ? null
        : rangeOf(shape[fieldId]);
    return { fieldId, message: range ? t('range', range) : message };
  });
  return { kind: 'invalid', errors };
}

function rangeOf(schema: unknown): { from: number; until: number } | null {
  if (typeof schema !== 'object' || schema === null || !('minValue' in schema) || !('maxValue' in schema))
    return null;
  const { minValue, maxValue } = schema;
  return typeof minValue === 'number' && typeof maxValue === 'number'
    ? { from: minValue, until: maxValue }
    : null;
}

/** A whole number as it was typed; NaN for what is none, which its schema refuses. */
export function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}
