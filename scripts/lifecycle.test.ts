import { spawn } from 'node:child_process';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { processLifecycle } from '#server/modules/offers/process-lifecycle.ts';
import { testDeps } from '#server/testing/deps.ts';
import { liveOffer, lastOffer, comeFree, line, openSalon } from '#server/testing/waitlist-steps.ts';

// The real command, as a scheduler starts it.

const deps = await testDeps();
beforeEach(() => deps.reset());

interface Run {
  code: number | null;
  said: string;
  complained: string;
}

function lifecycle(url: string = deps.database.url): Promise<Run> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'lifecycle.ts')],
    { env: { ...process.env, LEDIG_MODE: 'test', LOG_LEVEL: 'info', DATABASE_URL: url } },
  );
  const run: Run = { code: null, said: '', complained: '' };
  child.stdout.on('data', (chunk: Buffer) => (run.said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (run.complained += chunk.toString('utf8')));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...run, code })));
}

/** Six times came free long ago, and each was offered to somebody who has not answered. */
async function sixOffersThatRanOut() {
  const { salon, cut, ida } = await openSalon(deps);
  const entries = await line(
    deps,
    { salon, service: cut, windows: [{ dateFrom: '2026-06-02' }] },
    {},
    {},
    {},
    {},
    {},
    {},
  );
  for (const hour of [10, 11, 12, 13, 14, 15]) {
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: `2026-06-02T${hour}:00+02:00` });
  }
  await deps.runJobs();
  for (const entry of entries) await liveOffer(deps, entry);
  return entries;
}

test(
  'with nine others at once it does what is due once, and all their counts add up to it',
  { timeout: 60_000 },
  async () => {
    const entries = await sixOffersThatRanOut();
    deps.clock.advance(30);
    const others = Array.from({ length: 9 }, () => processLifecycle(deps));
    const { code, said } = await lifecycle();
    expect(code).toBe(0);

    const counts = [
      JSON.parse(said) as Record<string, number>,
      ...(await Promise.all(others)).map((other) => other.counts),
    ];
    expect(counts.reduce((sum, { expiries = 0 }) => sum + expiries, 0)).toBe(
      await deps.db.lifecycleEvent.count({ where: { reason: { in: ['offer_timed_out', 'window_passed'] } } }),
    );
    for (const entry of entries) {
      expect(await lastOffer(deps, entry)).toMatchObject({ status: 'expired' });
      const timeOuts = await deps.db.lifecycleEvent.count({
        where: { waitlistEntryId: entry.id, reason: { startsWith: 'offer_timed_out' } },
      });
      expect(timeOuts).toBe(1);
    }
  },
);

test(
  'says by its exit code that a step failed, with the counts of the others',
  { timeout: 60_000 },
  async () => {
    await deps.db.$executeRaw`ALTER FUNCTION reactivate_waitlist_entries RENAME TO gone`;
    const { code, said, complained } = await lifecycle();
    await deps.db.$executeRaw`ALTER FUNCTION gone RENAME TO reactivate_waitlist_entries`;
    expect(code).toBe(1);
    expect(JSON.parse(said)).toEqual({ reminders: 0, expiries: 0, openings: 0 });
    expect(complained).toContain('a step of the sweep failed');
  },
);

test('says in one sentence that it can’t reach the database', { timeout: 60_000 }, async () => {
  const { code, complained } = await lifecycle('postgresql://nobody@127.0.0.1:1/nowhere');
  expect(code).toBe(1);
  expect(complained).toContain("The database server can't be reached: is DATABASE_URL right?");
});
