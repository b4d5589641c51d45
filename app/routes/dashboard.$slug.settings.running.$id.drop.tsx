import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, refused } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { failedJobWords, runningPath } from '#app/features/settings/failed-job-words.server.ts';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { dropFailedInput } from '#server/modules/running/running.schema.ts';

function jobOf(id: string | undefined): string {
  const jobId = dropFailedInput.shape.jobId.safeParse(id);
  if (!jobId.success) throw pageNotFound();
  return jobId.data;
}

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const jobId = jobOf(args.params.id);
  const { jobs } = await page.api.running.failed({ salonId: page.salonId });
  const job = jobs.find(({ id }) => id === jobId);
  const t = textsOf(page.locale, 'settings');
  const words = job && failedJobWords(job, page);
  const heading = t('running.dropTitle');
  return {
    title: page.titled(heading),
    form: {
      heading,
      back: runningPath(page),
      does: [...(words ? [`${words.what}, ${words.when}.`] : []), t('running.dropDoes')],
      submit: t('running.dropSubmit'),
      impossible: job ? null : t('running.gone'),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const jobId = jobOf(args.params.id);
  const form = await readForm(args.request);
  const t = textsOf(page.locale, 'settings');
  return answerAct(page, { request: args.request, form, to: runningPath(page) }, async () => {
    const { count } = await page.api.running.drop({ salonId: page.salonId, jobId });
    return count > 0 ? done(t('running.dropped')) : refused(t('running.gone'));
  });
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function DropJob() {
  const { form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return <ActPage {...form} isGrave answer={answer} />;
}
