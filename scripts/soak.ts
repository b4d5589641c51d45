import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { explainFault, SetupFault } from '#server/platform/fault.ts';

// `npm run soak`: what chance finds when it has a night. Random lives of a salon, one after the other and with several acting at once, then
// a day in fast motion with a thousand times that come free. `-- --sequences 1000 --openings 100` makes it shorter, `-- --seed 7` begins where another run
// began. It ends at the first broken rule, with the seed that makes it again and the shortest life that breaks it.

const root = path.dirname(import.meta.dirname);
/** So many lives are one run of the tests: a run that takes too long says so, and is to stay far from that. */
const sequencesARun = 500;

function main(): boolean {
  const { values } = parseArgs({
    options: { sequences: { type: 'string' }, openings: { type: 'string' }, seed: { type: 'string' } },
  });
  const sequences = wholeNumber('sequences', values.sequences ?? '10000');
  const openings = wholeNumber('openings', values.openings ?? '1000');
  const firstSeed = wholeNumber('seed', values.seed ?? String(randomInt(1_000_000)));
  const files = ['lifecycle.property', 'lifecycle-races.property'];
  for (let done = 0, seed = firstSeed; done < sequences; done += sequencesARun, seed += 1) {
    const runs = Math.min(sequencesARun, sequences - done);
    for (const file of files) {
      console.log(`${file}: seed ${seed}, ${done + runs} of ${sequences}`);
      if (!passes(file, { LEDIG_SEED: String(seed), LEDIG_RUNS: String(runs) })) return false;
    }
  }
  console.log(`busy-day.property: seed ${firstSeed}, ${openings} openings`);
  return passes('busy-day.property', { LEDIG_SEED: String(firstSeed), LEDIG_OPENINGS: String(openings) });
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new SetupFault(`--${name} takes a whole number, not ${text}.`);
  return Number(text);
}

function passes(file: string, env: Record<string, string>): boolean {
  const vitest = path.join(root, 'node_modules', '.bin', 'vitest');
  const { status } = spawnSync(vitest, ['run', `server/testing/${file}.test.ts`], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  return status === 0;
}

try {
  process.exitCode = main() ? 0 : 1;
} catch (error) {
  console.error(explainFault(error));
  process.exitCode = 1;
}
