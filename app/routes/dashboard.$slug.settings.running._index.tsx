import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { done, noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import { failedJobWords, runningPath } from '#app/features/settings/failed-job-words.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { retryFailedInput } from '#server/modules/running/running.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { jobs, total } = await page.api.running.failed({ salonId: page.salonId });
  return {
    title: page.titled(textsOf(page.locale, 'settings')('running.title')),
    total,
    jobs: jobs.map((job) => failedJobWords(job, page)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const t = textsOf(page.locale, 'settings');
  const jobId = retryFailedInput.shape.jobId.catch(undefined).parse(form.get('job') ?? undefined);
  return answerAct(page, { request: args.request, form, to: runningPath(page) }, async () => {
    const { count } = await page.api.running.retry({ salonId: page.salonId, jobId });
    return done(t('running.retried', { count }));
  });
}

export const meta = pageMeta;

export default function Running() {
  const { t } = useTranslation('settings');
  const { jobs, total } = useLoaderData<typeof loader>();
  const { refusal } = useActionData<typeof action>() ?? noAnswer;
  const busy = useNavigation().formMethod === 'POST';
  return (
    <>
      <DashboardTitle lead={t('running.lead')}>{t('running.title')}</DashboardTitle>
      <div className="grid gap-5">
        <RefusalNotice refusal={refusal} />
        {total === 0 ? (
          <EmptyState title={t('running.empty')}>{t('running.emptyText')}</EmptyState>
        ) : (
          <>
            <Form method="post" className="flex flex-wrap items-center gap-4">
              <input type="hidden" name="inPlace" />
              <Button type="submit" busy={busy}>
                {t('running.retryAll', { count: total })}
              </Button>
            </Form>
            <Table
              caption={t('running.title')}
              rows={jobs}
              rowKey={({ id }) => id}
              columns={[
                { key: 'what', header: t('running.what'), isRowHeader: true, cell: ({ what }) => what },
                { key: 'why', header: t('running.why'), cell: ({ why }) => why },
                { key: 'when', header: t('running.when'), cell: ({ when, tries }) => `${when}, ${tries}` },
                {
                  key: 'acts',
                  header: t('running.acts'),
                  cell: ({ id, what, when, drop }) => (
                    <Form method="post" className="flex flex-wrap items-center gap-x-5">
                      <input type="hidden" name="inPlace" />
                      <Button type="submit" name="job" value={id} look="secondary" size="small" busy={busy}>
                        {t('running.retry')}
                        <span className="sr-only">{`: ${what}, ${when}`}</span>
                      </Button>
                      <TextLink roomy to={drop} className="min-w-11">
                        {t('running.drop')}
                        <span className="sr-only">{`: ${what}, ${when}`}</span>
                      </TextLink>
                    </Form>
                  ),
                },
              ]}
            />
          </>
        )}
      </div>
    </>
  );
}
