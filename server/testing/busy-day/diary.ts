import { makeBooking, type TestBooking } from '../factories.ts';
import { makeEntry } from '../waitlist-factories.ts';
import { addDays } from '#server/modules/salon/local-time.ts';
import { minutesAfter } from '../clock.ts';
import { at, dateIn, instant } from '../model/naming.ts';
import { morningQuarters, type World } from '../model/world.ts';

// A large salon with no time left, and a long waitlist: whatever is cancelled, somebody wants it.

/** Days from today that are full. */
const diaryDays = 5;

/** Every morning of everybody, one appointment after the other. */
export async function fillDiary(world: World, chance: () => number): Promise<TestBooking[]> {
  const { employees, services } = world;
  const diary: TestBooking[] = [];
  for (const [index, employee] of employees.entries()) {
    const does = index % 2 === 0 ? services : services.slice(0, 2);
    for (let day = 0; day < diaryDays; day += 1) {
      const opens = instant(world, { day, quarter: 0 });
      let taken = 0;
      for (;;) {
        // Mostly the short one: it leaves no gaps.
        const service = chance() < 0.7 ? at(does, 0) : at(does, Math.floor(chance() * does.length));
        const startsIn = taken + service.bufferBeforeMinutes;
        taken = startsIn + service.durationMinutes + service.bufferAfterMinutes;
        if (taken > morningQuarters * 15) break;
        // Who comes to one employee alone is never in two places at once.
        const customer = at(world.customers, index * 3 + Math.floor(chance() * 3));
        const startsAt = minutesAfter(opens, startsIn);
        diary.push(
          await makeBooking(world.deps.db, {
            salon: world.salon,
            employee,
            services: [service],
            customer,
            startsAt,
            now: minutesAfter(world.deps.clock.now(), -1440),
          }),
        );
      }
    }
  }
  return diary;
}

/** One wish for each customer from `firstCustomer` on: some for anything, some for somebody, some for a single day. */
export async function fillWaitlist(world: World, chance: () => number, firstCustomer: number): Promise<void> {
  const { employees, services, salon, deps } = world;
  for (const customer of world.customers.slice(firstCustomer)) {
    const from = addDays(dateIn(world, 0), chance() < 0.7 ? 0 : Math.floor(chance() * diaryDays));
    await makeEntry(deps.db, {
      salon,
      customer,
      service: chance() < 0.7 ? at(services, 0) : at(services, Math.floor(chance() * services.length)),
      // Those with an even number do everything.
      employees: chance() < 0.8 ? [] : [at(employees, 2 * Math.floor(chance() * employees.length))],
      windows: [{ dateFrom: from, dateUntil: addDays(from, chance() < 0.2 ? 0 : diaryDays) }],
      score: Math.floor(chance() * 100),
      now: minutesAfter(deps.clock.now(), -1440 * chance()),
    });
  }
}
