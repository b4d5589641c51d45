import { data, type AppLoadContext } from '@remix-run/node';
import { textField, type FormError } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { passwordError, passwordIssue } from './password-error.server.ts';
import { changePasswordInput } from '#server/modules/auth/auth.schema.ts';

export interface PasswordAnswer {
  isDone: boolean;
  errors: FormError[];
  /** Too many tries: so long until the next one. */
  waitMinutes: number | null;
}

const nothing: PasswordAnswer = { isDone: false, errors: [], waitMinutes: null };

/** Changes the password that a form names, and says in words what came of it. */
export async function changePassword(
  { api, locale, tellRetryAfter }: Pick<AppLoadContext, 'api' | 'locale' | 'tellRetryAfter'>,
  form: FormData,
) {
  const t = textsOf(locale, 'account');
  const invalid = (errors: FormError[]) => data({ ...nothing, errors }, { status: 422 });
  const input = changePasswordInput.safeParse({
    current: textField(form, 'current'),
    password: textField(form, 'password'),
  });
  if (!input.success) {
    return invalid(
      input.error.issues.map((issue) => {
        const problem = passwordIssue(issue);
        return issue.path[0] === 'current' && problem === 'required'
          ? { fieldId: 'current', message: t('password.currentRequired') }
          : { fieldId: String(issue.path[0]), message: passwordError(locale, problem) };
      }),
    );
  }
  const outcome = await api.auth.changePassword(input.data);
  if (outcome.ok) return data({ ...nothing, isDone: true });
  if (outcome.reason === 'weak') {
    return invalid([{ fieldId: 'password', message: passwordError(locale, outcome.problem) }]);
  }
  if (outcome.reason === 'wrong') return invalid([{ fieldId: 'current', message: t('password.wrong') }]);
  tellRetryAfter(outcome.retryAfterSeconds);
  return data({ ...nothing, waitMinutes: Math.ceil(outcome.retryAfterSeconds / 60) }, { status: 429 });
}
