import { data, redirect, type AppLoadContext } from '@remix-run/node';
import { attempt } from '#app/attempt.server.ts';
import {
  formErrors,
  problemsOf,
  textField,
  type FieldProblem,
  type FormError,
} from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { pauseByTokenInput } from '#server/modules/waitlist/waitlist.schema.ts';

/** What stays on the page after an act that changed nothing. */
export interface EntryAnswer {
  errors: FormError[];
  refused: string | null;
  /** The date of the pause, as it was typed. */
  until: string;
}

/** Pause, resume and leave: each by its own button. On success the page says what has been done (`?done=`). */
export async function actOnEntry(context: AppLoadContext, token: string, form: FormData) {
  const { api, locale } = context;
  const until = textField(form, 'until');
  const back = (status: number, answer: Partial<EntryAnswer>) =>
    data<EntryAnswer>({ errors: [], refused: null, until, ...answer }, status);
  const invalid = (problems: readonly FieldProblem[]) => back(400, { errors: formErrors(locale, problems) });
  const done = (what: 'pause' | 'resume' | 'leave') => redirect(`/w/${token}?done=${what}`);
  const t = textsOf(locale, 'entry');

  switch (textField(form, 'act')) {
    case 'pause': {
      const input = pauseByTokenInput.safeParse({ token, until: until || null });
      if (!input.success) return invalid(problemsOf(input.error));
      const tried = await attempt(locale, api.waitlist.pauseByToken(input.data));
      if (!tried.got) return back(tried.status, { refused: tried.message });
      const outcome = tried.got;
      if (outcome.ok) return done('pause');
      return outcome.reason === 'invalid'
        ? invalid(outcome.fields)
        : back(409, { refused: t(`refused.${outcome.reason}`) });
    }
    case 'resume': {
      const outcome = await api.waitlist.resumeByToken({ token });
      return outcome.ok ? done('resume') : back(409, { refused: t(`refused.${outcome.reason}`) });
    }
    case 'leave': {
      const outcome = await api.waitlist.leaveByToken({ token });
      return outcome.ok ? done('leave') : back(409, { refused: t(`refused.${outcome.reason}`) });
    }
    default:
      throw new Response(null, { status: 400 });
  }
}
