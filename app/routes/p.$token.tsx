import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { NewPasswordField } from '#app/features/account/new-password-field.tsx';
import { passwordError, passwordIssue } from '#app/features/account/password-error.server.ts';
import { EndedLink } from '#app/ui/ended-link.tsx';
import { textField } from '#app/form-errors.server.ts';
import { linkPageMeta, readAgainWhenRefused } from '#app/link-page.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { resetPasswordInput } from '#server/modules/accounts/accounts.schema.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const view = await context.api.password.byToken({ token: params.token ?? '' });
  const t = textsOf(context.locale, 'auth');
  const titles = {
    open: t('reset.newTitle'),
    over: t('reset.overTitle'),
    unknown: t('reset.unknownTitle'),
  };
  const status = { open: 200, over: 410, unknown: 404 }[view.outcome];
  return data({ view, title: titles[view.outcome] }, status);
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { locale } = context;
  const input = resetPasswordInput.safeParse({
    token: params.token,
    password: textField(await readForm(request), 'password'),
  });
  const refused = (error: string | null, status = 422) => data({ error }, { status });
  if (!input.success) {
    const [issue] = input.error.issues;
    return refused(passwordError(locale, issue ? passwordIssue(issue) : 'required'));
  }
  const outcome = await context.api.password.setByToken(input.data);
  if (outcome.ok) {
    context.sessionCookie.clear();
    return redirect('/login?done=passwordSet');
  }
  return outcome.reason === 'weak' ? refused(passwordError(locale, outcome.problem)) : refused(null, 409);
}

export const meta = linkPageMeta;
export const shouldRevalidate = readAgainWhenRefused;

export default function NewPassword() {
  const { t } = useTranslation('auth');
  const { view, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useBusy();
  if (view.outcome !== 'open') {
    return (
      <EndedLink title={title} to="/login/forgot" label={t('reset.again')}>
        {t(`reset.${view.outcome}Text`)}
      </EndedLink>
    );
  }
  return (
    <PublicShell>
      <PageTitle lead={t('reset.newLead', { email: view.email })}>{title}</PageTitle>
      <Card className="max-w-lg">
        <Form method="post" className="grid gap-5" noValidate>
          {/* So that what keeps passwords knows whose this one is. */}
          <input type="hidden" name="username" autoComplete="username" value={view.email} readOnly />
          <NewPasswordField label={t('password')} error={answer?.error ?? undefined} />
          <Button type="submit" busy={busy}>
            {t('reset.save')}
          </Button>
        </Form>
      </Card>
    </PublicShell>
  );
}
