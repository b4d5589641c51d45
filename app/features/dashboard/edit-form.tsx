import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ActAnswer } from './act-outcome.ts';
import { Differences, type Difference } from './differences.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

/**
 * A form that edits what stands, which may change meanwhile. `version` names what stands by now. When somebody has been told that
 * it changed, the form carries that; one that was wrong at a field, or changed nothing, is still held against what it was made from.
 */
export function EditForm({
  answer,
  version,
  differences = [],
  submit,
  otherActs,
  children,
}: {
  answer: ActAnswer;
  version?: string;
  /** What stands beside what was typed: shown once somebody else has changed it. */
  differences?: readonly Difference[];
  submit: string;
  /** Buttons beside the one that saves. */
  otherActs?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  const busy = useNavigation().formMethod === 'POST';
  const { refusal, errors, values } = answer;
  const madeFrom = refusal?.isOutdated ? version : (values.version ?? version);
  return (
    <Card className="grid max-w-2xl gap-5">
      <RefusalNotice refusal={refusal} />
      {refusal?.isOutdated ? <Differences items={differences} /> : null}
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
