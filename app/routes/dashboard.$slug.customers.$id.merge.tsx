import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BothSides, MergeChoices, Obstacles } from '#app/features/customers/merge-fields.tsx';
import { compareView, obstacleView, pickView, readOther } from '#app/features/customers/merge-view.server.ts';
import { customerPath, openCustomer } from '#app/features/customers/open-customer.server.ts';
import { PickCustomer } from '#app/features/customers/pick-customer.tsx';
import { done, noAnswer, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon, pageNotFound, requireRight } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'mergeCustomers');
  const customer = await openCustomer(page, args);
  const { name } = customer;
  const t = textsOf(page.locale, 'customers');
  const heading = t('merge.title', { name });
  const otherId = readOther(page, customer);
  const frame = {
    title: page.titled(heading),
    heading,
    name,
    back: customerPath(page, customer.id),
    here: `${customerPath(page, customer.id)}/merge`,
  };
  if (!otherId) return { ...frame, pick: await pickView(customer, page), comparison: null };
  const comparison = await compareView(customer.id, otherId, page);
  return {
    ...frame,
    pick: null,
    comparison: {
      ...comparison,
      does: [
        t('merge.does', { name, other: comparison.other.name }),
        t('merge.doesOptOut'),
        t('merge.doesFinal'),
      ],
      submit: t('merge.submit'),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [customer, form] = await Promise.all([openCustomer(page, args), readForm(args.request)]);
  const otherId = readOther(page, customer);
  if (!otherId) throw pageNotFound();
  const t = textsOf(page.locale, 'customers');
  const to = customerPath(page, customer.id);
  const choice = (fact: string) => (form.get(fact) === 'other' ? 'other' : 'kept');
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const about = { salonId: page.salonId, customerId: customer.id, otherId };
    const { other } = await page.api.customer.compare(about);
    const outcome = await page.api.customer.merge({
      ...about,
      name: choice('name'),
      phone: choice('phone'),
      email: choice('email'),
      locale: choice('locale'),
    });
    if (outcome.ok) return done(t('merge.done', { name: customer.name, other: other.name }));
    if (outcome.reason === 'invalid') {
      return { kind: 'invalid', errors: [{ fieldId: 'phone', message: t('merge.contactMissing') }] };
    }
    const said = outcome.obstacles.map((obstacle) => obstacleView(obstacle, page));
    return refused(
      said.map(({ text }) => text).join(' '),
      ...said.flatMap(({ link }) => (link ? [link] : [])),
    );
  });
}

export const meta = pageMeta;

export default function Merge() {
  const { t } = useTranslation('customers');
  const { heading, name, back, here, pick, comparison } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  if (!comparison) {
    return (
      <>
        <BackLink to={back}>{name}</BackLink>
        <DashboardTitle lead={t('merge.pickLead')}>{heading}</DashboardTitle>
        <PickCustomer here={here} pick={pick} />
      </>
    );
  }
  const { does, submit, kept, other, choices, obstacles } = comparison;
  const isBlocked = obstacles.length > 0;
  return (
    <>
      <ActPage
        heading={heading}
        back={back}
        does={does}
        submit={submit}
        isGrave
        impossible={null}
        canSubmit={!isBlocked}
        answer={answer}
        summary={<BothSides kept={kept} other={other} />}
      >
        {isBlocked ? <Obstacles obstacles={obstacles} /> : <MergeChoices choices={choices} answer={answer} />}
      </ActPage>
      <p className="mt-4">
        <TextLink roomy to={here}>
          {t('merge.another')}
        </TextLink>
      </p>
    </>
  );
}
