import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { actOnEntry } from '#app/features/entry/act-on-entry.server.ts';
import { EntryPage } from '#app/features/entry/entry-page.tsx';
import { loadEntry } from '#app/features/entry/load-entry.server.ts';
import { linkPageMeta, readAgainWhenRefused } from '#app/link-page.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { PublicShell } from '#app/ui/public-shell.tsx';
import { UnknownLink } from '#app/ui/unknown-link.tsx';
import { useTranslation } from '#app/use-translation.ts';

const acts = ['pause', 'resume', 'leave', 'change'] as const;

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const view = await loadEntry(context, token);
  const t = textsOf(context.locale, 'entry');
  const done = acts.find((act) => act === new URL(request.url).searchParams.get('done'));
  return data(
    {
      view,
      title: view?.title ?? t('unknownTitle'),
      accentColour: view?.accentColour ?? null,
      changeHref: `/w/${token}/change`,
      done: done ? (done === 'change' ? t('changed') : t(`${done}.done`)) : null,
    },
    view ? 200 : 404,
  );
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return actOnEntry(context, params.token ?? '', await readForm(request));
}

export const meta = linkPageMeta;
export const shouldRevalidate = readAgainWhenRefused;

export default function Entry() {
  const { t } = useTranslation('entry');
  const { view, changeHref, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!view) return <UnknownLink title={t('unknownTitle')}>{t('unknownText')}</UnknownLink>;
  return (
    <PublicShell salon={view.shell}>
      <EntryPage view={view} changeHref={changeHref} done={done} answer={answer} />
    </PublicShell>
  );
}
