import { expect, test } from 'vitest';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { formatsOf } from '#app/texts.server.ts';
import { openingCauses } from '#server/modules/openings/openings.schema.ts';
import {
  answers,
  claimTimes,
  leads,
  messageTopics,
  offerCounts,
  outcomes,
  waits,
  worths,
  type ReportSummary,
} from '#server/modules/reports/reports.schema.ts';
import { entryStatuses } from '#server/modules/waitlist/waitlist.schema.ts';
import { sectionKeys, type Section } from './report-cells.server.ts';
import { reportSections } from './report-sections.server.ts';

const page = {
  base: '/dashboard/fjord',
  locale: 'en',
  formats: formatsOf('en', 'Europe/Oslo'),
} as unknown as StaffPage;
const search = { from: '2026-06-01', until: '2026-06-30', employeeId: '' };

function each<Key extends string, Value>(keys: readonly Key[], value: Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, value])) as Record<Key, Value>;
}

/** Ten that could have been filled, four of them were; three more that nobody rates. */
const counts = {
  ...each(outcomes, 0),
  waitlist: 4,
  public: 2,
  staff: 1,
  unfilled: 2,
  on_sale: 1,
  open: 2,
  direct: 1,
};
const spread = { counts: each(waits, 1), count: waits.length, medianSeconds: 7_200, p90Seconds: 86_400 };

const summary: ReportSummary = {
  currency: 'NOK',
  asOf: '2026-06-30T12:00:00.000Z',
  openings: {
    outcomes: counts,
    byCause: each(openingCauses, counts),
    byLead: each(leads, counts),
    steps: [{ from: '2026-06-01', until: '2026-06-07', outcomes: counts, recoveredMinor: 45_000 }],
    claims: { ...spread, counts: each(claimTimes, 1), count: claimTimes.length },
    offersPerFill: { fills: 4, offers: 6, counts: { ...each(offerCounts, 0), one: 3, three: 1 } },
  },
  stepSize: 'week',
  answers: { ...each(answers, 0), accepted: 4, declined: 1, timed_out: 3 },
  worths: each(worths, { count: 1, minor: 10_000 }),
  recoveredMinor: 20_000,
  booked: spread,
  waiting: spread,
  joined: { ...each(entryStatuses, 0), waiting: 3, booked: 1 },
  messages: {
    topics: {
      ...each(messageTopics, { sms: 0, segments: 0, emails: 0 }),
      offers: { sms: 5, segments: 7, emails: 2 },
    },
    notSent: { sms: 1, emails: 2 },
  },
  smsSegmentPriceMicros: 450_000,
};

const sections = new Map(reportSections(summary, search, page).map((section) => [section.key, section]));

function cells(key: Section['key'], row: string) {
  const found = sections.get(key)?.rows.find((one) => one.key === row);
  if (!found) throw new Error(`${key} has no row ${row}.`);
  return found.cells;
}

test('the fill rate is what the waitlist filled of what it had a chance with', () => {
  expect(cells('outcomes', 'waitlist').map(({ value }) => value)).toEqual([4, 0.4]);
  expect(cells('outcomes', 'rated').map(({ value }) => value)).toEqual([10, 1]);
  // Those that nobody rates have no share.
  expect(cells('outcomes', 'open').map(({ value }) => value)).toEqual([2, null]);
  expect(cells('leads', 'under_3h').at(-1)).toMatchObject({ value: 0.4, text: '40%' });
});

test('a share of answers is of all offers', () => {
  expect(cells('answers', 'timed_out').map(({ value }) => value)).toEqual([3, 0.375]);
  expect(sections.get('perFill')?.lead).toContain('1.5');
});

test('messages cost their segments; without a price they cost nobody knows what', () => {
  expect(cells('messages', 'offers').map(({ value }) => value)).toEqual([5, 7, 2, 3.15]);
  expect(cells('messages', 'total').map(({ value }) => value)).toEqual([5, 7, 2, 3.15]);
  const unpriced = reportSections({ ...summary, smsSegmentPriceMicros: null }, search, page);
  const total = unpriced.find(({ key }) => key === 'messages')?.rows.find(({ key }) => key === 'total');
  expect(total?.cells.at(-1)).toMatchObject({ text: '–', value: null, href: null });
});

test.each(sectionKeys)(
  '%s: each figure leads to the rows that it is made of, and none leads nowhere',
  (key) => {
    const section = sections.get(key);
    for (const row of section?.rows ?? []) {
      for (const { value, href } of row.cells) {
        if (value === null || value === 0) expect(href, `${row.key}: ${value}`).toBeNull();
        else
          expect(href, `${row.key}: ${value}`).toMatch(/^\/dashboard\/fjord\/reports\/rows\?from=2026-06-/);
      }
    }
  },
);

test('a week’s figures lead to the rows of that week', () => {
  for (const { href, value } of cells('steps', '2026-06-01'))
    if (value) expect(href).toContain('from=2026-06-01&until=2026-06-07');
});
