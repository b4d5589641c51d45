import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import type { ReportSummary } from '#server/modules/reports/reports.schema.ts';
import { presetKeys, presetsOf, readReportSearch, reportQuery, reportScope } from './report-search.ts';
import { ratedOf, rowsPath } from './report-cells.server.ts';
import { reportSections } from './report-sections.server.ts';
import { reportWords } from './report-words.server.ts';

/** The report that the address asks for, and its parts in words. */
export async function loadReport(page: StaffPage) {
  const search = readReportSearch(page.url.searchParams, page.today);
  const summary = await page.api.report.summary({ salonId: page.salonId, ...reportScope(search) });
  return { search, summary, sections: reportSections(summary, search, page) };
}

/** The page of the report: what matters most, then every part. */
export async function reportView(page: StaffPage) {
  const { api, salon, base, today, formats } = page;
  const [{ search, summary, sections }, { employees }] = await Promise.all([
    loadReport(page),
    api.salon.bySlug({ slug: salon.slug }),
  ]);
  const { t } = reportWords(page);
  const { from, until } = search;
  const presets = presetsOf(today);
  return {
    search,
    lead: t('lead', {
      from: formats.day(from, today),
      until: formats.day(until, today),
      asOf: moment(summary.asOf, page),
    }),
    isEmpty: isEmpty(summary),
    presets: presetKeys.map((key) => ({
      key,
      href: `${base}/reports${reportQuery({ ...search, ...presets[key] })}`,
      isCurrent: presets[key].from === from && presets[key].until === until,
    })),
    employees: employees.map(({ id, name }) => ({ id, name })),
    keyFigures: keyFigures(summary, search, page),
    sections: sections.map((section) => ({
      ...section,
      csv: `${base}/reports.csv${reportQuery(search, { section: section.key })}`,
    })),
    currency: summary.currency,
    smsPrice:
      summary.smsSegmentPriceMicros === null
        ? ''
        : String(summary.smsSegmentPriceMicros / 1_000_000).replace('.', page.locale === 'nb' ? ',' : '.'),
  };
}
export type ReportView = Awaited<ReturnType<typeof reportView>>;

/** What the last seven days have brought. */
export async function weekInFigures(page: StaffPage): Promise<ReturnType<typeof keyFigures>> {
  const search = { ...presetsOf(page.today).last7, employeeId: '' };
  const summary = await page.api.report.summary({ salonId: page.salonId, ...reportScope(search) });
  return keyFigures(summary, search, page);
}

/** Nothing came free, nobody joined, waited or was written to. */
function isEmpty({ openings, booked, joined, messages }: ReportSummary): boolean {
  const none = (counts: Record<string, number>) => Object.values(counts).every((count) => count === 0);
  return (
    none(openings.outcomes) &&
    booked.count === 0 &&
    none(joined) &&
    Object.values(messages.topics).every((topic) => none(topic))
  );
}

function keyFigures(
  summary: ReportSummary,
  search: ReturnType<typeof readReportSearch>,
  page: StaffPage,
): { key: string; term: string; value: string; detail: string | null; href: string | null }[] {
  const { t, formats, length, share } = reportWords(page);
  const { outcomes, claims, offersPerFill } = summary.openings;
  const rated = ratedOf(outcomes);
  const fills = summary.worths.came.count + summary.worths.ahead.count;
  const rows = (figure: Parameters<typeof rowsPath>[2]) => rowsPath(page.base, search, figure);
  return [
    {
      key: 'fillRate',
      term: t('key.fillRate'),
      value: rated > 0 ? share(outcomes.waitlist, rated) : t('key.nothing'),
      detail: rated > 0 ? t('key.fillRateOf', { filled: outcomes.waitlist, rated }) : null,
      href: rated > 0 ? rows({ list: 'openings', outcome: 'rated' }) : null,
    },
    {
      key: 'recovered',
      term: t('key.recovered'),
      value: formats.price(summary.recoveredMinor, summary.currency),
      detail: fills > 0 ? t('key.recoveredOf', { count: fills }) : null,
      href: fills > 0 ? rows({ list: 'offers', worth: 'recovered' }) : null,
    },
    {
      key: 'claim',
      term: t('key.claim'),
      value: claims.count > 0 ? length(claims.medianSeconds) : t('key.nothing'),
      detail: claims.count > 0 ? t('key.claimOf', { p90: length(claims.p90Seconds) }) : null,
      href: claims.count > 0 ? rows({ list: 'openings', claim: 'any' }) : null,
    },
    {
      key: 'perFill',
      term: t('key.perFill'),
      value:
        offersPerFill.fills > 0
          ? formats.number(offersPerFill.offers / offersPerFill.fills, 1)
          : t('key.nothing'),
      detail: offersPerFill.fills > 0 ? t('key.perFillOf', { count: offersPerFill.offers }) : null,
      href: offersPerFill.fills > 0 ? rows({ list: 'openings', outcome: 'waitlist' }) : null,
    },
  ];
}
