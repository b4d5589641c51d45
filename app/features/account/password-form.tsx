import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { TooManyTries } from '#app/features/auth/too-many-tries.tsx';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { Button } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { NewPasswordField } from './new-password-field.tsx';
import type { PasswordAnswer } from './change-password.server.ts';

/** The old password and a new one. Neither is ever sent back to the page. */
export function PasswordForm({ answer }: { answer: PasswordAnswer | undefined }) {
  const { t } = useTranslation(['account', 'common']);
  const busy = useBusy();
  const errors = answer?.errors ?? [];
  const errorAt = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.message;
  return (
    <Panel title={t('password.title')} lead={t('password.lead')}>
      <Form method="post" className="grid gap-5" noValidate>
        {answer?.isDone ? (
          <Notice tone="good" live="polite" title={t('password.done')}>
            {t('password.doneText')}
          </Notice>
        ) : null}
        <TooManyTries minutes={answer?.waitMinutes} />
        <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
        <TextField
          id="current"
          name="current"
          type="password"
          label={t('password.current')}
          error={errorAt('current')}
          autoComplete="current-password"
          required
        />
        <NewPasswordField label={t('password.new')} error={errorAt('password')} />
        <Button type="submit" name="act" value="password" busy={busy} className="justify-self-start">
          {t('password.submit')}
        </Button>
      </Form>
    </Panel>
  );
}
