import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { formOfWish } from '#app/features/join/wish-form.ts';
import { seenOf, stateWords } from '#app/features/waitlist/act-view.server.ts';
import { actsFor } from '#app/features/waitlist/entry-acts.ts';
import { openEntry } from '#app/features/waitlist/open-entry.server.ts';
import { StaffWishForm } from '#app/features/waitlist/staff-wish-form.tsx';
import { changeWish, wishChoices } from '#app/features/waitlist/wish-page.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const t = textsOf(page.locale, 'waitlist');
  const entry = await openEntry(page, args.params.id);
  const { customer } = entry;
  const name = customer.name;
  const heading = t('acts.change.title', { name });
  const { options } = await wishChoices(page, entry);
  const isPossible = actsFor(entry).includes('change');
  const reason = entry.status === 'notified' ? 'refusals.answer_first' : 'refusals.notPossible';
  return {
    title: page.titled(heading),
    heading,
    service: entry.service.name,
    back: backOf(page, entry.id),
    impossible: isPossible ? null : t(reason, { name, state: stateWords(entry, page) }),
    options,
    values: {
      serviceId: entry.service.id,
      customerId: '',
      name,
      phone: customer.phone ?? '',
      email: customer.email ?? '',
      locale: '',
      notes: entry.notes,
      seen: String(seenOf(entry)),
      wish: formOfWish(entry),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const entry = await openEntry(page, args.params.id);
  return changeWish(entry, page, args.request, backOf(page, entry.id));
}

function backOf({ base, url }: StaffPage, id: string): string {
  return pathWithin(base, url.searchParams.get('back')) ?? `${base}/waitlist/${id}`;
}

export const meta = pageMeta;

export default function ChangeEntry() {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  const { heading, service, impossible, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <BackLink to={view.back}>{t('dashboard:act.return')}</BackLink>
      <DashboardTitle lead={service}>{heading}</DashboardTitle>
      {impossible && !answer ? (
        <Notice
          tone="warn"
          title={t('dashboard:act.noneTitle')}
          className="max-w-2xl"
          actions={
            <LinkButton look="secondary" size="small" to={view.back}>
              {t('dashboard:act.return')}
            </LinkButton>
          }
        >
          {impossible}
        </Notice>
      ) : (
        <StaffWishForm {...view} answer={answer} submit={t('acts.change.submit')}>
          <p className="text-ink-soft">{t('acts.change.does')}</p>
        </StaffWishForm>
      )}
    </>
  );
}
