import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { TooManyTries } from '#app/features/auth/too-many-tries.tsx';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { requestResetInput } from '#server/modules/accounts/accounts.schema.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return { title: `${textsOf(context.locale, 'auth')('reset.title')} · Ledig` };
}

/** Says the same whether there is such an account or not. */
export async function action({ context, request }: ActionFunctionArgs) {
  const email = textField(await readForm(request), 'email');
  const answer = { email, error: null, isSent: false, waitMinutes: null };
  const input = requestResetInput.safeParse({ email });
  if (!input.success) {
    const t = textsOf(context.locale, 'auth');
    const error = email.trim() === '' ? t('emailRequired') : t('reset.email_invalid');
    return data({ ...answer, error }, { status: 422 });
  }
  const outcome = await context.api.password.request(input.data);
  if (outcome.ok) return data({ ...answer, isSent: true });
  context.tellRetryAfter(outcome.retryAfterSeconds);
  const waitMinutes = Math.ceil(outcome.retryAfterSeconds / 60);
  return data({ ...answer, waitMinutes }, { status: 429 });
}

export const meta = pageMeta;

export default function ForgotPassword() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation('auth');
  const busy = useBusy();
  const back = (
    <TextLink roomy to="/login" className="justify-self-center">
      {t('reset.back')}
    </TextLink>
  );
  return (
    <PublicShell>
      <PageTitle lead={answer?.isSent ? null : t('reset.lead')}>{t('reset.title')}</PageTitle>
      <Card className="grid max-w-lg gap-5">
        {answer?.isSent ? (
          <>
            <Notice tone="good" live="polite" title={t('reset.sent')}>
              {t('reset.sentText', { email: answer.email })}
            </Notice>
            {back}
          </>
        ) : (
          <Form method="post" className="grid gap-5" noValidate>
            <TooManyTries minutes={answer?.waitMinutes} />
            <TextField
              id="email"
              name="email"
              type="email"
              label={t('email')}
              error={answer?.error}
              defaultValue={answer?.email}
              autoComplete="username"
              required
            />
            <div className="grid gap-2">
              <Button type="submit" busy={busy}>
                {t('reset.submit')}
              </Button>
              {back}
            </div>
          </Form>
        )}
      </Card>
    </PublicShell>
  );
}
