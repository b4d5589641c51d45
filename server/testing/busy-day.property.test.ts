import { expect, test } from 'vitest';
import { fillDiary, fillWaitlist } from './busy-day/diary.ts';
import { count, findFaults } from './busy-day/ledger.ts';
import { moodyProvider } from './busy-day/moody-provider.ts';
import { nightMinutes, playDay, playOut } from './busy-day/play-day.ts';
import { chanceOf } from './chance.ts';
import { testDeps } from './deps.ts';
import { checkSettled } from './invariants.ts';
import { dateIn } from './model/naming.ts';
import { inSalon, makeWorld } from './model/world.ts';

// A salon's day in fast motion. `LEDIG_OPENINGS=1000` makes it a large one, which takes some minutes; `LEDIG_SEED` another one.

const openings = Number(process.env.LEDIG_OPENINGS ?? 40);
const seed = Number(process.env.LEDIG_SEED ?? 1);

const deps = await testDeps('2026-06-01T08:00+02:00');
const team = Math.ceil(openings / 25);
const regulars = team * 3;
const world = await makeWorld(deps, { employees: team, customers: regulars + Math.ceil(openings * 0.7) });
const chance = chanceOf(seed);
const provider = moodyProvider(chance);
deps.providers = { sms: provider, email: provider };

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);

test(
  'of all the times that come free in a day each finds its end, nobody is asked or told twice, and the report adds up',
  { timeout: 1_600_000 },
  async () => {
    const from = dateIn(world, 0);
    const diary = await fillDiary(world, chance);
    await fillWaitlist(world, chance, regulars);
    const day = { world, chance, diary, provider };
    await playDay(day, openings);
    await playOut(day);

    await checkSettled(deps.database.pool, deps.clock.now());
    expect(await findFaults(world, nightMinutes)).toEqual([]);
    const twice = [...provider.taken].filter(([, times]) => times > 1);
    expect(twice).toEqual([]);

    const counted = await count(world);
    expect(counted.openings).toBeGreaterThanOrEqual(openings);
    const report = await world.staff.report.summary({ ...inSalon(world), from, until: dateIn(world, 0) });
    const { outcomes, byCause, byLead, steps } = report.openings;
    expect(outcomes).toMatchObject({ open: 0, on_sale: 0 });
    expect(sum(outcomes)).toBe(counted.openings);
    for (const parts of [Object.values(byCause), Object.values(byLead), steps.map((step) => step.outcomes)])
      expect(parts.reduce((all, part) => all + sum(part), 0)).toBe(counted.openings);
    expect(sum(report.answers)).toBe(counted.offers);
    expect(report.answers.pending).toBe(0);
    expect(report.answers.accepted + report.answers.undone).toBe(counted.accepts);
    expect(Object.values(report.worths).reduce((all, { count: some }) => all + some, 0)).toBe(
      counted.accepts,
    );
    expect(report.recoveredMinor).toBe(counted.recovered);
    expect(report.recoveredMinor).toBeGreaterThan(0);
    const topics = Object.values(report.messages.topics);
    expect(topics.reduce((all, { sms }) => all + sms, 0)).toBe(counted.sms);
    expect(topics.reduce((all, { emails }) => all + emails, 0)).toBe(counted.emails);
  },
);
