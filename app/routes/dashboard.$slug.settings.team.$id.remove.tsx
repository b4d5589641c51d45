import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { memberPath, openMember, teamOutcome, teamPath } from '#app/features/team/open-member.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const member = await openMember(page, args.params.id);
  const { name, rolesToGive, inAllSalons } = member;
  const t = textsOf(page.locale, 'team');
  const heading = t('remove.title', { name });
  return {
    form: {
      heading,
      back: memberPath(page, member),
      does: [t(inAllSalons ? 'remove.doesEverywhere' : 'remove.doesHere', { name }), t('remove.doesKeep')],
      submit: t('remove.submit'),
      impossible: rolesToGive.length > 0 ? null : t('refusals.above_you'),
    },
    title: page.titled(heading),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [member, form] = await Promise.all([openMember(page, args.params.id), readForm(args.request)]);
  const { name, membershipId, userId } = member;
  const t = textsOf(page.locale, 'team');
  // Who has removed themselves may not see the team any more.
  const to = userId === page.user.id ? '/dashboard' : teamPath(page);
  return answerAct(page, { request: args.request, form, to }, async () => {
    const outcome = await page.api.team.removeMember({ salonId: page.salonId, membershipId });
    return teamOutcome(outcome, t('remove.done', { name }), t);
  });
}

export const meta = pageMeta;

export default function RemoveMember() {
  const { form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return <ActPage {...form} isGrave answer={answer} />;
}
