import { runSweep } from '#server/jobs/run-sweep.ts';
import { sweeps } from '#server/jobs/sweeps.ts';
import { checkInvariants, checkSettled } from '../invariants.ts';
import type { Command, Lifecycle, Step } from './commands.ts';
import { checkPromises } from './promises.ts';
import { perform } from './perform.ts';
import type { World } from './world.ts';

/** Lets one life of the salon happen, and checks after each step what must always hold, and at the end that nothing is left undone. */
export async function runLifecycle(
  world: World,
  { start, policy, bookings, wishes, cancelled, steps }: Lifecycle,
): Promise<void> {
  const { deps } = world;
  await world.reset();
  deps.clock.set(start);
  await deps.db.waitlistPolicy.create({ data: { salonId: world.salon.id, ...policy } });
  for (const command of [...bookings, ...wishes]) await act(world, command);
  for (const next of [cancelled, ...steps]) await step(world, next);

  await deps.runJobs();
  await runSweep(deps, sweeps);
  await deps.runJobs();
  await checkInvariants(deps.database.pool);
  await checkSettled(deps.database.pool, deps.clock.now());
}

async function step(world: World, { commands, jobs }: Step): Promise<void> {
  const { deps } = world;
  await Promise.all(commands.map((command) => act(world, command)));
  await check(world);
  if (jobs === 'late') return;
  const ran = await deps.runJobs({ twice: jobs === 'twice' });
  if (ran.length > 0) await check(world);
}

/** A second between two commands, as between two clicks: so what they write has an order. */
async function act(world: World, command: Command): Promise<void> {
  world.deps.clock.advance(1 / 60);
  await perform(world, command);
}

async function check(world: World): Promise<void> {
  const { deps } = world;
  await checkInvariants(deps.database.pool);
  await checkPromises(world);
  const errors = deps.logged.filter(({ level }) => Number(level) >= 50);
  if (errors.length > 0) throw new Error(`Something failed and was only logged: ${JSON.stringify(errors)}`);
}
