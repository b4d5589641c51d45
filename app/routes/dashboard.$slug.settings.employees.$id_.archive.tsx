import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { workingTimeChanged } from '#app/features/settings/change-words.server.ts';
import { TouchedBookings } from '#app/features/settings/touched-bookings.tsx';
import { touchedWords } from '#app/features/settings/touched.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';

async function findEmployee({ api, salonId }: StaffPage, id: string | undefined) {
  const all = await api.salon.employees({ salonId });
  const found = all.find((one) => one.id === id && one.archivedAt === null);
  if (!found) throw pageNotFound();
  return found;
}

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { id, name } = await findEmployee(page, args.params.id);
  const t = textsOf(page.locale, 'settings');
  const touched = await page.api.salon.touchedByArchiving({ salonId: page.salonId, employeeId: id });
  const { does, bookings } = touchedWords(touched, page);
  const heading = t('employees.archiveTitle', { name });
  return {
    heading,
    title: page.titled(heading),
    back: `${page.base}/settings/employees/${id}`,
    does: [t('employees.archiveDoes', { name }), ...does],
    submit: t('employees.archive', { name }),
    bookings,
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [{ id, name }, form] = await Promise.all([
    findEmployee(page, args.params.id),
    readForm(args.request),
  ]);
  const to = `${page.base}/settings/employees`;
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const said = textsOf(page.locale, 'settings')('employees.archiveDone', { name });
    const change = await page.api.salon.archiveEmployee({ salonId: page.salonId, employeeId: id });
    // Its bookings were listed before, and stand: they are not said to lie outside hours.
    return workingTimeChanged(said, { ...change, affectedBookings: [] }, page);
  });
}

export const meta = pageMeta;

export default function ArchiveEmployee() {
  const { bookings, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <ActPage {...view} impossible={null} isGrave answer={answer}>
      <TouchedBookings bookings={bookings} />
    </ActPage>
  );
}
