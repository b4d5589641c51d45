import { data, redirect, type AppLoadContext } from '@remix-run/node';
import { passwordError, passwordIssue } from '#app/features/account/password-error.server.ts';
import { keepReturn } from '#app/features/auth/log-in-cookies.server.ts';
import { textField, type FormError } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { signUpInput } from '#server/modules/accounts/accounts.schema.ts';

interface InvitationAnswer {
  name: string;
  errors: FormError[];
  /** Why nothing came of it, where the page itself does not say so. */
  problem: string | null;
}

/** Does what somebody has decided on the page of an invitation. */
export async function answerInvitation(
  context: Pick<AppLoadContext, 'api' | 'locale' | 'sessionCookie'>,
  { token, form, request }: { token: string; form: FormData; request: Request },
) {
  const act = form.get('act');
  if (act === 'logIn') return goLogIn(context, token, request);
  if (act === 'signUp') return signUp(context, { token, form, request });
  const outcome = await context.api.invitation.acceptByToken({ token });
  return outcome.ok ? redirect(dashboardOf(outcome.salonSlug)) : unanswered();
}

/** Whoever is logged in here is somebody else, so they are logged out first. */
async function goLogIn(
  { api, sessionCookie }: Pick<AppLoadContext, 'api' | 'sessionCookie'>,
  token: string,
  request: Request,
) {
  await api.auth.logout();
  sessionCookie.clear();
  return redirect('/login', { headers: { 'Set-Cookie': await keepReturn(request, `/i/${token}`) } });
}

async function signUp(
  { api, locale, sessionCookie }: Pick<AppLoadContext, 'api' | 'locale' | 'sessionCookie'>,
  { token, form, request }: { token: string; form: FormData; request: Request },
) {
  const t = textsOf(locale, 'invitation');
  const name = textField(form, 'name');
  const invalid = (errors: FormError[]) =>
    data<InvitationAnswer>({ name, errors, problem: null }, { status: 422 });
  const input = signUpInput.safeParse({
    token,
    name,
    password: textField(form, 'password'),
    userAgent: request.headers.get('User-Agent')?.slice(0, 1_000),
  });
  if (!input.success) {
    return invalid(
      input.error.issues.map((issue) => {
        if (issue.path[0] === 'name') {
          const message = t(issue.message === 'required' ? 'signUp.nameRequired' : 'signUp.nameTooLong');
          return { fieldId: 'name', message };
        }
        const problem = passwordIssue(issue);
        const message =
          problem === 'required' ? t('signUp.passwordRequired') : passwordError(locale, problem);
        return { fieldId: 'password', message };
      }),
    );
  }
  const outcome = await api.invitation.signUpByToken(input.data);
  if (outcome.ok) {
    sessionCookie.set(outcome.token, new Date(outcome.expiresAt));
    return redirect(dashboardOf(outcome.salonSlug));
  }
  if (outcome.reason === 'weak') {
    return invalid([{ fieldId: 'password', message: passwordError(locale, outcome.problem) }]);
  }
  return unanswered(outcome.reason === 'has_account' ? t('signUp.hasAccount') : null);
}

/** The page is read again, and says how things stand. */
function unanswered(problem: string | null = null) {
  return data<InvitationAnswer>({ name: '', errors: [], problem }, { status: 409 });
}

function dashboardOf(slug: string | null): string {
  return slug ? `/dashboard/${slug}` : '/dashboard';
}
