import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import type { Channel } from '../notifications/notifications.schema.ts';
import { openingCauses } from '../openings/openings.schema.ts';
import { entryStatuses } from '../waitlist/waitlist.schema.ts';
import {
  reportedEntries,
  reportedMessages,
  reportedOffers,
  reportedOpenings,
  type Reported,
} from './reported-rows.ts';
import {
  answers,
  claimTimes,
  leads,
  messageTopics,
  offerCounts,
  outcomes,
  waits,
  worths,
  type MessageTopic,
  type ReportSummary,
} from './reports.schema.ts';
import { stepsOf, stepSizeOf } from './steps.rules.ts';

/** A count of rows, and which: `part` names the table of the report, `row` and `col` its cell. */
interface Cell {
  part: string;
  row: string | null;
  col: string | null;
  count: number;
  minor?: number | null;
  median?: number | null;
  p90?: number | null;
}

/** Every figure of the report, in five statements however long the period is. */
export async function summarise(db: Db, of: Reported): Promise<ReportSummary> {
  const [salon, openings, offers, entries, messages] = await Promise.all([
    db.salon.findUniqueOrThrow({
      where: { id: of.salonId },
      select: { currency: true, smsSegmentPriceMicros: true },
    }),
    countOpenings(db, of),
    countOffers(db, of),
    countEntries(db, of),
    countMessages(db, of),
  ]);
  const { openings: figures, steps } = openings;
  const { recovered, ...ofOffers } = offers;
  return {
    ...salon,
    asOf: of.now.toISOString(),
    openings: {
      ...figures,
      steps: stepsOf(of)
        .map((step) => ({
          ...step,
          outcomes: table(outcomes, steps, step.start),
          recoveredMinor: recovered.get(step.start) ?? 0,
        }))
        .map(({ start: _start, ...step }) => step),
    },
    stepSize: stepSizeOf(of),
    ...ofOffers,
    ...entries,
    messages,
  };
}

async function countOpenings(db: Db, of: Reported) {
  const cells = await db.$queryRaw<Cell[]>`
    WITH reported AS MATERIALIZED (${reportedOpenings(of)}), figures AS (
      SELECT 'cause' AS part, cause AS row, outcome AS col, count(*)::int AS count, NULL::float8 AS median, NULL::float8 AS p90
      FROM reported GROUP BY cause, outcome
      UNION ALL
      SELECT 'lead', lead, outcome, count(*)::int, NULL, NULL FROM reported GROUP BY lead, outcome
      UNION ALL
      SELECT 'step', ${stepOf(Prisma.sql`created_at`, of)}, outcome, count(*)::int, NULL, NULL FROM reported GROUP BY 2, outcome
      UNION ALL
      SELECT 'claim', claim, NULL, count(*)::int, NULL, NULL FROM reported WHERE claim IS NOT NULL GROUP BY claim
      UNION ALL
      SELECT 'offers', offer_count, NULL, count(*)::int, sum(offers)::float8, NULL FROM reported WHERE outcome = 'waitlist' GROUP BY offer_count
      UNION ALL
      SELECT 'claims', NULL, NULL, count(claim_seconds)::int,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY claim_seconds),
        percentile_disc(0.9) WITHIN GROUP (ORDER BY claim_seconds)
      FROM reported
    )
    SELECT * FROM figures`;
  const part = partsOf(cells);
  const causes = part('cause');
  const perFill = part('offers');
  return {
    steps: part('step'),
    openings: {
      outcomes: fill(outcomes, (outcome) => sum(causes.filter(({ col }) => col === outcome))),
      byCause: fill(openingCauses, (cause) => table(outcomes, causes, cause)),
      byLead: fill(leads, (lead) => table(outcomes, part('lead'), lead)),
      claims: spread(claimTimes, part('claims')[0], part('claim')),
      offersPerFill: {
        fills: sum(perFill),
        offers: perFill.reduce((all, { median }) => all + (median ?? 0), 0),
        counts: fill(offerCounts, (name) => sum(perFill.filter(({ row }) => row === name))),
      },
    },
  };
}

async function countOffers(db: Db, of: Reported) {
  const cells = await db.$queryRaw<Cell[]>`
    WITH reported AS MATERIALIZED (${reportedOffers(of)}), figures AS (
      SELECT 'answer' AS part, answer AS row, count(*)::int AS count, NULL::float8 AS minor
      FROM reported WHERE answer IS NOT NULL GROUP BY answer
      UNION ALL
      SELECT 'worth', worth, count(*)::int, sum(price_minor)::float8 FROM reported WHERE worth IS NOT NULL GROUP BY worth
      UNION ALL
      SELECT 'step', ${stepOf(Prisma.sql`opened_at`, of)}, count(*)::int, sum(price_minor)::float8
      FROM reported WHERE worth IN ('came', 'ahead') GROUP BY 2
    )
    SELECT * FROM figures`;
  const part = partsOf(cells);
  const values = fill(worths, (worth) => {
    const [cell] = part('worth').filter(({ row }) => row === worth);
    return { count: cell?.count ?? 0, minor: cell?.minor ?? 0 };
  });
  return {
    answers: counts(answers, part('answer')),
    worths: values,
    recoveredMinor: values.came.minor + values.ahead.minor,
    recovered: new Map(part('step').map(({ row, minor }) => [row, minor ?? 0])),
  };
}

async function countEntries(db: Db, of: Reported) {
  const cells = await db.$queryRaw<Cell[]>`
    WITH booked AS MATERIALIZED (${reportedEntries(of, 'booked')}),
      waiting AS MATERIALIZED (${reportedEntries(of, 'waiting')}),
      waits AS (SELECT 'booked' AS set, wait, wait_seconds FROM booked UNION ALL SELECT 'waiting', wait, wait_seconds FROM waiting),
      figures AS (
        SELECT set AS part, wait AS row, count(*)::int AS count, NULL::float8 AS median, NULL::float8 AS p90 FROM waits GROUP BY set, wait
        UNION ALL
        SELECT set || ' in all', NULL, count(*)::int,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY wait_seconds),
          percentile_disc(0.9) WITHIN GROUP (ORDER BY wait_seconds)
        FROM waits GROUP BY set
        UNION ALL
        SELECT 'joined', status, count(*)::int, NULL, NULL FROM (${reportedEntries(of, 'joined')}) j GROUP BY status
      )
    SELECT * FROM figures`;
  const part = partsOf(cells);
  return {
    booked: spread(waits, part('booked in all')[0], part('booked')),
    waiting: spread(waits, part('waiting in all')[0], part('waiting')),
    joined: counts(entryStatuses, part('joined')),
  };
}

async function countMessages(db: Db, of: Reported): Promise<ReportSummary['messages']> {
  const rows = await db.$queryRaw<
    { topic: string; channel: string; went_out: boolean; count: number; segments: number }[]
  >`
    SELECT topic, channel, went_out, count(*)::int AS count, coalesce(sum(segments), 0)::int AS segments
    FROM (${reportedMessages(of)}) m
    GROUP BY topic, channel, went_out`;
  const some = (wentOut: boolean, channel: Channel, topic?: MessageTopic) =>
    rows.filter(
      (row) => row.went_out === wentOut && row.channel === channel && (!topic || row.topic === topic),
    );
  return {
    topics: fill(messageTopics, (topic) => {
      const sms = some(true, 'sms', topic);
      return {
        sms: sum(sms),
        segments: sms.reduce((all, { segments }) => all + segments, 0),
        emails: sum(some(true, 'email', topic)),
      };
    }),
    notSent: { sms: sum(some(false, 'sms')), emails: sum(some(false, 'email')) },
  };
}

/** The first local day of the step that an instant is in, even when that is before the period. */
function stepOf(column: Prisma.Sql, of: Reported): Prisma.Sql {
  return Prisma.sql`to_char(date_trunc(${stepSizeOf(of)}, ${column} AT TIME ZONE ${of.timeZone}), 'YYYY-MM-DD')`;
}

function partsOf(cells: readonly Cell[]): (part: string) => Cell[] {
  const byPart = Map.groupBy(cells, ({ part }) => part);
  return (part) => byPart.get(part) ?? [];
}

function fill<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;
}

function sum(cells: readonly { count: number }[]): number {
  return cells.reduce((all, { count }) => all + count, 0);
}

/** How many there are of each name in `row`. */
function counts<Name extends string>(names: readonly Name[], cells: readonly Cell[]): Record<Name, number> {
  return fill(names, (name) => sum(cells.filter(({ row }) => row === name)));
}

/** How many there are of each name in `col`, in one row. */
function table<Name extends string>(
  names: readonly Name[],
  cells: readonly Cell[],
  ofRow: string,
): Record<Name, number> {
  const own = cells.filter(({ row }) => row === ofRow);
  return fill(names, (name) => sum(own.filter(({ col }) => col === name)));
}

function spread<Name extends string>(
  names: readonly Name[],
  whole: Cell | undefined,
  cells: readonly Cell[],
): { count: number; medianSeconds: number | null; p90Seconds: number | null; counts: Record<Name, number> } {
  return {
    count: whole?.count ?? 0,
    medianSeconds: whole?.median ?? null,
    p90Seconds: whole?.p90 ?? null,
    counts: counts(names, cells),
  };
}
