import { textsOf } from '#app/texts.server.ts';
import { majorUnits } from '#app/ui/formats.ts';
import { answers, messageTopics, waits, worths } from '#server/modules/reports/reports.schema.ts';
import { entryStatuses } from '#server/modules/waitlist/waitlist.schema.ts';
import { noCell, SectionMaker, sum, type Section } from './report-cells.server.ts';

/** What the report says of those who wait: how they answered, what that was worth, how long they waited, what they were sent. */
export class WaitlistSections extends SectionMaker {
  answers(): Section {
    const { t, share } = this.words;
    const counts = this.summary.answers;
    const all = sum(Object.values(counts));
    return this.section('answers', {
      lead:
        all > 0
          ? t('sections.answers.lead', {
              accepted: counts.accepted,
              offers: all,
              rate: share(counts.accepted, all),
            })
          : t('noAnswer'),
      chart: this.bars(
        answers
          .filter((answer) => counts[answer] > 0)
          .map((key) => ({ key, label: t(`answers.${key}`), value: counts[key] })),
      ),
      columns: [t('columns.answer'), t('columns.offers'), t('columns.share')],
      rows: [
        ...answers.map((answer) => ({
          key: answer,
          label: t(`answers.${answer}`),
          cells: [
            this.count(counts[answer], { list: 'offers', answer }),
            this.share(counts[answer], all, { list: 'offers', answer }),
          ],
        })),
        {
          key: 'any',
          label: t('answers.any'),
          cells: [
            this.count(all, { list: 'offers', answer: 'any' }),
            this.share(all, all, { list: 'offers', answer: 'any' }),
          ],
        },
      ],
    });
  }

  revenue(): Section {
    const { t, formats } = this.words;
    const { worths: values, recoveredMinor, currency, openings, stepSize } = this.summary;
    const fills = values.came.count + values.ahead.count;
    const highest = Math.max(1, ...openings.steps.map((step) => step.recoveredMinor));
    return this.section('revenue', {
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
            this.count(value.count, { list: 'offers', worth }),
            this.money(value.minor, currency, { list: 'offers', worth }),
          ],
        };
      }),
    });
  }

  waiting(): Section {
    const { t, length } = this.words;
    const { booked } = this.summary;
    const row = (key: (typeof waits)[number] | 'total') => {
      const wait = key === 'total' ? undefined : key;
      const of = (set: 'booked' | 'waiting') => {
        const spread = this.summary[set];
        return this.count(wait ? spread.counts[wait] : spread.count, { list: 'entries', set, wait });
      };
      return {
        key,
        label: wait ? t(`waits.${wait}`) : t('total'),
        cells: [of('booked'), of('waiting')],
      };
    };
    return this.section('waiting', {
      lead:
        booked.count > 0
          ? t('sections.waiting.lead', {
              median: length(booked.medianSeconds),
              p90: length(booked.p90Seconds),
            })
          : t('sections.waiting.leadNone'),
      chart: this.bars(waits.map((key) => ({ key, label: t(`waits.${key}`), value: booked.counts[key] }))),
      columns: [t('columns.wait'), t('columns.booked'), t('columns.waiting')],
      rows: [
        ...[...waits, 'total' as const].map(row),
        ...(['medianSeconds', 'p90Seconds'] as const).map((key) => ({
          key,
          label: t(`spread.${key}`),
          cells: (['booked', 'waiting'] as const).map((set) =>
            this.time(this.summary[set][key], { list: 'entries', set }),
          ),
        })),
      ],
    });
  }

  joined(): Section {
    const { t } = this.words;
    const dashboard = textsOf(this.page.locale, 'dashboard');
    const counts = this.summary.joined;
    const all = sum(Object.values(counts));
    return this.section('joined', {
      lead: t('sections.joined.lead', { count: all }),
      chart: this.bars(
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
            this.count(counts[status], { list: 'entries', set: 'joined', status }),
            this.share(counts[status], all, { list: 'entries', set: 'joined', status }),
          ],
        })),
        {
          key: 'total',
          label: t('total'),
          cells: [
            this.count(all, { list: 'entries', set: 'joined' }),
            this.share(all, all, { list: 'entries', set: 'joined' }),
          ],
        },
      ],
    });
  }

  messages(): Section {
    const { t, formats } = this.words;
    const { messages, smsSegmentPriceMicros: price, currency } = this.summary;
    const all = messageTopics.map((topic) => messages.topics[topic]);
    const total = {
      sms: sum(all.map(({ sms }) => sms)),
      segments: sum(all.map(({ segments }) => segments)),
      emails: sum(all.map(({ emails }) => emails)),
    };
    const row = (key: (typeof messageTopics)[number] | 'total') => {
      const topic = key === 'total' ? undefined : key;
      const { sms, segments, emails } = topic ? messages.topics[topic] : total;
      const bySms = { list: 'messages', topic, channel: 'sms', notSent: false } as const;
      const cost = price === null ? null : minorOf(segments * price, currency);
      return {
        key,
        label: topic ? t(`topics.${topic}`) : t('total'),
        cells: [
          this.count(sms, bySms),
          this.count(segments, bySms),
          this.count(emails, { list: 'messages', topic, channel: 'email', notSent: false }),
          cost === null ? noCell : this.money(cost, currency, bySms),
        ],
      };
    };
    return this.section('messages', {
      lead: t('sections.messages.lead', {
        segments: formats.number(total.segments),
        emails: formats.number(total.emails),
      }),
      chart: this.bars(
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
              ? this.count(messages.notSent.sms, { list: 'messages', channel: 'sms', notSent: true })
              : column === 'email'
                ? this.count(messages.notSent.emails, { list: 'messages', channel: 'email', notSent: true })
                : noCell,
          ),
        },
      ],
    });
  }
}

/** Millionths of the currency's unit as whole minor units. */
function minorOf(micros: number, currency: string): number {
  return Math.round(micros / 1_000_000 / majorUnits(1, currency));
}
