import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { ActFields, insteadOf } from '#app/features/waitlist/act-fields.tsx';
import { actView, type SmallAct } from '#app/features/waitlist/act-view.server.ts';
import { readAct } from '#app/features/waitlist/entry-acts.ts';
import { EntrySummary } from '#app/features/waitlist/entry-summary.tsx';
import { openEntry } from '#app/features/waitlist/open-entry.server.ts';
import { runAct } from '#app/features/waitlist/run-act.server.ts';
import { OtherDay } from '#app/features/waitlist/slot-fields.tsx';
import { readForm } from '#app/read-form.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const act = requireAct(args.params.act);
  const page = await openSalon(args);
  const view = await actView(act, await openEntry(page, args.params.id), page);
  return { title: page.titled(view.heading), back: backOf(page, view.entry.id), view };
}

export async function action(args: ActionFunctionArgs) {
  const { params, request } = args;
  const act = requireAct(params.act);
  const page = await openSalon(args);
  const [entry, form] = await Promise.all([openEntry(page, params.id), readForm(request)]);
  const back = backOf(page, entry.id);
  // A removed entry has no page to go back to.
  const to = act === 'remove' && back.startsWith(entryPath(page, entry.id)) ? `${page.base}/waitlist` : back;
  return answerAct(page, { request, form, to }, () => runAct(act, entry, page, form));
}

function requireAct(name: string | undefined): SmallAct {
  const act = readAct(name);
  if (!act || act === 'change') throw pageNotFound();
  return act;
}

const entryPath = ({ base }: StaffPage, id: string) => `${base}/waitlist/${id}`;

/** Where the act was chosen: a list with its filter and page, an opening, or else the entry's own page. */
function backOf(page: StaffPage, id: string): string {
  return pathWithin(page.base, page.url.searchParams.get('back')) ?? entryPath(page, id);
}

export const meta = pageMeta;

export default function Act() {
  const { back, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <>
      <ActPage
        {...view}
        submit={insteadOf(view, answer) ? view.submitInstead : view.submit}
        back={back}
        answer={answer}
        summary={<EntrySummary entry={view.entry} />}
      >
        <ActFields view={view} answer={answer} />
      </ActPage>
      {view.slots ? <OtherDay choice={view.slots} /> : null}
    </>
  );
}
