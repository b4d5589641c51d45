import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Choices } from '#app/features/booking/choices.tsx';
import { openBooking } from '#app/features/booking/load-booking.server.ts';
import { Services } from '#app/features/booking/service-step.tsx';
import { JoinForm } from '#app/features/join/join-form.tsx';
import { Joined } from '#app/features/join/joined.tsx';
import { loadJoin } from '#app/features/join/load-join.server.ts';
import { sendJoin } from '#app/features/join/send-join.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return loadJoin(await openBooking(context, params.slug ?? '', query), query.has('sent'));
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const booking = await openBooking(context, params.slug ?? '', new URL(request.url).searchParams);
  return sendJoin(booking, await readForm(request));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => data?.head ?? [];

export default function JoinWaitlist() {
  const { t } = useTranslation('join');
  const { shell, service, page, bookHref } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PublicShell salon={shell}>
      <Choices choices={service ? [service] : []} />
      {page.kind === 'service' ? (
        <>
          <PageTitle lead={page.ofSeveral ? t('oneService') : null}>{t('serviceTitle')}</PageTitle>
          <Services groups={page.groups} finder={page.finder} />
        </>
      ) : null}
      {page.kind === 'closed' ? (
        <EmptyState
          title={
            <h1 tabIndex={-1} className="outline-none">
              {t('closedTitle')}
            </h1>
          }
          action={<LinkButton to={bookHref}>{t('bookInstead')}</LinkButton>}
        >
          {t('closedText', { salon: shell.name })}
        </EmptyState>
      ) : null}
      {page.kind === 'wish' ? <JoinForm form={page.form} options={page.options} answer={answer} /> : null}
      {page.kind === 'sent' ? <Joined bookHref={bookHref} free={page.free} /> : null}
    </PublicShell>
  );
}
