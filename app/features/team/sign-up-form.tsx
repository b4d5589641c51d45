import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { NewPasswordField } from '#app/features/account/new-password-field.tsx';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { Button } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** For somebody without an account: a name and a password make one. */
export function SignUpForm({
  email,
  answer,
}: {
  email: string;
  answer: { name: string; errors: readonly { fieldId: string; message: string }[] } | undefined;
}) {
  const { t } = useTranslation(['invitation', 'common']);
  const busy = useBusy();
  const errors = answer?.errors ?? [];
  const errorAt = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.message;
  return (
    <Panel title={t('signUp.title')} lead={t('signUp.lead', { email })}>
      <Form method="post" className="grid gap-5" noValidate>
        <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <TextField
          id="name"
          name="name"
          label={t('signUp.name')}
          hint={t('signUp.nameHint')}
          error={errorAt('name')}
          defaultValue={answer?.name}
          autoComplete="name"
          required
        />
        <NewPasswordField label={t('signUp.password')} error={errorAt('password')} />
        <Button type="submit" name="act" value="signUp" busy={busy}>
          {t('signUp.submit')}
        </Button>
      </Form>
    </Panel>
  );
}
