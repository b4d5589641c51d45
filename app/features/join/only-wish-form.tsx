import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { WishOptions } from './join-view.ts';
import type { WishAnswer } from './wish-answer.server.ts';
import { EnterSubmits, WishFields } from './wish-fields.tsx';
import type { WishForm } from './wish-form.ts';

/** A wish of somebody who is known by their link. */
export function OnlyWishForm({
  form,
  options,
  answer,
  submit,
  submitting,
  keep,
}: {
  form: WishForm;
  options: WishOptions;
  answer: WishAnswer | undefined;
  submit: string;
  submitting: string;
  /** The way out that changes nothing. */
  keep: { href: string; label: string };
}) {
  const { t } = useTranslation('common');
  const { state, formData } = useNavigation();
  const saving = state !== 'idle' && formData?.get('intent') === 'save';
  const errors = answer?.errors ?? [];
  return (
    <Form method="post" noValidate preventScrollReset className="grid gap-9">
      <EnterSubmits intent="save" />
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
        errorAt={(fieldId) => errors.find((error) => error.fieldId === fieldId)?.message}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="intent" value="save" busy={saving}>
          {saving ? submitting : submit}
        </Button>
        <LinkButton to={keep.href} look="secondary">
          {keep.label}
        </LinkButton>
      </div>
    </Form>
  );
}
