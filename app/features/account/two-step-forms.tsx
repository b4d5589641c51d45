import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useBusy } from '#app/connection.ts';
import { TooManyTries } from '#app/features/auth/too-many-tries.tsx';
import { Button, type ButtonLook } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { TwoStepAct } from './two-step.server.ts';

/** What came of the form that was sent last. */
interface Answer {
  act: TwoStepAct | null;
  error: string | null;
  waitMinutes: number | null;
}

interface FormFacts {
  act: TwoStepAct;
  submit: string;
  look?: ButtonLook;
  answer: Answer | undefined;
}

/** Asks for the password before it does anything. */
export function PasswordAct({ act, submit, look, answer }: FormFacts) {
  const { t } = useTranslation('account');
  return (
    <ActFrame {...{ act, submit, look, answer }}>
      <TextField
        id={`${act}-password`}
        name="password"
        type="password"
        label={t('twoStep.password')}
        error={answer?.act === act ? answer.error : null}
        autoComplete="current-password"
        required
      />
    </ActFrame>
  );
}

/** Takes the first code of the app. */
export function CodeAct({ act, submit, answer }: FormFacts) {
  const { t } = useTranslation('account');
  return (
    <ActFrame {...{ act, submit, answer }}>
      <TextField
        id={`${act}-code`}
        name="code"
        label={t('twoStep.code')}
        hint={t('twoStep.codeHint')}
        error={answer?.act === act ? answer.error : null}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
    </ActFrame>
  );
}

function ActFrame({ act, submit, look, answer, children }: FormFacts & { children: ReactNode }) {
  const busy = useBusy();
  return (
    <Form method="post" className="grid max-w-lg gap-4" noValidate>
      <TooManyTries minutes={answer?.act === act ? answer.waitMinutes : null} />
      {children}
      <Button type="submit" name="act" value={act} look={look} busy={busy} className="justify-self-start">
        {submit}
      </Button>
    </Form>
  );
}
