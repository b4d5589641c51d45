import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { readChosenIds, readSeveralAct } from '#app/features/waitlist/several-acts.ts';
import { SeveralPeople } from '#app/features/waitlist/several-people.tsx';
import { runSeveral, severalView } from '#app/features/waitlist/several.server.ts';
import { readForm } from '#app/read-form.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const view = await severalView(requireAct(page), readChosenIds(page.url.searchParams), page);
  return { title: page.titled(view.heading), back: backOf(page), view };
}

export async function action(args: ActionFunctionArgs) {
  const { request } = args;
  const page = await openSalon(args);
  const act = requireAct(page);
  const form = await readForm(request);
  const back = backOf(page);
  return answerAct(page, { request, form, to: back }, () => runSeveral(act, page, { form, back }));
}

function requireAct({ url }: StaffPage) {
  const act = readSeveralAct(url.searchParams.get('act'));
  if (!act) throw pageNotFound();
  return act;
}

/** The list, with the filter, order and page in which they were chosen. */
function backOf({ base, url }: StaffPage): string {
  const list = `${base}/waitlist`;
  return pathWithin(list, url.searchParams.get('back')) ?? list;
}

export const meta = pageMeta;

export default function Several() {
  const { back, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const { people, chosen, ...asked } = view;
  return (
    <ActPage {...asked} back={back} answer={answer} summary={<SeveralPeople people={people} />}>
      <input type="hidden" name="chosen" value={chosen} />
    </ActPage>
  );
}
