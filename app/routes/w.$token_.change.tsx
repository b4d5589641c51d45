import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation, useParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { loadChange, sendChange } from '#app/features/entry/change-wish.server.ts';
import { EnterSubmits, WishFields } from '#app/features/join/wish-fields.tsx';
import { linkPageMeta } from '#app/link-page.ts';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const view = await loadChange(context, token);
  // The entry's own page says why it can't be changed.
  return view ?? redirect(`/w/${token}`);
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return sendChange(context, params.token ?? '', await request.formData());
}

export const meta: MetaFunction<typeof loader> = ({ data }) => linkPageMeta(data?.title);

export default function ChangeWish() {
  const { t } = useTranslation(['entry', 'common']);
  const { token = '' } = useParams();
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { state, formData } = useNavigation();
  const saving = state !== 'idle' && formData?.get('intent') === 'save';
  const errors = answer?.errors ?? [];
  return (
    <PublicShell salon={view.shell}>
      <PageTitle above={t('above', { service: view.service })} lead={t('change.lead')}>
        {t('change.title')}
      </PageTitle>
      <Form method="post" noValidate preventScrollReset className="grid gap-9">
        <EnterSubmits intent="save" />
        <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
        {answer?.refused ? (
          <Notice tone="bad" live="assertive">
            {answer.refused}
          </Notice>
        ) : null}
        <WishFields
          form={answer?.form ?? view.form}
          options={view.options}
          added={answer?.added ?? null}
          errorAt={(fieldId) => errors.find((error) => error.fieldId === fieldId)?.message}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="intent" value="save" busy={saving}>
            {saving ? t('change.submitting') : t('change.submit')}
          </Button>
          <LinkButton to={`/w/${token}`} look="secondary">
            {t('change.keep')}
          </LinkButton>
        </div>
      </Form>
    </PublicShell>
  );
}
