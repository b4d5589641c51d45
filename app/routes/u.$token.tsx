import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { linkPageMeta } from '#app/link-page.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { EndedLink } from '#app/ui/ended-link.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const view = await context.api.message.subscriptionByToken({ token: params.token ?? '' });
  const t = textsOf(context.locale, 'unsubscribe');
  const title = view.outcome === 'unknown' ? t('unknownTitle') : t(`${view.outcome}.title`);
  return data({ view, title }, view.outcome === 'unknown' ? 404 : 200);
}

/** Mail programs send this, too, without anybody seeing the page (RFC 8058): what the body says is no matter, and no redirect may answer. */
export async function action({ context, params }: ActionFunctionArgs) {
  const { outcome } = await context.api.message.unsubscribeByToken({ token: params.token ?? '' });
  return data({ outcome }, outcome === 'unknown' ? 404 : 200);
}

export const meta = linkPageMeta;

export default function Unsubscribe() {
  const { t } = useTranslation('unsubscribe');
  const { view, title } = useLoaderData<typeof loader>();
  const busy = useBusy();
  if (view.outcome === 'unknown') {
    return (
      <EndedLink title={title} to="/" label={t('toSalons')}>
        {t('unknownText')}
      </EndedLink>
    );
  }
  const { outcome, email } = view;
  return (
    <PublicShell>
      <PageTitle lead={t(`${outcome}.lead`, { email })}>{title}</PageTitle>
      {outcome === 'open' ? (
        <Form method="post" className="grid justify-items-start gap-5">
          <p className="max-w-prose">{t('open.keeps')}</p>
          <Button type="submit" busy={busy}>
            {t('open.submit')}
          </Button>
        </Form>
      ) : (
        <p className="max-w-prose">{t('stopped.again')}</p>
      )}
    </PublicShell>
  );
}
