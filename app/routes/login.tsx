import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { useTranslation } from '#app/use-translation.ts';
import { logInInput } from '#server/modules/auth/auth.schema.ts';
import { afterLogIn, keepChallenge, nextOf } from '#app/features/auth/log-in-cookies.server.ts';
import { LogOutButton } from '#app/features/auth/log-out-button.tsx';
import { TooManyTries } from '#app/features/auth/too-many-tries.tsx';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';

/** What another page has done, so that one logs in now. `over`: the code did not come in time. */
const dones = ['passwordSet', 'over'] as const;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const me = await context.api.auth.me();
  if (me && me.salons.length > 0) throw redirect(pathWithin('/dashboard', nextOf(request)) ?? '/dashboard');
  const title = `${textsOf(context.locale, 'auth')('title')} · Ledig`;
  const done = dones.find((each) => each === new URL(request.url).searchParams.get('done'));
  return { title, done, withoutSalon: me ? { name: me.user.name } : null };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const email = textField(form, 'email');
  const input = logInInput.safeParse({
    email,
    password: textField(form, 'password'),
    userAgent: request.headers.get('User-Agent')?.slice(0, 1_000),
  });
  if (!input.success) {
    const fields = input.error.issues.map((issue) => String(issue.path[0]));
    return data({ email, problem: { kind: 'fields', fields } as const }, { status: 400 });
  }
  const outcome = await context.api.auth.login(input.data);
  if (!outcome.ok && outcome.reason === 'wrong') {
    return data({ email, problem: { kind: 'wrong' } as const }, { status: 401 });
  }
  if (!outcome.ok && outcome.reason === 'code_needed') {
    const headers = { 'Set-Cookie': await keepChallenge(request, outcome.challenge) };
    return redirect(`/login/code${new URL(request.url).search}`, { headers });
  }
  if (!outcome.ok) {
    const minutes = Math.ceil(outcome.retryAfterSeconds / 60);
    context.tellRetryAfter(outcome.retryAfterSeconds);
    return data({ email, problem: { kind: 'tooMany', minutes } as const }, { status: 429 });
  }
  context.sessionCookie.set(outcome.token, new Date(outcome.expiresAt));
  const { to, headers } = await afterLogIn(request);
  return redirect(to, { headers });
}

export default function LogIn() {
  const { done, withoutSalon } = useLoaderData<typeof loader>();
  const { t } = useTranslation('auth');
  return (
    <PublicShell>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      {withoutSalon ? <WithoutSalon name={withoutSalon.name} /> : <LogInForm done={done} />}
    </PublicShell>
  );
}

function LogInForm({ done }: { done: (typeof dones)[number] | undefined }) {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation('auth');
  const busy = useBusy();
  const problem = answer?.problem;
  const missing = problem?.kind === 'fields' ? problem.fields : [];
  const emailError = missing.includes('email') ? t('emailRequired') : undefined;
  const passwordError = missing.includes('password') ? t('passwordRequired') : undefined;
  return (
    <Card className="max-w-lg">
      <Form method="post" className="grid gap-5" noValidate>
        {done === 'passwordSet' && !problem ? (
          <Notice tone="good" live="polite" title={t('passwordSet')}>
            {t('passwordSetText')}
          </Notice>
        ) : null}
        {done === 'over' && !problem ? (
          <Notice tone="warn" live="polite">
            {t('code.over')}
          </Notice>
        ) : null}
        {problem?.kind === 'wrong' ? (
          <Notice tone="bad" live="assertive" title={t('wrong')}>
            {t('wrongText')}
          </Notice>
        ) : null}
        <TooManyTries minutes={problem?.kind === 'tooMany' ? problem.minutes : null} />
        <TextField
          id="email"
          name="email"
          type="email"
          label={t('email')}
          error={emailError}
          defaultValue={answer?.email}
          autoComplete="username"
          required
        />
        <TextField
          id="password"
          name="password"
          type="password"
          label={t('password')}
          error={passwordError}
          autoComplete="current-password"
          required
        />
        <div className="grid gap-2">
          <Button type="submit" busy={busy}>
            {t('submit')}
          </Button>
          <TextLink roomy to="/login/forgot" className="justify-self-center">
            {t('forgot')}
          </TextLink>
        </div>
      </Form>
    </Card>
  );
}

/** Somebody who is logged in and works nowhere would otherwise go round in circles. */
function WithoutSalon({ name }: { name: string }) {
  const { t } = useTranslation('auth');
  return (
    <Notice tone="quiet" title={t('loggedInAs', { name })} actions={<LogOutButton />}>
      {t('noSalon')}
    </Notice>
  );
}
