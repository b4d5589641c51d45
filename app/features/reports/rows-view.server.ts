import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { majorUnits } from '#app/ui/formats.ts';
import type { Figure, ReportRows } from '#server/modules/reports/reports.schema.ts';
import { pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { readFigure, readReportSearch, reportQuery, reportScope } from './report-search.ts';
import { rowsPath } from './report-cells.server.ts';
import { reportWords } from './report-words.server.ts';

/** The rows behind a figure, as a table and as a file say them. */
interface RowCell {
  text: string;
  /** Where a file has another: a number, or a time that sorts. */
  value?: string | number | null;
  href?: string | undefined;
}

export interface ShownRow {
  key: string;
  cells: RowCell[];
}

const filePageSize = 1_000;
const mostFilePages = 50;

/** One page of the list that the address names. */
export async function rowsView(page: StaffPage) {
  const { api, base, salonId, url, formats, today } = page;
  const { search, figure } = readAddress(page);
  const asked = Number(url.searchParams.get('page'));
  const number = Number.isInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1;
  const [found, { employees }] = await Promise.all([
    api.report.rows({ salonId, ...reportScope(search), figure, page: number }),
    api.salon.bySlug({ slug: page.salon.slug }),
  ]);
  const { t } = reportWords(page);
  const employee =
    figure.list === 'openings' || figure.list === 'offers'
      ? employees.find(({ id }) => id === search.employeeId)?.name
      : undefined;
  const isNow = figure.list === 'entries' && figure.set === 'waiting';
  const leadKey = isNow ? 'rows.leadNow' : employee ? 'rows.leadWith' : 'rows.lead';
  return {
    heading: `${t(`rows.title.${figure.list}`)}: ${figureName(figure, page)}`,
    lead: t(leadKey, {
      count: found.total,
      from: formats.day(search.from, today),
      until: formats.day(search.until, today),
      employee,
    }),
    total: found.total,
    page: found.page,
    hasMore: found.hasMore,
    back: `${base}/reports${reportQuery(search)}`,
    csv: rowsPath(base, search, figure).replace('/rows?', '/rows.csv?'),
    previous: rowsPath(base, search, figure, Math.max(1, number - 1)),
    next: rowsPath(base, search, figure, number + 1),
    columns: columnsOf(figure, page),
    rows: rowsOf(found, page),
  };
}

/** All rows, for a file; the list's own order. */
export async function rowsFile(page: StaffPage) {
  const { search, figure } = readAddress(page);
  const rows: ReturnType<typeof rowsOf> = [];
  for (let number = 1; number <= mostFilePages; number += 1) {
    const found = await page.api.report.rows({
      salonId: page.salonId,
      ...reportScope(search),
      figure,
      page: number,
      pageSize: filePageSize,
    });
    rows.push(...rowsOf(found, page));
    if (!found.hasMore) break;
  }
  return { search, figure, columns: columnsOf(figure, page), rows };
}

function readAddress({ url, today }: StaffPage) {
  const figure = readFigure(url.searchParams);
  if (!figure) throw pageNotFound();
  return { search: readReportSearch(url.searchParams, today), figure };
}

/** What the list is narrowed down to, as the report calls it. */
function figureName(figure: Figure, page: StaffPage): string {
  const { t } = reportWords(page);
  const dashboard = textsOf(page.locale, 'dashboard');
  const names: (string | undefined)[] = [];
  switch (figure.list) {
    case 'openings':
      names.push(
        figure.cause && dashboard(`openings.causes.${figure.cause}`),
        figure.outcome && t(`outcomes.${figure.outcome}`),
        figure.lead && t(`leads.${figure.lead}`),
        figure.claim && t(`claimTimes.${figure.claim}`),
        figure.offers && t(`offerCounts.${figure.offers}`),
      );
      break;
    case 'offers':
      names.push(figure.answer && t(`answers.${figure.answer}`), figure.worth && t(`worths.${figure.worth}`));
      break;
    case 'entries':
      names.push(
        t(`entrySets.${figure.set}`),
        figure.wait && t(`waits.${figure.wait}`),
        figure.status && dashboard(`states.entry.${figure.status}`),
      );
      break;
    case 'messages':
      names.push(
        figure.topic && t(`topics.${figure.topic}`),
        figure.channel && t(`channels.${figure.channel}`),
        figure.notSent ? t('sections.messages.notSent') : undefined,
      );
      break;
  }
  return names.filter(Boolean).join(', ') || t('rows.all');
}

function columnsOf({ list }: Figure, page: StaffPage): string[] {
  const { t } = reportWords(page);
  const keys = {
    openings: ['starts', 'employee', 'cause', 'outcome', 'created', 'offers', 'claim'],
    offers: ['customer', 'starts', 'service', 'employee', 'answer', 'worth', 'price', 'made'],
    entries: ['customer', 'service', 'state', 'joined', 'waited'],
    messages: ['customer', 'message', 'channel', 'state', 'segments', 'written'],
  } as const;
  return keys[list].map((key) => t(`columns.${key}`));
}

function rowsOf(found: ReportRows, page: StaffPage): ShownRow[] {
  const { base, formats, today } = page;
  const { t, length } = reportWords(page);
  const dashboard = textsOf(page.locale, 'dashboard');
  // In a file the salon's local time, in the one order that every program sorts.
  const sortable = (instant: string) => `${formats.localDate(instant)} ${formats.time(instant)}`;
  const at = (instant: string) => ({ text: moment(instant, page), value: sortable(instant) });
  const slot = (instant: string) => ({ text: formats.dateAndTime(instant, today), value: sortable(instant) });
  switch (found.list) {
    case 'openings':
      return found.rows.map((row) => ({
        key: row.id,
        cells: [
          { ...slot(row.startsAt), href: `${base}/openings/${row.id}` },
          { text: row.employeeName },
          { text: dashboard(`openings.causes.${row.cause}`) },
          { text: t(`outcomes.${row.outcome}`) },
          at(row.createdAt),
          { text: formats.number(row.offers), value: row.offers },
          {
            text: row.claimSeconds === null ? '–' : length(row.claimSeconds),
            value: minutes(row.claimSeconds),
          },
        ],
      }));
    case 'offers':
      return found.rows.map((row) => ({
        key: row.id,
        cells: [
          { text: row.customerName, href: row.hasEntryPage ? `${base}/waitlist/${row.entryId}` : undefined },
          { ...slot(row.slotStart), href: `${base}/openings/${row.openingId}` },
          { text: row.serviceName },
          { text: row.employeeName },
          { text: row.answer ? t(`answers.${row.answer}`) : t('worths.direct') },
          { text: row.worth ? t(`worths.${row.worth}`) : '–' },
          {
            text: formats.price(row.priceMinor, found.currency),
            value: majorUnits(row.priceMinor, found.currency),
          },
          at(row.createdAt),
        ],
      }));
    case 'entries':
      return found.rows.map((row) => ({
        key: row.id,
        cells: [
          { text: row.customerName, href: row.hasEntryPage ? `${base}/waitlist/${row.id}` : undefined },
          { text: row.serviceName },
          { text: dashboard(`states.entry.${row.status}`) },
          at(row.createdAt),
          { text: row.waitSeconds === null ? '–' : length(row.waitSeconds), value: minutes(row.waitSeconds) },
        ],
      }));
    case 'messages':
      return found.rows.map((row) => ({
        key: row.id,
        cells: [
          { text: row.customerName ?? '–' },
          { text: t(`rows.templates.${row.template}`) },
          { text: t(`channels.${row.channel}`) },
          { text: t(`rows.sent.${row.status}`) },
          { text: row.segments === null ? '–' : formats.number(row.segments), value: row.segments },
          at(row.createdAt),
        ],
      }));
  }
}

function minutes(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds / 60);
}
