import type { PgBoss } from 'pg-boss';
import { sweepQueue } from './sweep.job.ts';

/** Each minute, and once now: while no worker ran, timed jobs may have been missed. */
export async function scheduleSweep(boss: PgBoss): Promise<void> {
  await boss.schedule(sweepQueue, '* * * * *', {});
  await boss.send(sweepQueue, {});
}
