import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import type { Bar } from '#app/ui/chart/bar-chart.tsx';
import type { ChartColumn, Series } from '#app/ui/chart/column-chart.tsx';
import { majorUnits } from '#app/ui/formats.ts';
import type { NumberRow } from '#app/ui/number-table.tsx';
import {
  ratedOutcomes,
  undecidedOutcomes,
  type Figure,
  type OpeningOutcome,
  type ReportSummary,
} from '#server/modules/reports/reports.schema.ts';
import { figureParams, reportQuery, type ReportSearch } from './report-search.ts';
import { reportWords, type ReportWords } from './report-words.server.ts';

export const sectionKeys = [
  'outcomes',
  'steps',
  'causes',
  'leads',
  'claims',
  'perFill',
  'answers',
  'revenue',
  'waiting',
  'joined',
  'messages',
] as const;
export type SectionKey = (typeof sectionKeys)[number];

/** A cell as it is read, as it stands in a file, and where it leads. */
interface Cell {
  text: string;
  value: number | null;
  href: string | null;
}
/** Nothing is counted there. */
export const noCell: Cell = { text: '–', value: null, href: null };
type Row = Omit<NumberRow, 'cells'> & { cells: Cell[] };

type Chart =
  | { kind: 'bars'; bars: Bar[] }
  | { kind: 'columns'; series: Series[]; columns: ChartColumn[]; top: { value: number; text: string } };

export interface Section {
  key: SectionKey;
  title: string;
  lead: string;
  means: string[];
  chart: Chart | null;
  columns: string[];
  rows: Row[];
}

export type Counts = Record<OpeningOutcome, number>;

export const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
export const ratedOf = (counts: Counts) => sum(ratedOutcomes.map((outcome) => counts[outcome]));
export const undecidedOf = (counts: Counts) => sum(undecidedOutcomes.map((outcome) => counts[outcome]));

/** What the sections are made of: cells in words that lead to their rows, and pictures. */
export class SectionMaker {
  protected readonly summary: ReportSummary;
  protected readonly page: StaffPage;
  protected readonly words: ReportWords;
  readonly #search: ReportSearch;

  constructor(summary: ReportSummary, search: ReportSearch, page: StaffPage) {
    this.summary = summary;
    this.page = page;
    this.words = reportWords(page);
    this.#search = search;
  }

  protected section(key: SectionKey, rest: Omit<Section, 'key' | 'title' | 'means'>): Section {
    const { t } = this.words;
    const means = t(`sections.${key}.means`).split('\n');
    return { key, title: t(`sections.${key}.title`), means, ...rest };
  }

  /** Longest first is up to the caller; null when there is nothing to draw. */
  protected bars(values: { key: string; label: string; value: number }[]): Chart | null {
    const highest = Math.max(0, ...values.map(({ value }) => value));
    if (highest === 0) return null;
    return {
      kind: 'bars',
      bars: values.map(({ key, label, value }) => ({
        key,
        label,
        text: this.words.formats.number(value),
        length: value / highest,
      })),
    };
  }

  protected count(value: number, figure: Figure, period?: { from: string; until: string }): Cell {
    return {
      text: this.words.formats.number(value),
      value,
      href: value > 0 ? this.rows(figure, period) : null,
    };
  }

  protected money(
    minor: number,
    currency: string,
    figure?: Figure,
    period?: { from: string; until: string },
  ): Cell {
    return {
      text: this.words.formats.price(minor, currency),
      value: majorUnits(minor, currency),
      href: figure && minor > 0 ? this.rows(figure, period) : null,
    };
  }

  /** A length of time, in a file as whole minutes. */
  protected time(seconds: number | null, figure: Figure): Cell {
    return {
      text: this.words.length(seconds),
      value: seconds === null ? null : Math.round(seconds / 60),
      href: seconds === null ? null : this.rows(figure),
    };
  }

  /** A part of a whole; it leads to the rows of the part. */
  protected share(part: number, whole: number, figure?: Figure): Cell {
    return {
      text: this.words.share(part, whole),
      value: this.words.shareValue(part, whole),
      href: figure && part > 0 ? this.rows(figure) : null,
    };
  }

  protected rows(figure: Figure, period: { from?: string; until?: string } = {}): string {
    return rowsPath(this.page.base, { ...this.#search, ...period }, figure);
  }
}

/** Where the rows behind a figure are listed. */
export function rowsPath(
  base: string,
  { from, until, employeeId }: ReportSearch,
  figure: Figure,
  page = 1,
): string {
  const more = { ...figureParams(figure), page: page > 1 ? String(page) : undefined };
  return `${base}/reports/rows${reportQuery({ from, until, employeeId }, more)}`;
}
