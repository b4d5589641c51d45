import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { afterLogIn, readChallenge } from '#app/features/auth/log-in-cookies.server.ts';
import { TooManyTries } from '#app/features/auth/too-many-tries.tsx';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { confirmLogInInput } from '#server/modules/auth/auth.schema.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  if (!(await readChallenge(request))) throw redirect('/login');
  return { title: `${textsOf(context.locale, 'auth')('code.title')} · Ledig` };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const challenge = await readChallenge(request);
  if (!challenge) return redirect('/login?done=over');
  const t = textsOf(context.locale, 'auth');
  const input = confirmLogInInput.safeParse({
    challenge,
    code: textField(await readForm(request), 'code'),
    userAgent: request.headers.get('User-Agent')?.slice(0, 1_000),
  });
  if (!input.success) return data({ error: t('code.required'), waitMinutes: null }, { status: 422 });
  const outcome = await context.api.auth.confirmLogin(input.data);
  if (outcome.ok) {
    context.sessionCookie.set(outcome.token, new Date(outcome.expiresAt));
    const { to, headers } = await afterLogIn(request);
    return redirect(to, { headers });
  }
  if (outcome.reason === 'over') return redirect('/login?done=over');
  if (outcome.reason === 'wrong') return data({ error: t('code.wrong'), waitMinutes: null }, { status: 422 });
  context.tellRetryAfter(outcome.retryAfterSeconds);
  return data({ error: null, waitMinutes: Math.ceil(outcome.retryAfterSeconds / 60) }, { status: 429 });
}

export const meta = pageMeta;

export default function LogInCode() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation('auth');
  const busy = useBusy();
  return (
    <PublicShell>
      <PageTitle lead={t('code.lead')}>{t('code.title')}</PageTitle>
      <Card className="max-w-lg">
        <Form method="post" className="grid gap-5" noValidate>
          <TooManyTries minutes={answer?.waitMinutes} />
          <TextField
            id="code"
            name="code"
            label={t('code.label')}
            hint={t('code.hint')}
            error={answer?.error}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <div className="grid gap-2">
            <Button type="submit" busy={busy}>
              {t('submit')}
            </Button>
            <TextLink roomy to="/login" className="justify-self-center">
              {t('code.back')}
            </TextLink>
          </div>
        </Form>
      </Card>
    </PublicShell>
  );
}
