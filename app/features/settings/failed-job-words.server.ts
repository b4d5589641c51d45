import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { FailedJob } from '#server/modules/running/running.schema.ts';

export function runningPath({ base }: Pick<StaffPage, 'base'>): string {
  return `${base}/settings/running`;
}

/** A job that was given up, in words. */
export function failedJobWords({ id, work, failure, failedAt, tries }: FailedJob, page: StaffPage) {
  const t = textsOf(page.locale, 'settings');
  return {
    id,
    what: t(`running.works.${work}`),
    why: t(`running.failures.${failure}`),
    when: page.formats.dateAndTime(failedAt, page.today),
    tries: t('running.tried', { count: tries }),
    drop: `${runningPath(page)}/${id}/drop`,
  };
}
