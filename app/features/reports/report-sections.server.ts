import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { Bar } from '#app/ui/chart/bar-chart.tsx';
import type { ChartColumn, Series } from '#app/ui/chart/column-chart.tsx';
import { majorUnits } from '#app/ui/formats.ts';
import type { NumberRow } from '#app/ui/number-table.tsx';
import { openingCauses } from '#server/modules/openings/openings.schema.ts';
import {
  answers,
  claimTimes,
  leads,
  messageTopics,
  offerCounts,
  outcomes,
  ratedOutcomes,
  waits,
  worths,
  type Figure,
  type OpeningOutcome,
  type ReportSummary,
} from '#server/modules/reports/reports.schema.ts';
import { entryStatuses } from '#server/modules/waitlist/waitlist.schema.ts';
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

type Counts = Record<OpeningOutcome, number>;

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
export const ratedOf = (counts: Counts) => sum(ratedOutcomes.map((outcome) => counts[outcome]));
const undecidedOf = (counts: Counts) => counts.open + counts.on_sale;

/** Every part of the report in finished words: the page and the files are made of the same. */
export function reportSections(summary: ReportSummary, search: ReportSearch, page: StaffPage): Section[] {
  const make = new Maker(summary, search, page);
  return sectionKeys.map((key) => make[key]());
}

class Maker implements Record<SectionKey, () => Section> {
  readonly #summary: ReportSummary;
  readonly #search: ReportSearch;
  readonly #page: StaffPage;
  readonly #words: ReportWords;

  constructor(summary: ReportSummary, search: ReportSearch, page: StaffPage) {
    this.#summary = summary;
    this.#search = search;
    this.#page = page;
    this.#words = reportWords(page);
  }

  outcomes(): Section {
    const { t } = this.#words;
    const counts = this.#summary.openings.outcomes;
    const rated = ratedOf(counts);
    const shown = outcomes.filter((outcome) => counts[outcome] > 0);
    return this.#section('outcomes', {
      lead: t('sections.outcomes.lead', {
        filled: counts.waitlist,
        rated,
        rate: this.#words.share(counts.waitlist, rated),
      }),
      chart: this.#bars(shown.map((key) => ({ key, label: t(`outcomes.${key}`), value: counts[key] }))),
      columns: [t('columns.outcome'), t('columns.openings'), t('columns.share')],
      rows: [
        ...outcomes.map((outcome) => ({
          key: outcome,
          label: t(`outcomes.${outcome}`),
          cells: [
            this.#count(counts[outcome], { list: 'openings', outcome }),
            ratedOutcomes.some((name) => name === outcome)
              ? this.#share(counts[outcome], rated)
              : this.#share(0, 0),
          ],
        })),
        {
          key: 'rated',
          label: t('outcomes.rated'),
          cells: [this.#count(rated, { list: 'openings', outcome: 'rated' }), this.#share(rated, rated)],
        },
      ],
    });
  }

  steps(): Section {
    const { t, formats } = this.#words;
    const { openings, stepSize, currency } = this.#summary;
    const nameOf = ({ from, until }: { from: string; until: string }) => {
      if (stepSize === 'month') return formats.month(from);
      if (stepSize === 'day' || from === until) return formats.shortDay(from);
      return `${formats.shortDay(from)} – ${formats.shortDay(until)}`;
    };
    const columns = openings.steps.map((step) => ({
      key: step.from,
      label: stepSize === 'month' ? formats.month(step.from) : formats.shortDay(step.from),
      values: [
        step.outcomes.waitlist,
        step.outcomes.public + step.outcomes.staff,
        step.outcomes.unfilled,
        undecidedOf(step.outcomes),
      ],
    }));
    const highest = Math.max(1, ...columns.map(({ values }) => sum(values)));
    return this.#section('steps', {
      lead: t('sections.steps.lead'),
      chart: {
        kind: 'columns',
        series: [
          { key: 'waitlist', label: t('outcomesShort.waitlist'), look: 'strong' },
          { key: 'sold', label: t('outcomesShort.sold'), look: 'second' },
          { key: 'unfilled', label: t('outcomesShort.unfilled'), look: 'hollow' },
          { key: 'undecided', label: t('outcomesShort.undecided'), look: 'faint' },
        ],
        columns,
        top: { value: highest, text: formats.number(highest) },
      },
      columns: [
        t('columns.step'),
        t('outcomesShort.waitlist'),
        t('outcomesShort.public'),
        t('outcomesShort.staff'),
        t('outcomesShort.unfilled'),
        t('columns.recovered'),
      ],
      rows: openings.steps.map((step) => ({
        key: step.from,
        label: nameOf(step),
        cells: [
          ...(['waitlist', 'public', 'staff', 'unfilled'] as const).map((outcome) =>
            this.#count(step.outcomes[outcome], { list: 'openings', outcome }, step),
          ),
          this.#money(step.recoveredMinor, currency, { list: 'offers', worth: 'recovered' }, step),
        ],
      })),
    });
  }

  causes(): Section {
    const { t } = this.#words;
    const dashboard = textsOf(this.#page.locale, 'dashboard');
    const { byCause } = this.#summary.openings;
    const total = (counts: Counts) => sum(Object.values(counts));
    const shown = openingCauses
      .filter((cause) => total(byCause[cause]) > 0)
      .toSorted((a, b) => total(byCause[b]) - total(byCause[a]));
    const nameOf = (cause: (typeof openingCauses)[number]) => dashboard(`openings.causes.${cause}`);
    const [most] = shown;
    return this.#section('causes', {
      lead: most ? t('sections.causes.lead', { cause: nameOf(most) }) : t('noAnswer'),
      chart: this.#bars(
        shown.map((cause) => ({ key: cause, label: nameOf(cause), value: total(byCause[cause]) })),
      ),
      columns: [
        t('columns.cause'),
        t('columns.openings'),
        t('outcomesShort.waitlist'),
        t('outcomesShort.public'),
        t('outcomesShort.staff'),
        t('outcomesShort.unfilled'),
        t('columns.fillRate'),
      ],
      rows: shown.map((cause) => ({
        key: cause,
        label: nameOf(cause),
        cells: [
          this.#count(total(byCause[cause]), { list: 'openings', cause }),
          ...(['waitlist', 'public', 'staff', 'unfilled'] as const).map((outcome) =>
            this.#count(byCause[cause][outcome], { list: 'openings', cause, outcome }),
          ),
          this.#share(byCause[cause].waitlist, ratedOf(byCause[cause])),
        ],
      })),
    });
  }

  leads(): Section {
    const { t } = this.#words;
    const { byLead } = this.#summary.openings;
    return this.#section('leads', {
      lead: t('sections.leads.lead'),
      chart: {
        kind: 'bars',
        bars: leads.map((lead) => {
          const counts = byLead[lead];
          const rated = ratedOf(counts);
          return {
            key: lead,
            label: t(`leads.${lead}`),
            text: this.#words.share(counts.waitlist, rated),
            length: rated > 0 ? counts.waitlist / rated : 0,
          };
        }),
      },
      columns: [t('columns.lead'), t('columns.rated'), t('outcomesShort.waitlist'), t('columns.fillRate')],
      rows: leads.map((lead) => {
        const rated = ratedOf(byLead[lead]);
        const filled = byLead[lead].waitlist;
        return {
          key: lead,
          label: t(`leads.${lead}`),
          cells: [
            this.#count(rated, { list: 'openings', lead, outcome: 'rated' }),
            this.#count(filled, { list: 'openings', lead, outcome: 'waitlist' }),
            this.#share(filled, rated),
          ],
        };
      }),
    });
  }

  claims(): Section {
    const { t, length } = this.#words;
    const { counts, count, medianSeconds, p90Seconds } = this.#summary.openings.claims;
    return this.#section('claims', {
      lead:
        count > 0
          ? t('sections.claims.lead', { median: length(medianSeconds), p90: length(p90Seconds) })
          : t('noAnswer'),
      chart: this.#bars(
        claimTimes.map((key) => ({ key, label: t(`claimTimes.${key}`), value: counts[key] })),
      ),
      columns: [t('columns.time'), t('columns.openings'), t('columns.share')],
      rows: claimTimes.map((claim) => ({
        key: claim,
        label: t(`claimTimes.${claim}`),
        cells: [this.#count(counts[claim], { list: 'openings', claim }), this.#share(counts[claim], count)],
      })),
    });
  }

  perFill(): Section {
    const { t, formats } = this.#words;
    const { fills, offers: made, counts } = this.#summary.openings.offersPerFill;
    return this.#section('perFill', {
      lead: fills > 0 ? t('sections.perFill.lead', { mean: formats.number(made / fills, 1) }) : t('noAnswer'),
      chart: this.#bars(
        offerCounts
          .filter((key) => key !== 'none' || counts.none > 0)
          .map((key) => ({ key, label: t(`offerCounts.${key}`), value: counts[key] })),
      ),
      columns: [t('columns.offers'), t('columns.openings'), t('columns.share')],
      rows: offerCounts.map((offers) => ({
        key: offers,
        label: t(`offerCounts.${offers}`),
        cells: [
          this.#count(counts[offers], { list: 'openings', offers }),
          this.#share(counts[offers], fills),
        ],
      })),
    });
  }

  answers(): Section {
    const { t, share } = this.#words;
    const counts = this.#summary.answers;
    const all = sum(Object.values(counts));
    return this.#section('answers', {
      lead:
        all > 0
          ? t('sections.answers.lead', {
              accepted: counts.accepted,
              offers: all,
              rate: share(counts.accepted, all),
            })
          : t('noAnswer'),
      chart: this.#bars(
        answers
          .filter((answer) => counts[answer] > 0)
          .map((key) => ({ key, label: t(`answers.${key}`), value: counts[key] })),
      ),
      columns: [t('columns.answer'), t('columns.offers'), t('columns.share')],
      rows: [
        ...answers.map((answer) => ({
          key: answer,
          label: t(`answers.${answer}`),
          cells: [this.#count(counts[answer], { list: 'offers', answer }), this.#share(counts[answer], all)],
        })),
        {
          key: 'any',
          label: t('answers.any'),
          cells: [this.#count(all, { list: 'offers', answer: 'any' }), this.#share(all, all)],
        },
      ],
    });
  }

  revenue(): Section {
    const { t, formats } = this.#words;
    const { worths: values, recoveredMinor, currency, openings, stepSize } = this.#summary;
    const fills = values.came.count + values.ahead.count;
    const highest = Math.max(1, ...openings.steps.map((step) => step.recoveredMinor));
    return this.#section('revenue', {
      lead: t('sections.revenue.lead', {
        amount: formats.price(recoveredMinor, currency),
        appointments: t('appointments', { count: fills }),
      }),
      chart:
        recoveredMinor > 0
          ? {
              kind: 'columns',
              series: [{ key: 'recovered', label: t('columns.recovered'), look: 'strong' }],
              columns: openings.steps.map((step) => ({
                key: step.from,
                label: stepSize === 'month' ? formats.month(step.from) : formats.shortDay(step.from),
                values: [step.recoveredMinor],
              })),
              top: { value: highest, text: formats.price(highest, currency) },
            }
          : null,
      columns: [t('columns.worth'), t('columns.count'), t('columns.amount')],
      rows: [
        ...(['came', 'ahead'] as const),
        'recovered' as const,
        ...worths.filter((worth) => worth !== 'came' && worth !== 'ahead'),
      ].map((worth) => {
        const value = worth === 'recovered' ? { count: fills, minor: recoveredMinor } : values[worth];
        return {
          key: worth,
          label: t(`worths.${worth}`),
          cells: [
            this.#count(value.count, { list: 'offers', worth }),
            this.#money(value.minor, currency, { list: 'offers', worth }),
          ],
        };
      }),
    });
  }

  waiting(): Section {
    const { t, length } = this.#words;
    const { booked, waiting } = this.#summary;
    const row = (key: (typeof waits)[number] | 'total') => {
      const wait = key === 'total' ? undefined : key;
      const of = (set: 'booked' | 'waiting') => {
        const spread = this.#summary[set];
        return this.#count(wait ? spread.counts[wait] : spread.count, { list: 'entries', set, wait });
      };
      return {
        key,
        label: wait ? t(`waits.${wait}`) : t('total'),
        cells: [of('booked'), of('waiting')],
      };
    };
    return this.#section('waiting', {
      lead:
        booked.count > 0
          ? t('sections.waiting.lead', {
              median: length(booked.medianSeconds),
              p90: length(booked.p90Seconds),
            })
          : t('sections.waiting.leadNone'),
      chart: this.#bars(waits.map((key) => ({ key, label: t(`waits.${key}`), value: booked.counts[key] }))),
      columns: [t('columns.wait'), t('columns.booked'), t('columns.waiting')],
      rows: [
        ...[...waits, 'total' as const].map(row),
        ...(['medianSeconds', 'p90Seconds'] as const).map((key) => ({
          key,
          label: t(`spread.${key}`),
          cells: [booked, waiting].map((spread) => ({
            text: length(spread[key]),
            value: spread[key] === null ? null : Math.round(spread[key] / 60),
            href: null,
          })),
        })),
      ],
    });
  }

  joined(): Section {
    const { t } = this.#words;
    const dashboard = textsOf(this.#page.locale, 'dashboard');
    const counts = this.#summary.joined;
    const all = sum(Object.values(counts));
    return this.#section('joined', {
      lead: t('sections.joined.lead', { count: all }),
      chart: this.#bars(
        entryStatuses
          .filter((status) => counts[status] > 0)
          .map((key) => ({ key, label: dashboard(`states.entry.${key}`), value: counts[key] })),
      ),
      columns: [t('columns.state'), t('columns.entries'), t('columns.share')],
      rows: [
        ...entryStatuses.map((status) => ({
          key: status,
          label: dashboard(`states.entry.${status}`),
          cells: [
            this.#count(counts[status], { list: 'entries', set: 'joined', status }),
            this.#share(counts[status], all),
          ],
        })),
        {
          key: 'total',
          label: t('total'),
          cells: [this.#count(all, { list: 'entries', set: 'joined' }), this.#share(all, all)],
        },
      ],
    });
  }

  messages(): Section {
    const { t, formats } = this.#words;
    const { messages, smsSegmentPriceMicros: price, currency } = this.#summary;
    const all = messageTopics.map((topic) => messages.topics[topic]);
    const total = {
      sms: sum(all.map(({ sms }) => sms)),
      segments: sum(all.map(({ segments }) => segments)),
      emails: sum(all.map(({ emails }) => emails)),
    };
    const row = (key: (typeof messageTopics)[number] | 'total') => {
      const topic = key === 'total' ? undefined : key;
      const { sms, segments, emails } = topic ? messages.topics[topic] : total;
      const cost = price === null ? null : minorOf(segments * price, currency);
      return {
        key,
        label: topic ? t(`topics.${topic}`) : t('total'),
        cells: [
          this.#count(sms, { list: 'messages', topic, channel: 'sms', notSent: false }),
          { text: formats.number(segments), value: segments, href: null },
          this.#count(emails, { list: 'messages', topic, channel: 'email', notSent: false }),
          cost === null ? { text: '–', value: null, href: null } : this.#money(cost, currency),
        ],
      };
    };
    return this.#section('messages', {
      lead: t('sections.messages.lead', {
        segments: formats.number(total.segments),
        emails: formats.number(total.emails),
      }),
      chart: this.#bars(
        messageTopics.map((key) => ({
          key,
          label: t(`topics.${key}`),
          value: messages.topics[key].sms + messages.topics[key].emails,
        })),
      ),
      columns: [
        t('columns.topic'),
        t('columns.sms'),
        t('columns.segments'),
        t('columns.emails'),
        t('columns.cost'),
      ],
      rows: [
        ...[...messageTopics, 'total' as const].map(row),
        {
          key: 'notSent',
          label: t('sections.messages.notSent'),
          cells: (['sms', 'segments', 'email', 'cost'] as const).map((column) =>
            column === 'sms'
              ? this.#count(messages.notSent.sms, { list: 'messages', channel: 'sms', notSent: true })
              : column === 'email'
                ? this.#count(messages.notSent.emails, { list: 'messages', channel: 'email', notSent: true })
                : { text: '–', value: null, href: null },
          ),
        },
      ],
    });
  }

  #section(key: SectionKey, rest: Omit<Section, 'key' | 'title' | 'means'>): Section {
    const { t } = this.#words;
    const means = t(`sections.${key}.means`).split('\n');
    return { key, title: t(`sections.${key}.title`), means, ...rest };
  }

  /** Longest first is up to the caller; null when there is nothing to draw. */
  #bars(values: { key: string; label: string; value: number }[]): Chart | null {
    const highest = Math.max(0, ...values.map(({ value }) => value));
    if (highest === 0) return null;
    return {
      kind: 'bars',
      bars: values.map(({ key, label, value }) => ({
        key,
        label,
        text: this.#words.formats.number(value),
        length: value / highest,
      })),
    };
  }

  #count(value: number, figure: Figure, period?: { from: string; until: string }): Cell {
    return {
      text: this.#words.formats.number(value),
      value,
      href: value > 0 ? this.#rows(figure, period) : null,
    };
  }

  #money(minor: number, currency: string, figure?: Figure, period?: { from: string; until: string }): Cell {
    return {
      text: this.#words.formats.price(minor, currency),
      value: majorUnits(minor, currency),
      href: figure && minor > 0 ? this.#rows(figure, period) : null,
    };
  }

  #share(part: number, whole: number): Cell {
    return { text: this.#words.share(part, whole), value: this.#words.shareValue(part, whole), href: null };
  }

  #rows(figure: Figure, period: { from?: string; until?: string } = {}): string {
    return rowsPath(this.#page.base, { ...this.#search, ...period }, figure);
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

/** Millionths of the currency's unit as whole minor units. */
function minorOf(micros: number, currency: string): number {
  return Math.round(micros / 1_000_000 / majorUnits(1, currency));
}
