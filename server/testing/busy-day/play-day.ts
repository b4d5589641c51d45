import { runSweep } from '#server/jobs/run-sweep.ts';
import { sweeps } from '#server/jobs/sweeps.ts';
import { idOf, type BookingId, type EntryId, type OpeningId } from '#server/platform/ids.schema.ts';
import type { TestBooking } from '../factories.ts';
import { checkInvariants } from '../invariants.ts';
import { minutesAfter } from '../clock.ts';
import type { Wish } from '../model/commands.ts';
import { perform } from '../model/perform.ts';
import { inSalon, morningQuarters, type World } from '../model/world.ts';
import type { MoodyProvider } from './moody-provider.ts';

export interface Day {
  world: World;
  chance: () => number;
  diary: TestBooking[];
  provider: MoodyProvider;
}

const stepMinutes = 2;
/** The longest step: nothing can end later than so long after its time. */
export const nightMinutes = 60;
/** Seldom: what has a job of its own must not need it. */
const sweepMinutes = 10;
const anyTime: Omit<Wish, 'service'> = {
  employees: 0,
  from: 0,
  days: 4,
  fromQuarter: 0,
  untilQuarter: morningQuarters,
  leadTimeMinutes: 0,
  preferred: false,
};
const dayMinutes = 12 * 60;

/** Minutes of the day in which nothing does a job, and in which no provider does its own. */
const workerIsDown = { from: 200, until: 230 };
const providerIsIll = { from: 300, until: 330 };

/** Twelve hours in which customers and staff do what they do, until that made so many openings. */
export async function playDay(day: Day, openings: number): Promise<void> {
  const { world, provider } = day;
  for (let minute = 0; minute < dayMinutes; minute += stepMinutes) {
    world.deps.clock.advance(stepMinutes);
    provider.mood = isWithin(providerIsIll, minute) ? 'ill' : 'well';
    const wanted = openings * Math.min(1, (minute + stepMinutes) / (dayMinutes - 60));
    await cancelUntil(day, wanted);
    await answerOffers(day);
    await meddle(day);
    if (isWithin(workerIsDown, minute)) continue;
    await world.deps.runJobs();
    if (minute % sweepMinutes === 0) await sweep(world);
    if (minute % 60 === 0) await check(world);
  }
}

/**
 * What is left to happen by itself, until the last time that came free has begun, wherever it was moved: half an hour a step by day, an hour
 * by night.
 */
export async function playOut(day: Day): Promise<void> {
  const { world } = day;
  while ((await world.deps.db.opening.count({ where: { startsAt: { gt: world.deps.clock.now() } } })) > 0) {
    const hour = world.deps.clock.now().getUTCHours();
    world.deps.clock.advance(hour >= 6 && hour < 12 ? 30 : nightMinutes);
    await answerOffers(day);
    await world.deps.runJobs();
    await sweep(world);
  }
  world.deps.clock.advance(nightMinutes);
  await world.deps.runJobs();
  await sweep(world);
  await check(world);
}

function isWithin({ from, until }: { from: number; until: number }, minute: number): boolean {
  return minute >= from && minute < until;
}

async function sweep({ deps }: World): Promise<void> {
  await runSweep(deps, sweeps);
  await deps.runJobs();
}

async function check({ deps }: World): Promise<void> {
  await checkInvariants(deps.database.pool);
  const errors = deps.logged.filter(({ level }) => Number(level) >= 50);
  if (errors.length > 0) throw new Error(`Something failed and was only logged: ${JSON.stringify(errors)}`);
}

/** One of them, which is then no longer there. */
function draw<T>(rows: T[], chance: () => number): T | undefined {
  return rows.splice(Math.floor(chance() * rows.length), 1)[0];
}

async function cancelUntil({ world, chance, diary }: Day, openings: number): Promise<void> {
  const { deps } = world;
  while ((await deps.db.opening.count()) < openings) {
    const booking = draw(diary, chance);
    if (!booking) throw new Error('Nothing is left to cancel.');
    if (booking.startsAt <= minutesAfter(deps.clock.now(), 90)) continue;
    const token = deps.links.signLink('booking', { id: booking.id, version: 1 });
    await (chance() < 0.3
      ? world.staff.booking.cancel({ ...inSalon(world), bookingId: booking.id })
      : world.visitor.booking.cancelByToken({ token }));
  }
}

/** Most answer within a few steps, some not at all; one in eight who said yes takes it back. */
async function answerOffers({ world, chance, diary }: Day): Promise<void> {
  const { deps, visitor } = world;
  const pending = await deps.db.offer.findMany({
    where: { status: 'pending' },
    orderBy: [{ createdAt: 'asc' }, { slotStart: 'asc' }],
    select: { id: true, linkVersion: true },
  });
  const answers: (() => Promise<unknown>)[] = [];
  for (const { id, linkVersion } of pending) {
    const token = deps.links.signLink('offer', { id, version: linkVersion });
    const mood = chance();
    if (mood < 0.1) answers.push(() => visitor.offer.decline({ token, leave: mood < 0.01 }));
    else if (mood < 0.25) {
      answers.push(async () => {
        const { bookingId } = await visitor.offer.accept({ token });
        if (bookingId === null) return;
        if (mood < 0.12) await visitor.offer.undo({ token });
        else {
          const booking = await deps.db.booking.findUniqueOrThrow({ where: { id: bookingId } });
          diary.push({ ...booking, id: idOf<BookingId>(booking.id), customerId: idOf(booking.customerId) });
        }
      });
    }
  }
  // Two at the same moment: they may be of one opening.
  for (let next = 0; next < answers.length; next += 2)
    await Promise.all(answers.slice(next, next + 2).map((answer) => answer()));
}

/** Now and then somebody joins, buys what is free, is asked by hand, leaves; or staff take a time back. */
async function meddle({ world, chance }: Day): Promise<void> {
  const { deps } = world;
  const nth = Math.floor(chance() * 50);
  const customer = Math.floor(chance() * world.customers.length);
  const what = chance();
  if (what < 0.5) {
    const wish = { ...anyTime, service: nth % 3 === 0 ? 2 : 0 };
    await perform(world, { kind: 'join', wish, customer, moves: null, by: 'customer' });
  } else if (what < 0.6) await perform(world, { kind: 'bookShown', nth, service: 0, customer });
  else if (what < 0.7) await perform(world, { kind: 'notifyProposed', nth, thenNext: chance() < 0.5 });
  else if (what < 0.75) await perform(world, { kind: 'leave', nth, by: 'customer' });
  else if (what < 0.8) {
    const open = await deps.db.opening.findFirst({
      where: { status: 'open' },
      orderBy: { createdAt: 'asc' },
    });
    if (open) await world.staff.opening.withdraw({ ...inSalon(world), openingId: idOf<OpeningId>(open.id) });
  } else if (what < 0.85) {
    const waits = await deps.db.waitlistEntry.findFirst({
      where: { status: 'cooldown', removedAt: null },
      orderBy: { createdAt: 'asc' },
    });
    if (waits) await world.staff.waitlist.reactivate({ ...inSalon(world), entryId: idOf<EntryId>(waits.id) });
  }
}
