import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { may, openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { csvResponse } from '#app/features/reports/csv.ts';
import { rowsFile } from '#app/features/reports/rows-view.server.ts';

/** The rows behind a figure as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  // A file has no page of its own to say whom it is for.
  if (!may(page, 'seeReports')) throw redirect(`${page.base}/reports`);
  const { search, figure, columns, rows } = await rowsFile(page);
  return csvResponse(`${page.salon.slug}-${figure.list}-${search.from}-${search.until}`, [
    columns,
    ...rows.map(({ cells }) => cells.map(({ text, value }) => (value === undefined ? text : value))),
  ]);
}
