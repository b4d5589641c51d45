import type { AppLoadContext } from '@remix-run/node';
import { textField } from '#app/form-errors.server.ts';
import { honeypotName } from '#app/ui/honeypot.tsx';

/**
 * Whether a program has filled in the field that people can't see. Whoever asks then answers as if all had gone well and does nothing, so that
 * the program learns nothing either; one line in the log says that it came.
 */
export function isFromProgram(
  context: Pick<AppLoadContext, 'reportProgram'>,
  form: FormData,
  name: 'booking' | 'join',
): boolean {
  if (textField(form, honeypotName) === '') return false;
  context.reportProgram(name);
  return true;
}
