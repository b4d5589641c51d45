import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { useTranslation } from '#app/use-translation.ts';

/**
 * A form of the settings. `version` names what stands by now. After a refusal the form carries that, since it has been said; one that was
 * wrong at a field, or changed nothing, is still held against what it was made from.
 */
export function SettingsForm({
  answer,
  version,
  submit,
  otherActs,
  children,
}: {
  answer: ActAnswer;
  version?: string;
  submit: string;
  /** Buttons beside the one that saves. */
  otherActs?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  const busy = useNavigation().formMethod === 'POST';
  const { refusal, errors, values } = answer;
  const madeFrom = refusal ? version : (values.version ?? version);
  return (
    <Card className="grid max-w-2xl gap-5">
      <RefusalNotice refusal={refusal} />
      <ErrorSummary title={t('errorSummary', { count: errors.length })} errors={errors} />
      <Form method="post" className="grid gap-5" noValidate preventScrollReset>
        {madeFrom === undefined ? null : <input type="hidden" name="version" value={madeFrom} />}
        {children}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" busy={busy}>
            {submit}
          </Button>
          {otherActs}
        </div>
      </Form>
    </Card>
  );
}
