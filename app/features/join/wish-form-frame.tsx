import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useBusy } from '#app/connection.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { WishOptions } from './join-view.ts';
import type { WishAnswer } from './wish-answer.server.ts';
import { EnterSubmits, WishFields } from './wish-fields.tsx';
import type { WishForm } from './wish-form.ts';

/** The form of a wish with what was wrong about it; what else it asks for and its buttons come as `children`. */
export function WishFormFrame({
  intent,
  form,
  options,
  answer,
  children,
}: {
  /** What sending it means, and Enter in any of its fields. */
  intent: string;
  form: WishForm;
  options: WishOptions;
  answer: WishAnswer | undefined;
  children: (shown: { errorAt: (fieldId: string) => string | undefined; busy: boolean }) => ReactNode;
}) {
  const { t } = useTranslation('common');
  const { formData } = useNavigation();
  const busy = useBusy();
  const errors = answer?.errors ?? [];
  const errorAt = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.message;
  return (
    <Form method="post" noValidate preventScrollReset className="grid gap-9">
      <EnterSubmits intent={intent} />
      <ErrorSummary title={t('errorSummary', { count: errors.length })} errors={errors} />
      {answer?.refused ? (
        <Notice tone="bad" live="assertive">
          {answer.refused}
        </Notice>
      ) : null}
      <WishFields
        form={answer?.form ?? form}
        options={options}
        added={answer?.added ?? null}
        errorAt={errorAt}
      />
      {children({ errorAt, busy: busy && formData?.get('intent') === intent })}
    </Form>
  );
}
