import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ContactFields } from '#app/features/booking/contact-fields.tsx';
import { Button } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Honeypot } from '#app/ui/honeypot.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/public-shell.tsx';
import type { WishOptions } from './join-view.ts';
import type { JoinAnswer } from './send-join.server.ts';
import type { WishForm } from './wish-form.ts';
import { EnterSubmits, WishFields } from './wish-fields.tsx';

export function JoinForm({
  form,
  options,
  answer,
}: {
  form: WishForm;
  options: WishOptions;
  answer: JoinAnswer | undefined;
}) {
  const { t } = useTranslation(['join', 'common']);
  const { state, formData } = useNavigation();
  const joining = state !== 'idle' && formData?.get('intent') === 'join';
  const errors = answer?.errors ?? [];
  const errorAt = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.message;
  return (
    <>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      <Form method="post" noValidate preventScrollReset className="grid gap-9">
        <EnterSubmits intent="join" />
        <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
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
        <section aria-labelledby="contact" className="grid gap-5">
          <h2 id="contact" className="text-xl">
            {t('contact')}
          </h2>
          <Honeypot />
          <ContactFields values={answer?.contact} errorAt={errorAt} />
        </section>
        <Button
          type="submit"
          name="intent"
          value="join"
          busy={joining}
          className="sm:justify-self-start sm:px-8"
        >
          {joining ? t('submitting') : t('submit')}
        </Button>
      </Form>
    </>
  );
}
