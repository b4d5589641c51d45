import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ActAnswer } from './act-outcome.ts';
import { RefusalNotice } from './refusal-notice.tsx';

/** The page of an act: says what it will do, asks what it needs to know, and why it could not be done. */
export function ActForm({
  does,
  submit,
  isGrave,
  back,
  answer,
  canSubmit = true,
  summary,
  children,
}: {
  /** What will happen, a sentence or two each. */
  does: readonly string[];
  submit: string;
  isGrave?: boolean;
  back: string;
  answer: ActAnswer;
  canSubmit?: boolean;
  /** Whom or what it is about. */
  summary?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation(['dashboard', 'common']);
  const busy = useNavigation().formMethod === 'POST';
  const { refusal, errors } = answer;
  return (
    <Card className="grid max-w-2xl gap-5">
      <RefusalNotice refusal={refusal} />
      <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
      {summary}
      {/* Refused for good: it does nothing. */}
      {canSubmit || !refusal ? (
        <div className="grid gap-1">
          <h2 className="font-sans text-sm font-semibold text-ink-soft">{t('act.what')}</h2>
          {does.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ) : null}
      <Form method="post" className="grid gap-5" noValidate>
        {children}
        <div className="flex flex-wrap items-center gap-3">
          {canSubmit ? (
            <Button type="submit" look={isGrave ? 'danger' : 'primary'} busy={busy}>
              {submit}
            </Button>
          ) : null}
          <TextLink roomy to={back} className="font-semibold">
            {t('act.back')}
          </TextLink>
        </div>
      </Form>
    </Card>
  );
}
