import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readOpeningAct, type OpeningAct } from '#app/features/openings/opening-acts.ts';
import { openOpening } from '#app/features/openings/open-opening.server.ts';
import { openingActView, runOpeningAct } from '#app/features/openings/run-opening-act.server.ts';
import { readForm } from '#app/read-form.server.ts';

function requireAct(name: string | undefined): OpeningAct {
  const act = readOpeningAct(name);
  if (!act) throw pageNotFound();
  return act;
}

export async function loader(args: LoaderFunctionArgs) {
  const act = requireAct(args.params.act);
  const page = await openSalon(args);
  const opening = await openOpening(page, args.params.id);
  const view = openingActView(act, opening, page);
  return { ...view, title: page.titled(view.heading), back: `${page.base}/openings/${opening.id}` };
}

export async function action(args: ActionFunctionArgs) {
  const act = requireAct(args.params.act);
  const page = await openSalon(args);
  const [opening, form] = await Promise.all([openOpening(page, args.params.id), readForm(args.request)]);
  const to = `${page.base}/openings/${opening.id}`;
  return answerAct(page, { request: args.request, form, to }, () => runOpeningAct(act, opening, page));
}

export const meta = pageMeta;

export default function Act() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return <ActPage {...view} answer={answer} />;
}
