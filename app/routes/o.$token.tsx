import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerOffer } from '#app/features/offer/answer-offer.server.ts';
import { EndedOffer } from '#app/features/offer/ended-offer.tsx';
import { loadOffer } from '#app/features/offer/load-offer.server.ts';
import { OpenOffer } from '#app/features/offer/open-offer.tsx';
import { linkPageMeta, readAgainWhenRefused } from '#app/link-page.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { PublicShell } from '#app/ui/public-shell.tsx';
import { UnknownLink } from '#app/ui/unknown-link.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const view = await loadOffer(context, params.token ?? '');
  const title = view?.title ?? textsOf(context.locale, 'offer')('end.unknown.title');
  return data({ view, title, accentColour: view?.accentColour ?? null }, view ? 200 : 404);
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return answerOffer(context, params.token ?? '', await readForm(request));
}

export const meta = linkPageMeta;
export const shouldRevalidate = readAgainWhenRefused;

export default function Offer() {
  const { t } = useTranslation('offer');
  const { view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!view) return <UnknownLink title={t('end.unknown.title')}>{t('end.unknown.text')}</UnknownLink>;
  const { page } = view;
  return (
    <PublicShell salon={view.shell}>
      {page.state === 'open' ? (
        <OpenOffer view={view} page={page} clashes={answer?.kind === 'clashes'} />
      ) : (
        <EndedOffer view={view} page={page} answer={answer} />
      )}
    </PublicShell>
  );
}
