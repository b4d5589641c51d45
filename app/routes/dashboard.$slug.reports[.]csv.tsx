import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { may, openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { csvResponse } from '#app/features/reports/csv.ts';
import { loadReport } from '#app/features/reports/report-view.server.ts';

/** One part of the report as a file, in the numbers that the page shows. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  // A file has no page of its own to say whom it is for.
  if (!may(page, 'seeReports')) throw redirect(`${page.base}/reports`);
  const { search, sections } = await loadReport(page);
  const section = sections.find(({ key }) => key === page.url.searchParams.get('section'));
  if (!section) throw pageNotFound();
  return csvResponse(`${page.salon.slug}-${section.key}-${search.from}-${search.until}`, [
    section.columns,
    ...section.rows.map(({ label, cells }) => [label, ...cells.map(({ value }) => value)]),
  ]);
}
