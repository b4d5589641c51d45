import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { OnlyWishForm } from '#app/features/join/only-wish-form.tsx';
import { askEarlier } from '#app/features/my-booking/ask-earlier.server.ts';
import { loadEarlier } from '#app/features/my-booking/load-earlier.server.ts';
import { linkPageMeta } from '#app/link-page.ts';
import { readForm } from '#app/read-form.server.ts';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const view = await loadEarlier(context, params.token ?? '');
  return { ...view, sentAgain: new URL(request.url).searchParams.get('sent') === 'again' };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return askEarlier(context, params.token ?? '', await readForm(request));
}

export const meta = linkPageMeta;

export default function AskEarlier() {
  const { t } = useTranslation('booking');
  const { shell, service, when, backHref, wish, sentAgain } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PublicShell salon={shell}>
      {wish ? (
        <>
          <PageTitle above={service} lead={t('earlier.lead', { when })}>
            {t('earlier.title')}
          </PageTitle>
          <OnlyWishForm
            {...wish}
            answer={answer}
            submit={t('earlier.submit')}
            submitting={t('earlier.submitting')}
            keep={{ href: backHref, label: t('move.keep') }}
          />
        </>
      ) : (
        <>
          <PageTitle above={service} lead={t('earlier.askedText', { when })}>
            {t('earlier.askedTitle')}
          </PageTitle>
          <Asked backHref={backHref} sentAgain={sentAgain} refused={answer?.refused ?? null} />
        </>
      )}
    </PublicShell>
  );
}

/** Whoever has the booking's link need not be who has booked: the wish's own link goes to them alone. */
function Asked({
  backHref,
  sentAgain,
  refused,
}: {
  backHref: string;
  sentAgain: boolean;
  refused: string | null;
}) {
  const { t } = useTranslation('booking');
  const busy = useBusy();
  return (
    <div className="grid gap-5">
      {refused ? (
        <Notice tone="bad" live="assertive">
          {refused}
        </Notice>
      ) : sentAgain ? (
        <Notice tone="good" live="polite">
          {t('earlier.resent')}
        </Notice>
      ) : null}
      <p className="max-w-prose">{t('earlier.askedLink')}</p>
      <Form method="post" className="actions">
        <LinkButton to={backHref}>{t('earlier.back')}</LinkButton>
        <Button type="submit" name="intent" value="resend" look="secondary" busy={busy}>
          {t('earlier.resend')}
        </Button>
      </Form>
    </div>
  );
}
