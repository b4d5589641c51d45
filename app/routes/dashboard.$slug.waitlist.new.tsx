import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { may, openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { StaffWishForm } from '#app/features/waitlist/staff-wish-form.tsx';
import { addWish, newWish, wishChoices } from '#app/features/waitlist/wish-page.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { options, serviceGroups, languages } = await wishChoices(page);
  return {
    title: page.titled(textsOf(page.locale, 'waitlist')('form.newTitle')),
    list: `${page.base}/waitlist`,
    values: await newWish(page),
    options,
    serviceGroups,
    languages,
    suggests: may(page, 'seeCustomers'),
  };
}

export async function action(args: ActionFunctionArgs) {
  return addWish(await openSalon(args), args.request);
}

export const meta = pageMeta;

export default function NewEntry() {
  const { t } = useTranslation('waitlist');
  const { list, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <BackLink to={list}>{t('title')}</BackLink>
      <DashboardTitle lead={t('form.newLead')}>{t('form.newTitle')}</DashboardTitle>
      <StaffWishForm {...view} answer={answer} submit={t('form.submit')} back={list} />
    </>
  );
}
