import { textsOf } from '#app/texts.server.ts';
import { openingCauses } from '#server/modules/openings/openings.schema.ts';
import {
  claimTimes,
  leads,
  offerCounts,
  outcomes,
  ratedOutcomes,
} from '#server/modules/reports/reports.schema.ts';
import {
  noCell,
  ratedOf,
  SectionMaker,
  sum,
  undecidedOf,
  type Counts,
  type Section,
} from './report-cells.server.ts';

/** What the report says of openings: what became of them, when, why they came free, and how quickly they were taken. */
export class OpeningSections extends SectionMaker {
  outcomes(): Section {
    const { t } = this.words;
    const counts = this.summary.openings.outcomes;
    const rated = ratedOf(counts);
    const shown = outcomes.filter((outcome) => counts[outcome] > 0);
    return this.section('outcomes', {
      lead: t('sections.outcomes.lead', {
        filled: counts.waitlist,
        rated,
        rate: this.words.share(counts.waitlist, rated),
      }),
      chart: this.bars(shown.map((key) => ({ key, label: t(`outcomes.${key}`), value: counts[key] }))),
      columns: [t('columns.outcome'), t('columns.openings'), t('columns.share')],
      rows: [
        ...outcomes.map((outcome) => ({
          key: outcome,
          label: t(`outcomes.${outcome}`),
          cells: [
            this.count(counts[outcome], { list: 'openings', outcome }),
            ratedOutcomes.some((name) => name === outcome)
              ? this.share(counts[outcome], rated, { list: 'openings', outcome })
              : this.share(0, 0),
          ],
        })),
        {
          key: 'rated',
          label: t('outcomes.rated'),
          cells: [
            this.count(rated, { list: 'openings', outcome: 'rated' }),
            this.share(rated, rated, { list: 'openings', outcome: 'rated' }),
          ],
        },
      ],
    });
  }

  steps(): Section {
    const { t, formats } = this.words;
    const { openings, stepSize, currency } = this.summary;
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
    return this.section('steps', {
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
        t('outcomesShort.undecided'),
        t('columns.recovered'),
      ],
      rows: openings.steps.map((step) => ({
        key: step.from,
        label: nameOf(step),
        cells: [
          ...(['waitlist', 'public', 'staff', 'unfilled'] as const).map((outcome) =>
            this.count(step.outcomes[outcome], { list: 'openings', outcome }, step),
          ),
          this.count(undecidedOf(step.outcomes), { list: 'openings', outcome: 'undecided' }, step),
          this.money(step.recoveredMinor, currency, { list: 'offers', worth: 'recovered' }, step),
        ],
      })),
    });
  }

  causes(): Section {
    const { t } = this.words;
    const dashboard = textsOf(this.page.locale, 'dashboard');
    const { byCause } = this.summary.openings;
    const total = (counts: Counts) => sum(Object.values(counts));
    const shown = openingCauses
      .filter((cause) => total(byCause[cause]) > 0)
      .toSorted((a, b) => total(byCause[b]) - total(byCause[a]));
    const nameOf = (cause: (typeof openingCauses)[number]) => dashboard(`openings.causes.${cause}`);
    const [most] = shown;
    return this.section('causes', {
      lead: most ? t('sections.causes.lead', { cause: nameOf(most) }) : t('noAnswer'),
      chart: this.bars(
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
          this.count(total(byCause[cause]), { list: 'openings', cause }),
          ...(['waitlist', 'public', 'staff', 'unfilled'] as const).map((outcome) =>
            this.count(byCause[cause][outcome], { list: 'openings', cause, outcome }),
          ),
          this.share(byCause[cause].waitlist, ratedOf(byCause[cause]), {
            list: 'openings',
            cause,
            outcome: 'waitlist',
          }),
        ],
      })),
    });
  }

  leads(): Section {
    const { t } = this.words;
    const { byLead } = this.summary.openings;
    return this.section('leads', {
      lead: t('sections.leads.lead'),
      chart: {
        kind: 'bars',
        bars: leads.map((lead) => {
          const counts = byLead[lead];
          const rated = ratedOf(counts);
          return {
            key: lead,
            label: t(`leads.${lead}`),
            text: this.words.share(counts.waitlist, rated),
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
            this.count(rated, { list: 'openings', lead, outcome: 'rated' }),
            this.count(filled, { list: 'openings', lead, outcome: 'waitlist' }),
            this.share(filled, rated, { list: 'openings', lead, outcome: 'waitlist' }),
          ],
        };
      }),
    });
  }

  claims(): Section {
    const { t, length } = this.words;
    const { claims } = this.summary.openings;
    const { counts, count, medianSeconds, p90Seconds } = claims;
    return this.section('claims', {
      lead:
        count > 0
          ? t('sections.claims.lead', { median: length(medianSeconds), p90: length(p90Seconds) })
          : t('noAnswer'),
      chart: this.bars(claimTimes.map((key) => ({ key, label: t(`claimTimes.${key}`), value: counts[key] }))),
      columns: [t('columns.time'), t('columns.openings'), t('columns.share')],
      rows: [
        ...claimTimes.map((claim) => ({
          key: claim,
          label: t(`claimTimes.${claim}`),
          cells: [
            this.count(counts[claim], { list: 'openings', claim }),
            this.share(counts[claim], count, { list: 'openings', claim }),
          ],
        })),
        ...(['medianSeconds', 'p90Seconds'] as const).map((key) => ({
          key,
          label: t(`claimSpread.${key}`),
          cells: [this.time(claims[key], { list: 'openings', claim: 'any' }), noCell],
        })),
      ],
    });
  }

  perFill(): Section {
    const { t, formats } = this.words;
    const { fills, offers: made, counts } = this.summary.openings.offersPerFill;
    return this.section('perFill', {
      lead: fills > 0 ? t('sections.perFill.lead', { mean: formats.number(made / fills, 1) }) : t('noAnswer'),
      chart: this.bars(
        offerCounts
          .filter((key) => key !== 'none' || counts.none > 0)
          .map((key) => ({ key, label: t(`offerCounts.${key}`), value: counts[key] })),
      ),
      columns: [t('columns.offers'), t('columns.openings'), t('columns.share')],
      rows: [
        ...offerCounts.map((offers) => ({
          key: offers,
          label: t(`offerCounts.${offers}`),
          cells: [
            this.count(counts[offers], { list: 'openings', offers }),
            this.share(counts[offers], fills, { list: 'openings', offers }),
          ],
        })),
        {
          key: 'mean',
          label: t('offersPerTime'),
          cells: [
            fills > 0
              ? {
                  text: formats.number(made / fills, 1),
                  value: Math.round((made / fills) * 10) / 10,
                  href: this.rows({ list: 'openings', outcome: 'waitlist' }),
                }
              : noCell,
            noCell,
          ],
        },
      ],
    });
  }
}
