import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData, useParams } from '@remix-run/react';
import { loadChange, sendChange } from '#app/features/entry/change-wish.server.ts';
import { OnlyWishForm } from '#app/features/join/only-wish-form.tsx';
import { linkPageMeta } from '#app/link-page.ts';
import { readForm } from '#app/read-form.server.ts';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const view = await loadChange(context, token);
  // The entry's own page says why it can't be changed.
  return view ?? redirect(`/w/${token}`);
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return sendChange(context, params.token ?? '', await readForm(request));
}

export const meta = linkPageMeta;

export default function ChangeWish() {
  const { t } = useTranslation('entry');
  const { token = '' } = useParams();
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PublicShell salon={view.shell}>
      <PageTitle above={t('above', { service: view.service })} lead={t('change.lead')}>
        {t('change.title')}
      </PageTitle>
      <OnlyWishForm
        form={view.form}
        options={view.options}
        answer={answer}
        submit={t('change.submit')}
        submitting={t('change.submitting')}
        keep={{ href: `/w/${token}`, label: t('change.keep') }}
      />
    </PublicShell>
  );
}
