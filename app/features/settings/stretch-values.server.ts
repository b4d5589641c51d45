import type { z } from 'zod';
import type { ActFieldError } from '#app/features/dashboard/act-outcome.ts';
import { formErrors, problemsOf, textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { readDayMinute, writeDayMinute } from './day-minute.ts';
import type { WrittenStretch } from './stretch-fields.tsx';

/** More rows than a form has are not read. */
const maxRows = 12;
const dayEnd = 1440;

/** A stretch of a form, for its schema to judge; `of` is what its fields' names begin with. */
interface ReadStretch {
  of: string;
  fromMinute: number;
  untilMinute: number;
}

/** The stretches of one day of a form. Half ones are read as well: what is missing is NaN. */
export function readStretches(form: FormData, day: string): ReadStretch[] {
  return Array.from({ length: maxRows }, (_, index) => `${day}-${String(index)}`).flatMap((of) => {
    const from = textField(form, `${of}-from`).trim();
    const until = textField(form, `${of}-until`).trim();
    if (from === '' && until === '') return [];
    // A field for a time of day has no 24:00: an end at midnight is the day's end.
    const end = readDayMinute(until);
    return [{ of, fromMinute: readDayMinute(from), untilMinute: end === 0 ? dayEnd : end }];
  });
}

export function writeStretch({
  fromMinute,
  untilMinute,
}: {
  fromMinute: number;
  untilMinute: number;
}): WrittenStretch {
  return { from: writeDayMinute(fromMinute), until: writeDayMinute(untilMinute) };
}

interface Stretch {
  fromMinute: number;
  untilMinute: number;
}

/** Stretches as one hidden field holds them, for an undo: "1 540 1020, 2 …", of a week with the weekday first. */
export function packStretches(stretches: readonly (Stretch & { weekday?: number })[]): string {
  return stretches
    .map(({ weekday = 0, fromMinute, untilMinute }) => [weekday, fromMinute, untilMinute].join(' '))
    .join(',');
}

/** The same read again; what is none of them is for its schema to refuse. */
export function unpackStretches(packed: string): (Stretch & { weekday: number })[] {
  if (packed === '') return [];
  return packed.split(',').map((one) => {
    const [weekday = Number.NaN, fromMinute = Number.NaN, untilMinute = Number.NaN] = one
      .split(' ')
      .map(Number);
    return { weekday, fromMinute, untilMinute };
  });
}

/** What is wrong at the fields of stretches, where a schema has them as the list `list`. */
export function stretchErrors(
  locale: Locale,
  error: z.ZodError,
  list: string,
  read: readonly ReadStretch[],
): ActFieldError[] {
  const half = textsOf(locale, 'settings')('hours.half');
  const problems = problemsOf(error).map(({ field, problem }) => {
    const [name, index, edge] = field.split('.');
    const row = name === list ? read[Number(index)] : undefined;
    return row
      ? { field: `${row.of}-${edge === 'untilMinute' ? 'until' : 'from'}.value`, problem }
      : { field: `${name ?? ''}.value`, problem };
  });
  const isHalf = (fieldId: string) =>
    problems.some(({ field, problem }) => field === `${fieldId}.value` && problem === 'time_invalid');
  return formErrors(locale, problems, (path) => path.split('.')[0] ?? path).map(({ fieldId, message }) => ({
    fieldId,
    message: isHalf(fieldId) && fieldId.includes('-') ? half : message,
  }));
}
