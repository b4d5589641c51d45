import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BookingPage, justDone } from '#app/features/my-booking/booking-page.tsx';
import { messageTold } from '#app/features/my-booking/message-told.server.ts';
import { cancelMyBooking, undoMyAccept } from '#app/features/my-booking/cancel-booking.server.ts';
import { loadMyBooking } from '#app/features/my-booking/load-booking.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { linkPageMeta, readAgainWhenRefused } from '#app/link-page.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { PublicShell } from '#app/ui/public-shell.tsx';
import { UnknownLink } from '#app/ui/unknown-link.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const view = await loadMyBooking(context, params.token ?? '');
  const query = new URL(request.url).searchParams;
  return data(
    {
      view,
      title: view?.title ?? textsOf(context.locale, 'booking')('mine.unknownTitle'),
      accentColour: view?.accentColour ?? null,
      just: justDone.find((done) => done === query.get('new')) ?? null,
      told: messageTold(context.locale, query.getAll('by')),
    },
    view ? 200 : 404,
  );
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const act = textField(await readForm(request), 'act');
  if (act === 'undo') return undoMyAccept(context, params.token ?? '');
  if (act !== 'cancel') throw new Response(null, { status: 400 });
  return cancelMyBooking(context, params.token ?? '');
}

export const meta = linkPageMeta;
export const shouldRevalidate = readAgainWhenRefused;

export default function MyBooking() {
  const { t } = useTranslation('booking');
  const { view, just, told } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!view) return <UnknownLink title={t('mine.unknownTitle')}>{t('mine.unknownText')}</UnknownLink>;
  // A page that was kept says nothing of what has changed since.
  const current = view.isCancelled ? null : just;
  return (
    <PublicShell salon={view.shell}>
      <BookingPage view={view} just={current} told={told} refused={answer?.refused ?? null} />
    </PublicShell>
  );
}
